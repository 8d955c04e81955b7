import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { StoreUnavailable } from "./outage.ts";
import type { Session } from "./seam.ts";
import { createShop } from "./shop.ts";
import { todo } from "./todo.ts";
import { SessionEnded } from "./unauthorized.ts";

// The smallest thing that fills the seam. The user's name is in a header, which no lesson
// would do. The test sets what it throws.
let failure: (() => never) | null = null;
const carts = new Map<string, string[]>();
const shop = createShop({
  signIn: (_req, res, user) => void res.set("X-Signed-In", `${user.name} ${user.role}`),
  whoIs(req): Session | null {
    failure?.();
    const user = req.get("x-user");
    return user === undefined ? null : { user, cart: carts.get(user) ?? [] };
  },
  save: (_req, { user, cart }) => void carts.set(user, cart),
  signOut: () => {},
});

let server: Server;
let url = "";
before(async () => {
  server = shop.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const as = (user: string) => ({ headers: { "X-User": user } });
const json = (body: string, headers: Record<string, string> = {}) => ({
  method: "POST",
  body,
  headers: { "Content-Type": "application/json", ...headers },
});
const login = (user: string, password: string) =>
  fetch(`${url}/login`, json(JSON.stringify({ user, password })));

for (const { user, password, role } of [
  { user: "alice", password: "wonderland", role: "customer" },
  { user: "bob", password: "builder", role: "customer" },
  { user: "admin", password: "correct-horse", role: "admin" },
]) {
  test(`${user} signs in as ${role}`, async () => {
    const response = await login(user, password);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("x-signed-in"), `${user} ${role}`);
  });
}

for (const { title, body } of [
  { title: "no body", body: "" },
  { title: "bad JSON", body: "{" },
  { title: "no password", body: '{"user":"alice"}' },
  { title: "a number for a name", body: '{"user":1,"password":"x"}' },
  { title: "an object for a password", body: '{"user":"alice","password":{"$ne":""}}' },
  {
    title: "a zero after the password",
    body: '{"user":"alice","password":"wonderland\\u0000"}',
  },
  { title: "a list", body: "[]" },
  {
    title: "a name without end",
    body: JSON.stringify({ user: "x".repeat(65), password: "" }),
  },
]) {
  test(`a login with ${title} is a 400 that says what is wrong`, async () => {
    const response = await fetch(`${url}/login`, json(body));
    assert.equal(response.status, 400);
    assert.match(await response.text(), /"error":".{10,}"/);
  });
}

for (const [what, body] of Object.entries({
  "half a body": '{"password":"wonderland"',
  "a number for a name": '{"user":314159,"password":"x"}',
  "a number for a password": '{"user":"alice","password":314159}',
  "a password with a zero in it": '{"user":"alice","password":"wonder\\u0000land"}',
})) {
  test(`what ${what} held is never in the answer to it`, async () => {
    const response = await fetch(`${url}/login`, json(body));
    assert.equal(response.status, 400);
    assert.doesNotMatch(await response.text(), /wonder|314159/);
  });
}

test("a body that is too large is a 413", async () => {
  const response = await fetch(`${url}/login`, json(JSON.stringify("x".repeat(20_000))));
  assert.equal(response.status, 413);
});

for (const [user, password] of [
  ["alice", "wrong"],
  ["nobody", "wonderland"],
] as const) {
  test(`${user} with a wrong password is a 401 with a challenge`, async () => {
    const response = await login(user, password);
    assert.equal(response.status, 401);
    assert.ok(response.headers.get("www-authenticate"));
    assert.deepEqual(await response.json(), {
      error: "the name or the password is wrong",
    });
  });
}

// Taken in turn, so that whatever slows one slows the other. Only the ratio means
// anything, never the time itself.
test("a wrong password takes as long as an unknown name", async () => {
  const spent = { alice: 0, nobody: 0 };
  for (let round = 0; round < 12; round++) {
    for (const user of ["alice", "nobody"] as const) {
      const began = performance.now();
      await login(user, "wrong");
      spent[user] += performance.now() - began;
    }
  }
  const ratio = spent.alice / spent.nobody;
  assert.ok(ratio > 0.5 && ratio < 2, `the ratio is ${ratio.toFixed(2)}`);
});

test("a stranger gets 401 and a challenge, and may see the products", async () => {
  for (const path of ["/me", "/cart", "/admin/accounts"]) {
    const response = await fetch(url + path);
    assert.equal(response.status, 401);
    assert.ok(response.headers.get("www-authenticate"));
  }
  assert.equal((await fetch(`${url}/products`)).status, 200);
});

test("a customer may not see the admin's page: 403", async () => {
  assert.equal((await fetch(`${url}/admin/accounts`, as("alice"))).status, 403);
  assert.equal((await fetch(`${url}/admin/accounts`, as("admin"))).status, 200);
});

test("a role that was taken away is gone at the next request", async () => {
  process.env.SHOP_DEMOTED = "admin";
  assert.equal((await fetch(`${url}/admin/accounts`, as("admin"))).status, 403);
  delete process.env.SHOP_DEMOTED;
});

test("the cart keeps what is put in", async () => {
  const put = (item: unknown) =>
    fetch(`${url}/cart`, json(JSON.stringify({ item }), { "X-User": "bob" }));
  assert.equal((await put("apple")).status, 201);
  assert.equal((await put("book")).status, 201);
  assert.equal((await put(7)).status, 400);
  const response = await fetch(`${url}/cart`, as("bob"));
  assert.deepEqual(await response.json(), { cart: ["apple", "book"] });
});

for (const { title, headers, status } of [
  { title: "by its Origin", headers: { Origin: "https://evil.example" }, status: 403 },
  {
    title: "as the browser says",
    headers: { "Sec-Fetch-Site": "cross-site" },
    status: 403,
  },
  { title: "of a sister site", headers: { "Sec-Fetch-Site": "same-site" }, status: 403 },
]) {
  test(`a POST from another site, ${title}, is refused`, async () => {
    const request = json('{"item":"kettle"}', { ...headers, "X-User": "alice" });
    assert.equal((await fetch(`${url}/cart`, request)).status, status);
  });
}

test("a POST from the shop's own page is obeyed", async () => {
  const own = json('{"item":"apple"}', { Origin: url, "X-User": "alice" });
  assert.equal((await fetch(`${url}/cart`, own)).status, 201);
});

for (const { title, fail, status, header } of [
  {
    title: "an outage of the store",
    fail: () => {
      throw new StoreUnavailable("Redis is away");
    },
    status: 503,
    header: "retry-after",
  },
  {
    title: "a session that ended meanwhile",
    fail: () => {
      throw new SessionEnded();
    },
    status: 401,
    header: "www-authenticate",
  },
  { title: "a task that waits", fail: () => todo(2, "x"), status: 501, header: "x-todo" },
] satisfies { title: string; fail: () => never; status: number; header: string }[]) {
  test(`${title} is a ${status} with ${header}`, async () => {
    failure = fail;
    const response = await fetch(`${url}/me`, as("alice"));
    failure = null;
    assert.equal(response.status, status);
    assert.ok(response.headers.get(header));
  });
}

test("a bug is a 500 that tells nothing of the inside", async (context) => {
  context.mock.method(console, "error", () => {});
  failure = () => {
    throw new Error("secret detail");
  };
  const response = await fetch(`${url}/me`, as("alice"));
  failure = null;
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /secret detail/);
});

