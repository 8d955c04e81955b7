import { capitalize } from "../../harness/core/capitalize.ts";
import { listOf } from "../../harness/core/list-of.ts";
import type { Standing, VersionId } from "../protocol.ts";
import { type ColumnResult, describeRefusals } from "./explanation.ts";
import { byReason } from "./phrases.ts";
import { type StoreState, whyRefused } from "./refusal-reasons.ts";

/** Someone in one column, before and after an event. */
export type Known = ColumnResult & {
  who: string;
  standing: Standing;
  before: Standing;
};

/** What an event means for everyone who had signed in. */
export function describeAftermath(
  fact: string,
  everybody: readonly Known[],
  store: StoreState,
): string {
  const present = everybody.filter(({ standing }) => standing !== "stranger");
  if (present.length === 0) return `${fact} No one is signed in, so no one notices.`;
  const isCartAway = store !== "up" && present.some(isKnownByToken);
  const cart =
    store === "down"
      ? "what the cart held is gone"
      : "the cart waits until Redis is unfrozen";
  return [
    fact,
    ...describePeople(present, store),
    ...(isCartAway ? [`The token needs no store, but ${cart}.`] : []),
  ].join(" ");
}

function isKnownByToken({ version, standing }: Known): boolean {
  return version === "jwt" && standing === "known";
}

// People with the same result share a sentence.
function describePeople(present: readonly Known[], store: StoreState): string[] {
  const people = [...new Set(present.map(({ who }) => who))];
  const faresOf = (who: string) => {
    const hers = present.filter((known) => known.who === who);
    return (named: string) => describeFare(named, hers, store);
  };
  const alike = new Map<string, string[]>();
  for (const who of people) {
    const fare = faresOf(who)("").join();
    alike.set(fare, [...(alike.get(fare) ?? []), who]);
  }
  return [...alike.values()].flatMap((some) => faresOf(some[0] ?? "")(listOf(some)));
}

function describeFare(who: string, all: readonly Known[], store: StoreState): string[] {
  const having = (standing: Standing) =>
    all.filter((known) => known.standing === standing);
  const known = having("known");
  return [
    ...byReason(
      having("lost").filter(({ before }) => before !== "lost"),
      whyLost,
      (names, reason) => `${names} lost ${who}: ${reason}.`,
    ),
    ...byReason(
      having("unclear"),
      (each) => whyRefused(each, store),
      (names, reason) => `${names} can't look for ${who}: ${reason}.`,
    ),
    ...say(known, (names) => `${names} still ${knows(known)} ${who}.`),
  ];
}

function whyLost({ lostWith, version, missingCookie }: Known): string {
  if (lostWith !== null) return `the session was in ${lostWith}`;
  if (missingCookie !== null) return `the cookie ${missingCookie} has expired`;
  return version === "in-memory" || version === "sticky"
    ? "no request reaches the server that has the session"
    : "no server recognizes the sign-in";
}

/** What Alice's sign-out ended, what it couldn't end, and what it left a thief. */
export function describeSignOut(
  results: readonly ColumnResult[],
  everybody: readonly Known[],
  store: StoreState,
): string {
  const bad = results.filter(({ good }) => !good);
  const fact =
    bad.length === results.length
      ? "Alice couldn't sign out."
      : "Alice has signed out, and her browser dropped the cookie.";
  const thieves = everybody.filter(({ who }) => who === "the thief");
  const having = (standing: Standing) =>
    thieves.filter((thief) => thief.standing === standing);
  const hint =
    thieves.length === 0
      ? ["Would a copy still work? Steal the cookie before you sign her out."]
      : [];
  const alice = new Map(results.map((result) => [result.version, result]));
  return [
    fact,
    ...describeRefusals(bad, store),
    ...say(having("lost"), (names) => `${names}: the thief's copy is dead.`),
    ...say(having("unclear"), (names) => `${names} can't tell who the thief is now.`),
    ...having("known").map(
      ({ name, version, signedInOn }) =>
        `${capitalize(name)}: the thief is still Alice${whyStill(alice.get(version), signedInOn)}.`,
    ),
    ...hint,
  ].join(" ");
}

function whyStill(out: ColumnResult | undefined, home: string | null): string {
  if (!out?.good) return "";
  return out.version === "jwt"
    ? ", because no server can take a token back"
    : `, because her sign-out went to server ${out.server}, which had nothing to end, and the session on server ${home} lives on`;
}

/** What someone guessed before a kill, next to what happened. */
export function compareGuess(
  guess: readonly VersionId[],
  everybody: readonly Known[],
): string {
  const alice = everybody.filter(({ who }) => who === "Alice");
  const named = (wanted: (known: Known) => boolean) =>
    listOf(alice.filter(wanted).map(({ name }) => name)) || "none";
  const said = named(({ version }) => guess.includes(version));
  const came = named(({ standing }) => standing !== "known");
  return `Your guess, which columns would no longer know Alice: ${said}. What happened: ${came}.`;
}

function say(all: readonly Known[], sentence: (names: string) => string): string[] {
  return all.length === 0
    ? []
    : [sentence(capitalize(listOf(all.map(({ name }) => name))))];
}

function knows(all: readonly Known[]): string {
  return all.length === 1 ? "knows" : "know";
}
