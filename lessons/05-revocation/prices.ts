import {
  type Browser,
  eventually,
  expect,
  killRedis,
  type Lab,
  storeOf,
  watchCommands,
} from "#harness";
import { readKeys } from "./store-entries.ts";
import { withoutScripts } from "./trust.ts";

/** A way to sign Alice out, and what makes the shop use it. */
export type Way = { name: string; env: Readonly<Record<string, string>> };

export const ways: readonly Way[] = [
  { name: "short life", env: { SHOP_WAY: "short life", SESSION_ABSOLUTE_SECONDS: "60" } },
  { name: "denylist", env: { SHOP_WAY: "denylist" } },
  { name: "generation", env: { SHOP_WAY: "generation" } },
  { name: "sessions (03)", env: { SHOP_WAY: "sessions" } },
  { name: "yours", env: {} },
];

/** What a way gives, and what it costs. */
export type Price = {
  way: string;
  /** After how many s every server refuses a copy of what Alice signed out; null: never. */
  seconds: number | null;
  /** How her phone is answered then, which she did not sign out. */
  phone: number;
  /** Commands to the store for one GET /me. */
  calls: number;
  /** Keys that are left of her in the store. */
  keys: number;
  /** After the store came back empty: how her copy is answered, and how Bob is. */
  empty: readonly [copy: number, bob: number];
  /** How Bob is answered while the store is dead. */
  dead: number;
};

const STEP_SECONDS = 10;
/** Nobody waits for a token that lives longer. */
const MOST_SECONDS = 10 * 60;

/** Measures a way in a lab that was opened for it, and breaks the lab's Redis. */
export async function priceOf({ name }: Way, lab: Lab): Promise<Price> {
  const [alice, phone, bob] = ["alice", "alice", "bob"].map((user) => lab.browser(user));
  if (!alice || !phone || !bob) throw new Error("a lab gives a browser for each user");
  await bob.signIn();
  const before = await countKeys(lab);
  await alice.signIn();
  const calls = await countCommands(lab, () => alice.get("/me"));
  const copy = copyOf(lab, alice);
  await alice.signOut();
  const keys = (await countKeys(lab)) - before;
  await phone.signIn();
  return {
    way: name,
    calls,
    keys,
    ...(await signOutOnly(lab)),
    seconds: await timeToRefusal(lab, copy),
    ...(await loseTheStore(lab)),
  };
}

/** What her laptop's sign-out does to her phone. */
async function signOutOnly(lab: Lab): Promise<Pick<Price, "phone">> {
  const [laptop, phone] = [lab.browser("alice"), lab.browser("alice")];
  for (const browser of [laptop, phone]) await browser.signIn();
  await laptop.signOut();
  return { phone: (await phone.get("/me")).status };
}

/** Counts what reaches the store, whatever client sent it. */
export async function countCommands(
  lab: Lab,
  send: () => Promise<unknown>,
): Promise<number> {
  using watch = await watchCommands(storeOf(lab));
  const from = await watch.countNow();
  await send();
  return withoutScripts(watch.commands.slice(from, await watch.countNow())).length;
}

async function countKeys(lab: Lab): Promise<number> {
  return (await readKeys(storeOf(lab))).length;
}

/** A program that shows what a browser held, and never drops it. */
function copyOf(lab: Lab, browser: Browser): Browser {
  const copy = lab.browser(browser.user);
  for (const name of browser.cookieNames())
    copy.setCookie(name, browser.cookie(name) ?? "");
  return copy;
}

/** On a clock that is moved: no one waits for it. */
async function timeToRefusal(lab: Lab, copy: Browser): Promise<number | null> {
  for (let passed = 0; passed <= MOST_SECONDS; passed += STEP_SECONDS) {
    const statuses: number[] = [];
    for (const _server of lab.servers.first)
      statuses.push((await copy.get("/me")).status);
    if (statuses.every((status) => status === 401)) return passed;
    await lab.time.pass(STEP_SECONDS);
  }
  return null;
}

async function loseTheStore(lab: Lab): Promise<Pick<Price, "empty" | "dead">> {
  const [alice, bob] = [lab.browser("alice"), lab.browser("bob")];
  for (const browser of [alice, bob]) await browser.signIn();
  const copy = copyOf(lab, alice);
  await alice.signOut();
  await restartRedis(lab);
  const empty = [(await copy.get("/me")).status, (await bob.get("/me")).status] as const;
  await bob.signIn();
  await using _killed = await killRedis(lab);
  return { empty, dead: (await bob.get("/me")).status };
}

/** Kills Redis, starts it again, empty, and waits until every server has found it. */
export async function restartRedis(lab: Lab): Promise<void> {
  const killed = await killRedis(lab);
  await killed[Symbol.asyncDispose]();
  const admin = lab.browser("admin");
  await eventually(async () => {
    for (const _server of lab.servers.first) {
      expect(await admin.signIn()).success("A server has not found Redis again.");
    }
  });
}

const columns = [14, 10, 6, 6, 5, 9];

/** The table of several ways, a line for each. */
export function describePrices(prices: readonly Price[]): string[] {
  const head = ["way", "copy out", "phone", "calls", "keys", "empty", "dead"];
  const rows = prices.map(({ way, seconds, phone, calls, keys, empty, dead }) => [
    way,
    describeDelay(seconds),
    ...[phone, calls, keys, empty.join(" "), dead].map(String),
  ]);
  return [head, ...rows].map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(columns[at] ?? 0))
      .join(" ")
      .trimEnd(),
  );
}

function describeDelay(seconds: number | null): string {
  if (seconds === null) return "never";
  return seconds === 0 ? "at once" : `in ${seconds} s`;
}