test("an item is put into the cart in one step where the sessions can do that", async () => {
  const added: string[] = [];
  const oneStep = createShop({
    signIn: () => {},
    whoIs: () => ({ user: "alice", cart: [] }),
    save: () => assert.fail("nothing is written back"),
    signOut: () => {},
    cartOf: ({ user }, req) => [`${user}'s cart, for ${req.method}`],
    addToCart: (_req, { user }, item) => {
      added.push(`${user} ${item}`);
      return ["apple", item];
    },
  }).listen(0, "127.0.0.1");
  await once(oneStep, "listening");
  const { port } = oneStep.address() as AddressInfo;
  const response = await fetch(
    `http://127.0.0.1:${port}/cart`,
    json(JSON.stringify({ item: "book" })),
  );
  assert.deepEqual(await response.json(), { cart: ["apple", "book"] });
  assert.deepEqual(added, ["alice book"]);
  const cart = await fetch(`http://127.0.0.1:${port}/cart`);
  assert.deepEqual(await cart.json(), { cart: ["alice's cart, for GET"] });
  oneStep.closeAllConnections();
  oneStep.close();
});

/** The status Alice gets for /me when the sessions throw this. */
async function statusAfter(error: Error): Promise<number> {
  failure = () => {
    throw error;
  };
  try {
    return (await fetch(`${url}/me`, as("alice"))).status;
  } finally {
    failure = null;
  }
}

test("what an error holds beside its stack is in no log: it may be a password", async (context) => {
  const logged: unknown[] = [];
  context.mock.method(console, "error", (...words: unknown[]) => logged.push(...words));
  const command = { name: "auth", args: ["hunter2"] };
  const bug = Object.assign(new Error("a bug"), { command });
  assert.equal(await statusAfter(bug), 500);
  assert.equal(logged.length, 1);
  assert.match(String(logged[0]), /a bug/);
  assert.doesNotMatch(inspect(logged), /command/);
});

for (const said of [
  "OOM command not allowed when used memory > 'maxmemory'.",
  "LOADING Redis is loading the dataset in memory",
  "READONLY You can't write against a read only replica.",
  "WRONGPASS invalid username-password pair or user is disabled.",
  "ERR max number of clients reached",
  "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
  "CLUSTERDOWN Hash slot not served",
  "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
  "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist.",
  "MOVED 3999 127.0.0.1:6381",
  "NOREPLICAS Not enough good replicas to write.",
  "TRYAGAIN Multiple keys request during rehashing of slot",
  "UNBLOCKED force unblock from blocking operation, instance state changed",
  // node-redis's messages.
  "Connection timeout",
  "The client is closed",
  "The client is offline",
  "Socket closed unexpectedly",
  "Socket timeout timeout. Expecting data, but didn't receive any in 500ms.",
  "Disconnects client",
  "The command was aborted",
  "All the root nodes are unavailable",
]) {
  test(`a store that says "${said.slice(0, 20)}…" is away for us: 503`, async () => {
    assert.equal(await statusAfter(new Error(said)), 503);
  });
}

const aborted = Object.assign(new Error("EXECABORT Transaction discarded."), {
  previousErrors: [new Error("READONLY You can't write against a read only replica.")],
});
const refusedByAll = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });

for (const [what, error] of [
  ["a transaction that a read-only replica aborted", aborted],
  ["a connection that all addresses refused", refusedByAll],
] as const) {
  test(`${what} is an outage: 503`, async () => {
    assert.equal(await statusAfter(error), 503);
  });
}

for (const said of [
  "WRONGTYPE Operation against a key holding the wrong kind of value",
  "BUSYKEY Target key name already exists.",
  "ERR syntax error",
  "EXECABORT Transaction discarded because of previous errors.",
]) {
  test(`a store that says "${said.slice(0, 20)}…" was asked wrongly: 500`, async () => {
    assert.equal(await statusAfter(new Error(said)), 500);
  });
}
