import assert from "node:assert/strict";
import { test } from "node:test";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { openAnswer, openSolution } from "../support/labs.ts";
import { writeServer } from "../support/written-server.ts";

/** A server.ts that tells by its date and its stopwatch what time it is. */
const folder = writeServer(`
const rang: number[] = [];
const began = Date.now();
setInterval(() => rang.push(Date.now() - began), 60_000);
export const tell = () => ({ date: Date.now(), watch: performance.now(), rings: rang.length });
// As a test that is left over, or a library that helps with tests, might.
export const stubTimers = () => {
  globalThis.setImmediate = (() => 0) as never;
  globalThis.setTimeout = (() => 0) as never;
  globalThis.queueMicrotask = () => {};
  performance.now = () => 0;
};
export function createServer() {
  return (req: import("node:http").IncomingMessage, res: import("node:http").ServerResponse) => {
    const [, name, seconds] = (req.url ?? "").split("/");
    const expires = new Date(Date.now() + Number(seconds) * 1000).toUTCString();
    res.setHeader("set-cookie", \`\${name}=1; Path=/; Expires=\${expires}\`);
    res.end();
  };
}
`);

const HOUR = 3_600;
const HOUR_MS = HOUR * 1_000;
/** An answer may take so long on a busy machine, in ms. */
const SLOW_MS = 3_000;

type Told = { date: number; watch: number; rings: number };

async function open(servers = 2): Promise<Lab> {
  return openAnswer("01", folder, { servers });
}

/** What a server tells; its clock as what it is ahead of ours. */
async function tell(lab: Lab, name: string): Promise<Told & { ahead: number }> {
  const before = Date.now();
  const told = (await lab.call(name, "tell")) as Told;
  const after = Date.now();
  // Between the two it was asked: only what is beyond them both is sure.
  const { date } = told;
  const ahead = date > after ? date - after : Math.min(0, date - before);
  return { ...told, ahead };
}

/** All servers live so many ms ahead, less what it takes to ask. */
async function assertAhead(lab: Lab, expected: number): Promise<void> {
  for (const name of lab.servers.alive) {
    const { ahead } = await tell(lab, name);
    const isIt = ahead <= expected && ahead > expected - SLOW_MS;
    assert.ok(isIt, `server ${name} is ${ahead} ms ahead, not ${expected}`);
  }
}

test("servers that are started after time has passed and stood live at the same time", async () => {
  await using lab = await open();
  await lab.time.pass(HOUR);
  const began = performance.now();
  const held = await lab.time.hold();
  await new Promise((resolve) => setTimeout(resolve, 400));
  await lab.servers.start("C");
  await held[Symbol.asyncDispose]();
  const stood = performance.now() - began;
  await lab.servers.start("D");
  await lab.servers.start("A");
  // What stood for so long is behind by it.
  assert.ok(stood >= 400);
  const clocks = [];
  for (const name of lab.servers.alive) {
    clocks.push((await tell(lab, name)).date - Date.now());
  }
  assert.deepEqual(lab.servers.alive, ["A", "B", "C", "D"]);
  // Each was read a moment after the one before, by the same real clock.
  const spread = Math.max(...clocks) - Math.min(...clocks);
  assert.ok(spread < 250, `${clocks.join()}`);
  await assertAhead(lab, HOUR_MS - 400);
});

test("servers that had much to do while time passed are at the same time as the others", async () => {
  await using lab = await open(3);
  for (let count = 0; count < 10; count++) await lab.time.pass(HOUR);
  await assertAhead(lab, 10 * HOUR_MS);
  assert.ok((await tell(lab, "A")).rings >= 600);
});

test("a server that was frozen while time passed lives at the same time when it is thawed", async () => {
  await using lab = await open();
  const frozen = freezeServer(lab, "A");
  await lab.time.pass(2 * HOUR);
  await frozen[Symbol.asyncDispose]();
  await assertAhead(lab, 2 * HOUR_MS);
  // As after a sleep: what was due meanwhile rings once.
  assert.equal((await tell(lab, "A")).rings, 1);
  assert.ok((await tell(lab, "B")).rings >= 120);
  await lab.time.pass(HOUR);
  await assertAhead(lab, 3 * HOUR_MS);
});

