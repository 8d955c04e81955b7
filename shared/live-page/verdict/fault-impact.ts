import type { Standing, VersionId } from "../protocol.ts";
import { byReason, capital, listOf } from "./phrases.ts";
import { type StoreState, whyRefused } from "./refusal-reasons.ts";
import { describeRefusals, type Outcome } from "./verdict.ts";

/** Somebody in one column, before a thing that somebody did and after it. */
export type Known = Outcome & {
  who: string;
  standing: Standing;
  before: Standing;
};

/** What a thing that somebody did means for everybody who had signed in. */
export function describeAftermath(
  fact: string,
  everybody: readonly Known[],
  store: StoreState,
): string {
  const present = everybody.filter(({ standing }) => standing !== "stranger");
  if (present.length === 0) return `${fact} Nobody is signed in, so nobody notices.`;
  const isCartAway = store !== "up" && present.some(isKnownByToken);
  const cart =
    store === "down"
      ? "what the cart held is gone"
      : "the cart waits until Redis goes on";
  return [
    fact,
    ...describePeople(present, store),
    ...(isCartAway ? [`The token needs no store; ${cart}.`] : []),
  ].join(" ");
}

function isKnownByToken({ version, standing }: Known): boolean {
  return version === "jwt" && standing === "known";
}

// Those who fare alike are told of together.
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
  if (missingCookie !== null) return `the cookie ${missingCookie} has run out`;
  return version === "in-memory" || version === "sticky"
    ? "no request comes to the server that has the session"
    : "no server takes the sign-in for anybody's";
}

/** What a sign-out of Alice's ended, what it could not end, and what it left to a thief. */
export function describeSignOut(
  outcomes: readonly Outcome[],
  everybody: readonly Known[],
  store: StoreState,
): string {
  const bad = outcomes.filter(({ good }) => !good);
  const fact =
    bad.length === outcomes.length
      ? "Alice could not sign out."
      : "Alice has signed out, and her browser drops the cookie.";
  const thieves = everybody.filter(({ who }) => who === "the thief");
  const having = (standing: Standing) =>
    thieves.filter((thief) => thief.standing === standing);
  const hint =
    thieves.length === 0
      ? ["Would a copy still work? Steal the cookie before the next sign-out."]
      : [];
  const alice = new Map(outcomes.map((outcome) => [outcome.version, outcome]));
  return [
    fact,
    ...describeRefusals(bad, store),
    ...say(having("lost"), (names) => `${names}: the thief's copy is dead.`),
    ...say(having("unclear"), (names) => `${names} can't tell who the thief is now.`),
    ...having("known").map(
      ({ name, version, signedInOn }) =>
        `${capital(name)}: the thief is still Alice${whyStill(alice.get(version), signedInOn)}.`,
    ),
    ...hint,
  ].join(" ");
}

function whyStill(out: Outcome | undefined, home: string | null): string {
  if (!out?.good) return "";
  return out.version === "jwt"
    ? ", for no server can take a token back"
    : `, for her sign-out went to server ${out.server}, which had nothing to end, and the session on server ${home} lives on`;
}

/** What somebody guessed before a kill, beside what came. */
export function compareGuess(
  guess: readonly VersionId[],
  everybody: readonly Known[],
): string {
  const alice = everybody.filter(({ who }) => who === "Alice");
  const named = (wanted: (known: Known) => boolean) =>
    listOf(alice.filter(wanted).map(({ name }) => name)) || "none";
  const said = named(({ version }) => guess.includes(version));
  const came = named(({ standing }) => standing !== "known");
  return `You said that Alice would be unknown in: ${said}. It was: ${came}.`;
}

function say(all: readonly Known[], sentence: (names: string) => string): string[] {
  return all.length === 0 ? [] : [sentence(capital(listOf(all.map(({ name }) => name))))];
}

function knows(all: readonly Known[]): string {
  return all.length === 1 ? "knows" : "know";
}
