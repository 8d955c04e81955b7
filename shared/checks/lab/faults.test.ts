import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drainServer, loseServer, showOnly } from "../../harness/faults/drain-server.ts";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import { killServer, killUnnoticed } from "../../harness/faults/kill-server.ts";
import { freezeRedis, killRedis } from "../../harness/faults/redis-outage.ts";
import { usePick } from "../../harness/faults/replaced-pick.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { openSolution } from "../support/labs.ts";

// Whatever throws while a fault is active, the lab is whole again afterward.

let lab: Lab;
let sticky: Lab;
before(async () => {
  [lab, sticky] = await Promise.all([
    openSolution("03", { servers: 2 }),
    openSolution("02", { servers: 2 }),
  ]);
});
after(() => Promise.all([lab, sticky].map((each) => each[Symbol.asyncDispose]())));

type Fault = {
  inject(): AsyncDisposable | Promise<AsyncDisposable>;
  /** Shows that the fault is active. */
  shows(): Promise<void>;
};

async function statusesOf(path: string): Promise<number[]> {
  const alice = lab.browser("alice");
  return [(await alice.get(path)).status, (await alice.get(path)).status];
}

/** The servers that two requests of a new browser reach. */
async function metBy(browser = lab.browser("alice")): Promise<string> {
  return [await browser.get("/products"), await browser.get("/products")]
    .map(({ server }) => server)
    .sort()
    .join("");
}

async function stateInBalancer(name: string, state: string): Promise<void> {
  assert.equal(lab.servers.stateOf(name), state);
  assert.equal(await metBy(), name === "A" ? "BB" : "AA");
}

const faults: Record<string, Fault> = {
  "a server is killed": {
    inject: () => killServer(lab, "A"),
    shows: () => stateInBalancer("A", "down"),
  },
  "a server is killed, and the balancer has not noticed": {
    inject: () => killUnnoticed(lab, "A"),
    shows: async () => assert.ok((await statusesOf("/products")).includes(502)),
  },
  "a server is frozen": {
    inject: () => freezeServer(lab, "A"),
    shows: async () => {
      await assert.rejects(lab.servers.report("A", 200), {
        code: "SERVER_DID_NOT_ANSWER",
      });
    },
  },
  "a server is draining": {
    inject: () => drainServer(lab, "A"),
    shows: () => stateInBalancer("A", "draining"),
  },
  "the balancer takes a server for dead": {
    inject: () => loseServer(lab, "A"),
    shows: () => stateInBalancer("A", "down"),
  },
  "the balancer sees one server only": {
    inject: () => showOnly(lab, ["B"]),
    shows: async () => assert.equal(await metBy(), "BB"),
  },
  "Redis is killed": {
    inject: () => killRedis(lab),
    shows: async () => {
      assert.equal((await lab.browser("alice").signIn()).status, 503);
    },
  },
  "Redis is frozen": {
    inject: () => freezeRedis(lab),
    shows: async () => {
      assert.equal((await lab.browser("alice").signIn()).status, 503);
    },
  },
};

for (const [what, { inject, shows }] of Object.entries(faults)) {
  test(`${what}: over, though the body threw`, async () => {
    const body = async () => {
      await using _fault = await inject();
      await shows();
      throw new Error("thrown in the middle");
    };
    await assert.rejects(body(), { message: "thrown in the middle" });
    assert.equal(await metBy(), "AB");
    assert.deepEqual(lab.servers.alive, ["A", "B"]);
    assert.equal((await lab.browser("alice").signIn()).status, 200);
  });
}

test("another pick is over, though the body threw", async () => {
  const body = async () => {
    await using _byAddress = await usePick(sticky, "pickByAddress");
    // With picks by address, no browser gets a pin.
    assert.deepEqual((await sticky.browser("alice").get("/products")).setCookies, []);
    throw new Error("thrown in the middle");
  };
  await assert.rejects(body(), { message: "thrown in the middle" });
  assert.equal((await sticky.browser("alice").get("/products")).setCookies.length, 1);
});
