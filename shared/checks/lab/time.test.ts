import assert from "node:assert/strict";
import { test } from "node:test";
import { takeClock } from "../../harness/faults/server-clock.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { openAnswer, openSolution } from "../support/labs.ts";
import { writeServer } from "../support/written-server.ts";

/** A server.ts that reports the time, and which timers have rung. */
const clockwork = `
import { setTimeout as wait } from "node:timers/promises";
import { setTimeout as later } from "node:timers";
const began = Date.now();
const rang: string[] = [];
setTimeout(() => rang.push("8 hours"), 8 * 3_600_000);
setTimeout(() => rang.push("1 hour"), 3_600_000);
later(() => rang.push("2 hours"), 2 * 3_600_000);
void wait(3 * 3_600_000).then(() => rang.push("3 hours"));
setInterval(() => rang.push("every hour and a half"), 1.5 * 3_600_000);
const stopped = setTimeout(() => rang.push("never"), 60_000);
clearTimeout(stopped);
const chained = () => setTimeout(() => { rang.push("chain"); if (rang.length < 40) chained(); }, 2.6 * 3_600_000);
chained();
export function createServer() {
  return (_req: unknown, res: import("node:http").ServerResponse) => {
    res.end(JSON.stringify({ passed: Date.now() - began, rang }));
  };
}
`;

const folder = writeServer(clockwork);

type Told = { passed: number; rang: string[] };

async function openClockwork(servers = 2): Promise<Lab> {
  return openAnswer("01", folder, { servers });
}

async function ask(lab: Lab): Promise<Told> {
  const { text } = await lab.browser("alice").get("/");
  return JSON.parse(text);
}

test("clock and timers go on together, each timer at its time, in its order", async () => {
  await using lab = await openClockwork();
  await lab.time.pass(4 * 3_600);
  for (const _server of ["A", "B"]) {
    const { passed, rang } = await ask(lab);
    assert.ok(passed >= 4 * 3_600_000 && passed < 4 * 3_600_000 + 60_000, `${passed} ms`);
    assert.deepEqual(rang, [
      "1 hour",
      "every hour and a half",
      "2 hours",
      "chain",
      "3 hours",
      "every hour and a half",
    ]);
  }
  await lab.time.pass(4 * 3_600);
  const { rang } = await ask(lab);
  assert.deepEqual(rang.slice(6), [
    "every hour and a half",
    "chain",
    "every hour and a half",
    "every hour and a half",
    "chain",
    "8 hours",
  ]);
});

test("a server that is started later lives at the same time", async () => {
  await using lab = await openSolution("04");
  const alice = lab.browser("alice");
  await alice.signIn();
  await lab.time.pass(4 * 3_600);
  await lab.servers.start("D");
  const { length } = lab.servers.names;
  const seen = new Set<string>();
  for (let count = 0; count < 2 * length; count++) {
    const me = await alice.get("/me");
    assert.equal(me.status, 200, `server ${me.server}`);
    seen.add(me.server);
  }
  assert.ok(seen.has("D"));
  await lab.time.pass(4 * 3_600);
  const copy = lab.browser("alice");
  await copy.signIn();
  assert.equal((await copy.get("/me")).status, 200, "a token from now is good now");
});

test("what the store keeps for a while ends with it, also if it was set later on", async () => {
  await using lab = await openSolution("03", { breaksRedis: true });
  const [early, late] = [lab.browser("alice"), lab.browser("bob")];
  await early.signIn();
  await lab.time.pass(7 * 3_600);
  await late.signIn();
  const client = lab.redis?.client;
  assert.equal((await client?.keys("*"))?.length, 2);
  await lab.time.pass(2 * 3_600);
  assert.equal((await client?.keys("*"))?.length, 1, "Alice's is over, Bob's is not");
  assert.equal((await late.get("/me")).status, 200);
});

test("a browser drops a cookie when its time is over, however much it was used", async () => {
  await using lab = await openSolution("01", { servers: 1 });
  const alice = lab.browser("alice");
  await alice.signIn();
  for (let hour = 1; hour <= 7; hour++) {
    await lab.time.pass(3_600);
    await alice.get("/me");
    assert.equal(alice.cookieNames().length, 1, `after ${hour} hours`);
  }
  await lab.time.pass(2 * 3_600);
  assert.deepEqual(alice.cookieNames(), []);
});

test("while time is held nothing ends, and afterwards it goes on from there", async () => {
  await using lab = await openClockwork(1);
  const before = await ask(lab);
  const held = await lab.time.hold();
  const first = (await ask(lab)).passed;
  await new Promise((resolve) => setTimeout(resolve, 60));
  const later = (await ask(lab)).passed;
  assert.equal(later, first, "the clock of a server that is held stands still");
  await held[Symbol.asyncDispose]();
  assert.ok((await ask(lab)).passed >= before.passed);
  await lab.time.pass(3_600);
  assert.deepEqual((await ask(lab)).rang, ["1 hour"]);
});

test("one server's clock can be ahead of the others', until it is given back", async () => {
  await using lab = await openClockwork();
  const clock = takeClock(lab, "A");
  await clock.advance(60_000);
  const [a, b] = [(await ask(lab)).passed, (await ask(lab)).passed];
  assert.ok(Math.abs(a - b) > 50_000, `${a} and ${b}`);
  await clock[Symbol.asyncDispose]();
  const [c, d] = [(await ask(lab)).passed, (await ask(lab)).passed];
  assert.ok(Math.abs(c - d) < 10_000, `${c} and ${d}`);
});
