import {
  aboutSessions,
  capitalize,
  expect,
  Forgery,
  findEndless,
  inWords,
  lifeOf,
  type Response,
  type Scene,
  signInForToken,
  storeOf,
  watchCommands,
} from "#harness";
import { countEntries, describeEnd, readKeys } from "./store-entries.ts";

/** How much longer than its life a token may count: clocks differ by a minute or so. */
const LEEWAY_SECONDS = 10 * 60;

/** A sign-out with a token that has ended, or that is none, succeeds: there is nothing to do. */
export async function signOutNeedsNoLiveToken(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const { iat } = forgery.token.claims;
  const issued = Number(iat);
  const ended = (seconds: number) =>
    forgery.write({ iat: issued - seconds - lifeOf(scene), exp: issued - seconds });
  for (const [what, text] of [
    ["a token that ended 30 s ago", ended(30)],
    ["a token that ended an hour ago", ended(60 * 60)],
    ["a token that someone else signed", forgery.write({}, { key: "k".repeat(32) })],
    ["a cookie that is no token", "0"],
  ] as const) {
    const out = await forgery.show(
      `a browser signs out with ${what}`,
      text,
      "/logout",
      "POST",
    );
    expect(out).that(
      out.status < 400,
      "204",
      `A browser signs out with ${what}, and gets ${out.status}: the person in front of it can't sign out.`,
    );
  }
}

/** What one process keeps for itself, no other server can know. */
export async function signOutTellsTheStore(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  using watch = await watchCommands(storeOf(lab));
  await signInForToken(alice);
  const from = await watch.countNow();
  const out = expectSuccess(await alice.signOut());
  const told = aboutSessions(watch.commands.slice(from, await watch.countNow()));
  expect(out).that(
    told.length > 0,
    "a command to Redis",
    `Alice signed out, and ${out.answeredBy} told Redis nothing. What it may remember itself, no other server knows.`,
  );
}

/** Revoking a token leaves the token itself nowhere. */
export async function listKeepsNoToken(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const { token } = await signInForToken(alice);
  const out = expectSuccess(await alice.signOut());
  const keys = await readKeys(storeOf(lab));
  const [, , signature = ""] = token.text.split(".");
  expect(out).that(
    !keys.some(({ text }) => text.includes(signature)),
    "no token in Redis",
    "Alice signed out, and now her whole token is in Redis. Its exp is not over: wherever nobody asks the list, a reader of Redis is Alice.",
  );
}

/** The store has what it keeps and the end of that in one command. */
export async function listIsWrittenAtOnce(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const store = storeOf(lab);
  await signInForToken(alice);
  const before = new Set((await readKeys(store)).map(({ name }) => name));
  using watch = await watchCommands(store);
  const out = expectSuccess(await alice.signOut());
  await watch.countNow();
  for (const { name, secondsLeft } of await readKeys(store)) {
    // One that never ends is another check's matter.
    if (before.has(name) || secondsLeft === null) continue;
    const endless = findEndless(watch.commands, name, "new");
    expect(out).that(
      endless === null,
      "one command",
      `${capitalize(out.answeredBy)} sent Redis ${endless?.toUpperCase()} first, and the end in a second command. If it dies between the two, the entry stays forever.`,
    );
  }
}

/** What is kept of a token may go when the token has ended, and goes. */
export async function listHasAnEnd(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const store = storeOf(lab);
  const [life, times] = [lifeOf(scene), 3];
  const before = countEntries(await readKeys(store));
  for (let round = 1; round <= times; round++) {
    await signInForToken(alice);
    expectSuccess(await alice.signOut());
  }
  await lab.time.pass(life + LEEWAY_SECONDS);
  // Who sweeps at each sign-out has an occasion now.
  await signInForToken(alice);
  const out = expectSuccess(await alice.signOut());
  const keys = await readKeys(store);
  const left = countEntries(keys) - before;
  const lasting = keys.find(
    ({ name, secondsLeft }) =>
      !/:cart:/.test(name) && (secondsLeft === null || secondsLeft > 2 * life),
  );
  expect(out).that(
    left < times,
    "only the last one in Redis",
    `Three tokens were revoked, and ${inWords(life + LEEWAY_SECONDS)} later, when all three had ended, a fourth. Redis now keeps ${left} entries more than before${lasting ? `: one of them ${describeEnd(lasting)}` : ""}.`,
  );
}

export function expectSuccess(out: Response): Response {
  return expect(out).success("Signing out failed.", { slug: null }).response;
}