test("a server that was frozen while time stood is not ahead when it is thawed", async () => {
  await using lab = await open();
  await lab.time.pass(HOUR);
  const frozen = freezeServer(lab, "A");
  const held = await lab.time.hold();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await held[Symbol.asyncDispose]();
  await frozen[Symbol.asyncDispose]();
  const [a, b] = [await tell(lab, "A"), await tell(lab, "B")];
  assert.ok(Math.abs(a.ahead - b.ahead) < 250, `${a.ahead} and ${b.ahead}`);
});

test("no stopwatch goes back while time passes and stands", async () => {
  await using lab = await open(1);
  let last = await tell(lab, "A");
  const assertOnward = async () => {
    const told = await tell(lab, "A");
    assert.ok(told.watch >= last.watch && told.date >= last.date);
    last = told;
  };
  for (let count = 0; count < 5; count++) {
    const held = await lab.time.hold();
    await assertOnward();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await held[Symbol.asyncDispose]();
    await assertOnward();
    await lab.time.pass(60);
    await assertOnward();
  }
});

test("time can't pass, and can't be held again, while it stands", async () => {
  await using lab = await open(1);
  const held = await lab.time.hold();
  await assert.rejects(lab.time.pass(60), { code: "TIME_HELD" });
  await assert.rejects(lab.time.hold(), { code: "TIME_HELD" });
  await held[Symbol.asyncDispose]();
  await lab.time.pass(60);
  await assertAhead(lab, 60_000);
});

test("time passes though learner code has put other timers in place of Node's", async () => {
  await using lab = await open(1);
  await lab.call("A", "stubTimers");
  await lab.time.pass(HOUR);
  const { rings } = await tell(lab, "A");
  assert.ok(rings >= 60, `${rings} rings`);
});

test("a cookie whose end is a moment ends at it, by the servers' clock", async () => {
  await using lab = await open(1);
  const alice = lab.browser("alice");
  await alice.get("/early/5400");
  await lab.time.pass(HOUR);
  await alice.get("/late/5400");
  await alice.get("/over/-1");
  assert.deepEqual(alice.cookieNames().sort(), ["early", "late"]);
  await lab.time.pass(HOUR);
  assert.deepEqual(alice.cookieNames(), ["late"]);
  const held = await lab.time.hold();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await held[Symbol.asyncDispose]();
  await alice.get("/held/1800");
  await lab.time.pass(HOUR / 3);
  assert.deepEqual(alice.cookieNames(), ["late", "held"]);
  await lab.time.pass(HOUR / 3);
  assert.deepEqual(alice.cookieNames(), []);
});

test("time doesn't pass in one of two labs that share a Redis", async () => {
  await using lab = await openSolution("03", { breaksRedis: true, servers: 1 });
  const apart = await lab.startBeside({ servers: 1, breaksRedis: true });
  for (const each of [lab, apart]) await each.time.pass(60);
  const beside = await lab.startBeside({ servers: 1 });
  for (const each of [lab, beside]) {
    await assert.rejects(each.time.pass(60), { code: "REDIS_SHARED" });
  }
  await apart.time.pass(60);
});

test("a Redis that was frozen or dead while time passed is at the lab's time afterwards", async () => {
  process.env.LESSON_REDIS = "embedded";
  await using lab = await openSolution("03", { breaksRedis: true, servers: 1 });
  const { redis } = lab;
  assert.ok(redis);
  const { client } = redis;
  await client.set("short", "1", "EX", HOUR / 2);
  await client.set("long", "1", "EX", 2 * HOUR);
  redis.freeze();
  await lab.time.pass(HOUR);
  await redis.thaw();
  assert.deepEqual(await client.keys("*"), ["long"]);
  await redis.kill();
  await lab.time.pass(HOUR);
  const held = await lab.time.hold();
  await held[Symbol.asyncDispose]();
  await redis.restart();
  const time = await client.time();
  const ahead = Number(time[0]) - Date.now() / 1000;
  assert.ok(ahead > 2 * HOUR - 60 && ahead <= 2 * HOUR + 1, `${ahead} s`);
});
