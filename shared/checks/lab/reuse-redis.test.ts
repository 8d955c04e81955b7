import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { freezeRedis, killRedis } from "../../harness/faults/redis-outage.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import type { RedisStore } from "../../harness/redis/redis-store.ts";
import { ReusedLabs, serverThat } from "../support/reused-labs.ts";

process.env.LESSON_REDIS = "embedded";

const idle = serverThat("", "");

function storeOf({ redis }: Lab): RedisStore {
  assert.ok(redis);
  return redis;
}

test("an embedded Redis is empty for the next submission: keys, scripts, time", async () => {
  await using labs = new ReusedLabs();
  const first = await labs.run("03", idle, async (lab) => {
    const { client, pid } = storeOf(lab);
    await client.set("left", "behind");
    await client.set("ends", "soon", "EX", 60);
    const sha = String(await client.script("LOAD", "return 1"));
    assert.deepEqual(await client.script("EXISTS", sha), [1]);
    await lab.time.pass(3_600);
    const [seconds] = await client.time();
    return { pid, sha, seconds: Number(seconds), url: storeOf(lab).url };
  });
  await labs.run("03", idle, async (lab) => {
    const { client, pid } = storeOf(lab);
    assert.equal(pid, first.pid);
    assert.deepEqual(await client.keys("*"), []);
    assert.deepEqual(await client.script("EXISTS", first.sha), [0]);
    const [seconds] = await client.time();
    assert.ok(Number(seconds) < first.seconds - 3_000, "its clock is still ahead");
    const old = new Redis(first.url, { lazyConnect: true, retryStrategy: null });
    await assert.rejects(old.connect(), "the one before still listens");
  });
});

for (const { what, breakIt } of [
  { what: "killed", breakIt: (lab: Lab) => killRedis(lab) },
  { what: "frozen", breakIt: (lab: Lab) => freezeRedis(lab) },
]) {
  test(`a Redis that was ${what} is not used again`, async () => {
    await using labs = new ReusedLabs();
    const first = await labs.run("03", idle, async (lab) => {
      const { pid } = storeOf(lab);
      await using _broken = await breakIt(lab);
      return pid;
    });
    const next = await labs.run("03", idle, async (lab) => {
      assert.equal(await storeOf(lab).client.ping(), "PONG");
      return storeOf(lab).pid;
    });
    assert.notEqual(next, first);
  });
}

test("a client of learner code is gone, though it connects again when it is cut off", async () => {
  await using labs = new ReusedLabs();
  const connects = serverThat(
    'const { Redis } = await import("ioredis"); await new Redis(given).subscribe("news");',
    "",
  );
  const first = await labs.run("03", connects, async (lab) => {
    const { client, url } = storeOf(lab);
    await lab.call("A", "plant", url);
    assert.equal(await client.publish("news", "one"), 1);
    return lab.servers.pid("A");
  });
  await labs.run("03", idle, async (lab) => {
    assert.equal(lab.servers.pid("A"), first, labs.recycler.refusals.join("; "));
    assert.equal(await storeOf(lab).client.publish("news", "two"), 0);
  });
});

test("the carts of older files are opened anew for the next submission", async () => {
  await using labs = new ReusedLabs();
  const carts = serverThat(
    'await (await import("#app")).writeCart("alice", ["apple"]);',
    'return (await import("#app")).readCart("alice");',
  );
  const first = await labs.run("03", carts, async (lab) => {
    await lab.call("A", "plant");
    assert.deepEqual(await lab.call("A", "look"), ["apple"]);
    return lab.servers.pid("A");
  });
  await labs.run("03", carts, async (lab) => {
    assert.equal(lab.servers.pid("A"), first, labs.recycler.refusals.join("; "));
    assert.deepEqual(await lab.call("A", "look"), []);
  });
});
