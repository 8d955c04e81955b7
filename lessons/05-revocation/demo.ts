import { type Demo, showStore, tally } from "#harness";
import {
  countCommands,
  describePrices,
  type Price,
  priceOf,
  restartRedis,
  ways,
} from "./prices.ts";

export const demo: Demo = async (tools) => {
  const { say, open, note, expecting, measure, quietly } = tools;
  say("Three servers, one Redis, correct code. Alice signs in, and asks who she is.");
  const lab = await open();
  const alice = lab.browser("alice");
  await alice.signIn();
  const calls = await countCommands(lab, () => alice.get("/me"));
  note(`commands to Redis for that GET /me: ${calls}`);
  measure("commands for one GET /me", calls);
  const thief = alice.copiedBySomeone();
  await thief.get("/me");

  say("She signs out. What does Redis keep of that?");
  await alice.signOut();
  await showStore(lab, note);
  measure("copy refused after the sign-out", await tally(tools, thief, "/me", 3));

  say("In lesson 04 that was 0. Now Redis is killed, and started again: empty.");
  await quietly(() => restartRedis(lab));
  note("SIGKILL → Redis; it is started again, empty");
  await expecting(401, () => thief.get("/me"));
  say(
    "The entry on the list is gone, but the copy is still refused: the generation it names is gone too, and a token whose generation is missing isn't valid.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, note, expecting, measure, quietly } = tools;
  say(
    "First another shop: one with only a denylist, the way tutorials do it. Someone copies Alice's cookie, and she signs out.",
  );
  const lab = await open({ env: { SHOP_WAY: "denylist" } });
  const alice = lab.browser("alice");
  await alice.signIn();
  const thief = alice.copiedBySomeone();
  await alice.signOut();
  await expecting(401, () => thief.get("/me"));
  await quietly(() => restartRedis(lab));
  note("SIGKILL → Redis; it is started again, empty");
  const refused = await tally(tools, thief, "/me", 3);
  measure("copy let in after the restart", 3 - refused);

  say(
    "An empty session store locks the door; an empty denylist opens it. Now five ways to sign Alice out, measured here on three servers. copy out: how soon every server refuses a copy (on a clock that we move ahead); phone: what her phone gets then; calls: commands to Redis for one GET /me; keys: how many keys Redis stores for her; empty: what the copy and Bob get after Redis comes back empty; dead: what Bob gets without Redis.",
  );
  const prices: Price[] = [];
  await quietly(async () => {
    for (const way of ways) prices.push(await priceOf(way, await open({ env: way.env })));
  });
  for (const line of describePrices(prices)) note(line);
  for (const { way, seconds, calls, keys, empty } of prices) {
    measure(`${way}: commands for one GET /me`, calls);
    measure(`${way}: keys kept of her`, keys);
    measure(`${way}: status of the copy after an empty start`, empty[0]);
    if (seconds !== null) measure(`${way}: seconds until the copy is refused`, seconds);
  }
  say(
    "To refuse the copy at once, every server asks Redis on every request: you have rebuilt lesson 03 with a longer cookie. Unless there are two tickets: a short-lived one that goes with every request, and a long-lived one that is sent rarely and checked in the store.",
  );
};
