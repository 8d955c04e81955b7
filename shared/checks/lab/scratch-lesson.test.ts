import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { eventually } from "../../harness/core/eventually.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { startLab } from "../../harness/lab/start-lab.ts";
import { Traffic } from "../../harness/traffic/traffic.ts";
import { lesson } from "../fixtures/scratch-lesson/lesson.ts";

// A lesson is a folder: with its own service, routes, accounts and readiness, it needs
// nothing from elsewhere.
const folder = fileURLToPath(new URL("../fixtures/scratch-lesson", import.meta.url));

let lab: Lab;
before(async () => {
  lab = await startLab({ lesson, folder, path: folder });
});
after(() => lab[Symbol.asyncDispose]());

test("a server that says it is leaving gets no more requests, and nobody notices", async () => {
  await using traffic = new Traffic(lab, { visitors: 4, interval: 5 });
  const visitsOf = (name: string) =>
    traffic.visits.filter(({ answer }) => answer?.server === name).length;
  await eventually(() => assert.ok(visitsOf("A") > 5 && visitsOf("B") > 5));
  await lab.call("A", "leave");
  await eventually(async () => {
    const before = [visitsOf("A"), visitsOf("B")] as const;
    await eventually(() => assert.ok(visitsOf("B") > before[1] + 10));
    assert.equal(visitsOf("A"), before[0], "A was still sent somebody");
  });
  const statuses = (await traffic.stop()).map(({ answer }) => answer?.status);
  assert.deepEqual([...new Set(statuses)], [200]);
  await lab.servers.start("A");
});

test("it has a route of its own, behind the shop's gate and with its own caching", async () => {
  const alice = lab.browser("alice");
  assert.equal((await alice.get("/devices")).status, 401);
  await alice.signIn();
  const devices = await alice.get("/devices");
  assert.equal(devices.user, "alice");
  assert.equal(devices.headers["cache-control"], "private, max-age=60");
  assert.equal((await alice.get("/me")).headers["cache-control"], "no-store");
});

test("what is saved can go into the response: the session is the cookie", async () => {
  const alice = lab.browser("alice");
  await alice.signIn();
  await alice.post("/cart", { item: "apple" });
  for (const _server of lab.servers.names) {
    assert.deepEqual((await alice.get("/cart")).cart, ["apple"]);
  }
});

test("an admin changes an account, and every server sees it at once", async () => {
  const [admin, bob] = [lab.browser("admin"), lab.browser("bob")];
  await admin.signIn();
  const change = (name: string, json: unknown) =>
    admin.send("PATCH", `/admin/accounts/${name}`, { json });
  assert.equal((await bob.signIn()).status, 200);
  const onEachServer = async (password?: string) => {
    const statuses: number[] = [];
    for (const _server of lab.servers.names) {
      statuses.push((await lab.browser("bob").signIn(password)).status);
    }
    return statuses;
  };
  assert.equal((await change("bob", { password: "a new one" })).status, 204);
  assert.deepEqual(await onEachServer(), [401, 401]);
  assert.deepEqual(await onEachServer("a new one"), [200, 200]);
  assert.equal((await change("bob", { role: "admin" })).status, 204);
  for (const _server of lab.servers.names) {
    assert.equal((await bob.get("/admin/accounts")).status, 200);
  }
  assert.equal((await change("bob", { disabled: true })).status, 204);
  assert.deepEqual(await onEachServer("a new one"), [401, 401]);
  assert.equal((await change("nobody", { disabled: true })).status, 404);
  assert.equal((await change("bob", { owner: true })).status, 400);
  const alice = lab.browser("alice");
  await alice.signIn();
  const forged = await alice.send("PATCH", "/admin/accounts/bob", {
    json: { disabled: false },
  });
  assert.equal(forged.status, 403);
});

for (const { wants, options, least } of [
  { wants: "the lesson", options: {}, least: 20 },
  { wants: "a run", options: { redisDelay: 60 }, least: 60 },
]) {
  test(`Redis is as slow as ${wants} wants it`, async () => {
    const own = await lab.startBeside({ servers: 1, ...options });
    const redis = new Redis(own.env.REDIS_URL ?? "", { maxRetriesPerRequest: 1 });
    try {
      await redis.ping();
      const began = performance.now();
      await redis.ping();
      assert.ok(performance.now() - began >= least, `it is held back for ${least} ms`);
    } finally {
      redis.disconnect();
    }
  });
}
