import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { eventually } from "../../harness/core/eventually.ts";
import { Enclosure } from "../../harness/process/enclosure.js";
import { Reaper } from "../../harness/process/reaper.ts";
import { findNativeRedis, openRedis } from "../../harness/redis/open-redis.ts";
import { openSolution } from "../support/labs.ts";
import { listeningAddresses } from "../support/listening.ts";

const hasNative = findNativeRedis() !== null;
const kinds = [
  { kind: "embedded", env: "embedded", skip: false as const },
  { kind: "native", env: "", skip: hasNative ? false : "no redis-server on the PATH" },
];

async function withEnv<T>(
  name: string,
  value: string,
  body: () => Promise<T>,
): Promise<T> {
  const before = process.env[name];
  process.env[name] = value;
  try {
    return await body();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}

for (const { env, kind, skip } of kinds) {
  test(`a ${kind} Redis listens on loopback only`, { skip }, async () => {
    const enclosure = new Enclosure();
    await using reaper = new Reaper(enclosure, () => {});
    await using redis = await withEnv("LESSON_REDIS", env, () =>
      openRedis({ reaper, enclosure }, true),
    );
    assert.match(
      redis.description,
      kind === "embedded" ? /^embedded / : /^(redis|valkey)-server \d+\.\d+/,
    );
    const port = Number(new URL(redis.url).port);
    assert.deepEqual(listeningAddresses(port), ["127.0.0.1"]);
  });

  test(`a ${kind} Redis is killed, and starts again on its port, empty`, {
    skip,
  }, async () => {
    const enclosure = new Enclosure();
    await using reaper = new Reaper(enclosure, () => {});
    await using redis = await withEnv("LESSON_REDIS", env, () =>
      openRedis({ reaper, enclosure }, true),
    );
    const { url } = redis;
    await redis.client.set("a", "1");
    await redis.kill();
    await assert.rejects(redis.client.get("a"));
    await redis.restart();
    assert.equal(redis.url, url);
    await eventually(async () => assert.equal(await redis.client.get("a"), null));
  });

  test(`a ${kind} Redis that is frozen answers when it is thawed`, { skip }, async () => {
    const enclosure = new Enclosure();
    await using reaper = new Reaper(enclosure, () => {});
    await using redis = await withEnv("LESSON_REDIS", env, () =>
      openRedis({ reaper, enclosure }, true),
    );
    await redis.client.set("a", "1");
    redis.freeze();
    let answered = false;
    const reading = redis.client.get("a").finally(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(answered, false);
    await redis.thaw();
    assert.equal(await reading, "1");
  });
}

test("a Redis of yours keeps what is yours, and loses what is ours", async () => {
  const enclosure = new Enclosure();
  await using reaper = new Reaper(enclosure, () => {});
  await using yours = await withEnv("LESSON_REDIS", "embedded", () =>
    openRedis({ reaper, enclosure }, true),
  );
  await yours.client.set("yours", "1");
  await withEnv("REDIS_URL", yours.url, async () => {
    await using lab = await openSolution("03", { breaksRedis: false, servers: 1 });
    assert.match(lab.redis?.description ?? "", /^yours, of REDIS_URL/);
    await lab.browser("alice").signIn();
    const watcher = new Redis(yours.url);
    const keys = await watcher.keys("*");
    watcher.disconnect();
    assert.equal(keys.length, 2);
    const prefix = lab.redis?.prefix ?? "";
    assert.ok(keys.every((key) => key === "yours" || key.startsWith(prefix)));
    assert.throws(() => lab.redis?.freeze(), { code: "REDIS_NOT_OURS" });
  });
  assert.deepEqual(await yours.client.keys("*"), ["yours"]);
});

test("a REDIS_URL at which nobody answers is a fault of the machine, told so", async () => {
  await withEnv("REDIS_URL", "redis://127.0.0.1:1", async () => {
    await assert.rejects(openSolution("03", { breaksRedis: false }), {
      code: "REDIS_UNAVAILABLE",
    });
  });
});
