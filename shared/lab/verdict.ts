import type { Standing, StoreFacts, VersionId } from "./wire.ts";
import { capital, listOf } from "./words.ts";

/** Somebody in one column: enough to say why a version knows them or does not. */
export type Known = {
  version: VersionId;
  /** The version in a sentence: "in memory". */
  name: string;
  who: string;
  standing: Standing;
  /** What it was before the thing that is told now. */
  before: Standing;
  signedInOn: string | null;
  signedOutOn: string | null;
  /** What took the session along when it ended: "the memory of server A", "Redis"; null: nothing did. */
  lostWith: string | null;
};

/** What came of one request, in one column. */
export type Outcome = {
  known: Known;
  status: number;
  /** null: the balancer answered itself. */
  server: string | null;
  /** The last server that was tried. */
  tried: string | null;
  good: boolean;
};

type StoreState = StoreFacts["state"];

/** What came of a request that went out in all columns, and why it differs. */
export function describeRequest(
  request: string,
  outcomes: readonly Outcome[],
  store: StoreState,
): string {
  const good = outcomes.filter((outcome) => outcome.good);
  const bad = outcomes.filter((outcome) => !outcome.good);
  if (request === "POST /login" && bad.length === 0) return describeLogin(good);
  const answered =
    good.length === 0
      ? "no version could answer"
      : `${namesOf(good.map(({ known }) => known))} answered`;
  const luck = good.find(
    ({ known, server }) => known.version === "in-memory" && server === known.signedInOn,
  );
  return [
    `${request}: ${answered}.`,
    ...bad.map(
      (outcome) => `${capital(outcome.known.name)}: ${reasonFor(outcome, store)}.`,
    ),
    ...(luck ? [`In memory was lucky: it was the turn of server ${luck.server}.`] : []),
  ].join(" ");
}

function describeLogin(outcomes: readonly Outcome[]): string {
  const places: Record<VersionId, (server: string | null) => string> = {
    "in-memory": (server) => `in memory, only server ${server} knows her`,
    sticky: (server) => `sticky has pinned her to server ${server}`,
    redis: () => "Redis keeps her session for every server",
    jwt: () => "her token says by itself who she is",
  };
  const parts = outcomes.map(({ known, server }) => places[known.version](server));
  return `Alice has signed in: ${parts.join("; ")}.`;
}

/** Why a version did not do what was asked of it. */
function reasonFor({ known, status, server, tried }: Outcome, store: StoreState): string {
  const { version, signedInOn, signedOutOn, lostWith } = known;
  if (status === 0) return "nothing answered at all";
  if (status === 502) return `server ${tried} ended before it answered`;
  if (status === 504) return `server ${tried} is frozen, and the balancer gave up`;
  if (status === 503 && server === null) return "no server takes requests";
  if (status === 503 && version === "jwt") {
    return `her token says who she is, but her cart is in Redis, which is ${store}`;
  }
  if (status === 503) {
    return `Redis is ${store}, so server ${server} can't look; it says 503, and she keeps her cookie`;
  }
  if (signedInOn === null) return "she has not signed in";
  if (signedOutOn !== null) return "she has signed out";
  if (lostWith !== null) return `her session was in ${lostWith}, and is gone with it`;
  return `the request went to server ${server}, and only server ${signedInOn} has her session`;
}

/** What a thing that somebody did means for everybody who had signed in. */
export function describeAftermath(
  fact: string,
  everybody: readonly Known[],
  store: StoreState,
): string {
  const present = everybody.filter(({ standing }) => standing !== "stranger");
  if (present.length === 0) return `${fact} Nobody is signed in, so nobody notices.`;
  const people = [...new Set(present.map(({ who }) => who))];
  const parts = people.flatMap((who) =>
    describePerson(
      who,
      present.filter((known) => known.who === who),
      store,
    ),
  );
  return [fact, ...parts].join(" ");
}

function describePerson(who: string, all: readonly Known[], store: StoreState): string[] {
  const having = (standing: Standing) =>
    all.filter((known) => known.standing === standing);
  const [known, unclear, lost] = [having("known"), having("unclear"), having("lost")];
  const justLost = lost.filter(({ before }) => before !== "lost");
  const longLost = lost.filter(({ before }) => before === "lost");
  const reasons = [...new Set(justLost.map(whyLost))];
  const [reason] = unclear.map(({ version }) =>
    version === "redis" && store !== "up"
      ? `Redis is ${store}, so the servers can't look; they say 503, and the cookie stays`
      : "the server that knows does not answer",
  );
  const cartless = store !== "up" && known.some(({ version }) => version === "jwt");
  const cart = store === "down" ? "is gone with Redis" : "waits until Redis goes on";
  return [
    ...reasons.flatMap((reason) =>
      say(
        justLost.filter((known) => whyLost(known) === reason),
        (names) => `${names} lost ${who}: ${reason}.`,
      ),
    ),
    ...say(unclear, (names) => `${names} can't tell who ${who} is: ${reason}.`),
    ...say(known, (names, verb) => `${names} still ${verb} ${who}.`),
    ...(cartless ? [`The token needs no store, but ${who}'s cart ${cart}.`] : []),
    ...say(longLost, (names) => `${names} had lost ${who} before.`),
  ];
}

function whyLost({ lostWith, version }: Known): string {
  if (lostWith !== null) return `the session was in ${lostWith}`;
  return version === "sticky"
    ? "the balancer gave up on the server that has the session, and pinned the browser to another"
    : "no turn comes to the server that has the session";
}

/** What a sign-out of Alice's ended, and what it left to whoever has a copy. */
export function describeSignOut(everybody: readonly Known[]): string {
  const fact = "Alice has signed out, and her browsers drop their cookies.";
  const thieves = everybody.filter(({ who }) => who === "the thief");
  if (thieves.length === 0) {
    return `${fact} Would a copy still work? Steal the cookie before the next sign-out.`;
  }
  const ended = thieves.filter(({ standing }) => standing !== "known");
  const left = thieves.filter(({ standing }) => standing === "known");
  const server = (version: VersionId) =>
    everybody.find((known) => known.who === "Alice" && known.version === version)
      ?.signedOutOn;
  return [
    fact,
    ...say(ended, (names) => `${names}: the thief's copy ended with it.`),
    ...left.map(
      ({ version, name, signedInOn }) =>
        `${capital(name)}: the thief is still Alice, for ${
          version === "jwt"
            ? "no server can take a token back"
            : `server ${server(version)} signed her out, and server ${signedInOn} has the session`
        }.`,
    ),
  ].join(" ");
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

function say(
  known: readonly Known[],
  sentence: (names: string, verb: string) => string,
): string[] {
  if (known.length === 0) return [];
  return [sentence(namesOf(known), known.length === 1 ? "knows" : "know")];
}

function namesOf(known: readonly Known[]): string {
  return capital(listOf(known.map(({ name }) => name)));
}
