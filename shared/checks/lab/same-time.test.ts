import assert from "node:assert/strict";
import { test } from "node:test";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { openAnswer, openSolution } from "../support/labs.ts";
import { writeServer } from "../support/written-server.ts";

/** A server.ts that reports the time by its date and its stopwatch. */
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
/** Dates are whole ms, and the duration of a stop is rounded to them. */
const ROUNDING_MS = 2;

type Range = { least: number; most: number };
type Told = { date: number; watch: number; rings: number };

async function open(servers = 2): Promise<Lab> {
  return openAnswer("01", folder, { servers });
}

/** What a server reports, and how far its clock is ahead of ours, in ms. */
async function tell(lab: Lab, name: string): Promise<Told & { ahead: Range }> {
  const before = Date.now();
  const told = (await lab.call(name, "tell")) as Told;
  const after = Date.now();
  // It read its clock between the two, but on a busy machine that can be long after one
  // of them.
  return { ...told, ahead: { least: told.date - after, most: told.date - before } };
}

/** Checks that all servers' clocks are this far ahead: by one number, or between two. */
async function assertAhead(lab: Lab, expected: number | Range): Promise<void> {
  const { least, most } =
    typeof expected === "number" ? { least: expected, most: expected } : expected;
  for (const name of lab.servers.alive) {
    const { ahead } = await tell(lab, name);
    const isIt = ahead.least <= most + ROUNDING_MS && ahead.most >= least - ROUNDING_MS;
    assert.ok(isIt, `server ${name}: ${JSON.stringify(ahead)}, not ${least} to ${most}`);
  }
}

/** Checks that these clocks can all have the same time. */
function assertSame(clocks: readonly Range[]): void {
  const least = Math.max(...clocks.map((clock) => clock.least));
  const most = Math.min(...clocks.map((clock) => clock.most));
  assert.ok(least <= most + ROUNDING_MS, JSON.stringify(clocks));
}

test("servers that are started after time has passed and stood live at the same time", async () => {
  await using lab = await open();
  await lab.time.pass(HOUR);
  const began = performance.now();
  const held = await lab.time.hold();
  const stands = performance.now();
  await lab.servers.start("C");
  const stood = performance.now() - stands;
  await held[Symbol.asyncDispose]();
  const took = performance.now() - began;
  await lab.servers.start("D");
  await lab.servers.start("A");
  assert.deepEqual(lab.servers.alive, ["A", "B", "C", "D"]);
  // A clock that was stopped is behind by as long as it was stopped.
  await assertAhead(lab, { least: HOUR_MS - took, most: HOUR_MS - stood });
  const ranges = [];
  for (const name of lab.servers.alive) ranges.push((await tell(lab, name)).ahead);
  assertSame(ranges);
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
  // As after a sleep, what was due in the meantime rings once.
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
  assertSame([a.ahead, b.ahead]);
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
  const began = performance.now();
  const held = await lab.time.hold();
  await held[Symbol.asyncDispose]();
  const stood = performance.now() - began;
  await redis.restart();
  const before = Math.floor(Date.now() / 1000);
  const [second] = await client.time();
  const after = Math.ceil(Date.now() / 1000);
  // It was stopped for a moment, or, on a busy machine, for a long time.
  const behind = Math.ceil(stood / 1000);
  const ahead = { least: Number(second) - after, most: Number(second) - before };
  assert.ok(ahead.least <= 2 * HOUR, JSON.stringify(ahead));
  assert.ok(ahead.most >= 2 * HOUR - behind - 1, JSON.stringify(ahead));
});
