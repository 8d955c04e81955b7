import assert from "node:assert/strict";
import { test } from "node:test";
import { type VersionId, versionIds } from "../protocol.ts";
import { type ColumnResult, describeRequest } from "./explanation.ts";
import {
  compareGuess,
  describeAftermath,
  describeSignOut,
  type Known,
} from "./fault-impact.ts";

const names: Record<VersionId, string> = {
  "in-memory": "in memory",
  sticky: "sticky",
  redis: "Redis sessions",
  jwt: "JWT",
};
const around = { store: "up", servers: 3 } as const;

/** The result of a request by someone whom server A has signed in. */
function result(version: VersionId, more: Partial<ColumnResult> = {}): ColumnResult {
  const { status = 200, server = "A" } = more;
  return {
    version,
    name: names[version],
    status,
    server,
    tried: server === null ? [] : [server],
    good: status < 400,
    cart: null,
    hasAdded: null,
    signedInOn: "A",
    signedOutOn: null,
    lostWith: null,
    missingCookie: null,
    ...more,
  };
}

function known(version: VersionId, more: Partial<Known> = {}): Known {
  return {
    ...result(version, more),
    who: "Alice",
    standing: "known",
    before: "known",
    ...more,
  };
}

test("a login says where each version keeps her", () => {
  const all = versionIds.map((version) => result(version, { server: "C" }));
  assert.equal(
    describeRequest("POST /login", all, around),
    "Alice has signed in: in memory, only server C knows her; sticky pinned her to server C; Redis keeps her session for every server; her token itself says who she is.",
  );
});

test("a login that the store keeps from happening is no login, and nobody's luck", () => {
  const all = [result("in-memory"), result("redis", { status: 503 })];
  const told = describeRequest("POST /login", all, { store: "down", servers: 3 });
  assert.match(told, /^Alice has signed in: in memory, only server A knows her\. Redis/);
  assert.doesNotMatch(told, /lucky/);
});

for (const { title, more, says } of [
  {
    title: "another server's turn",
    more: { server: "B" },
    says: /In memory: the request went to server B, and only server A has the session\./,
  },
  {
    title: "a server that is gone",
    more: { server: "B", lostWith: "the memory of server A" },
    says: /the session was in the memory of server A, and was lost with it\./,
  },
  {
    title: "somebody who has signed out",
    more: { signedOutOn: "B" },
    says: /the session has been signed out/,
  },
  {
    title: "somebody who never signed in",
    more: { signedInOn: null },
    says: /no one has signed in/,
  },
  {
    title: "a cookie that has run out",
    more: { missingCookie: "sid" },
    says: /the browser no longer has sid: the cookie has expired/,
  },
  {
    title: "a server that said nothing, and another that knows nobody",
    more: { server: "B", tried: ["A", "B"] },
    says: /server A didn't answer, and server B, asked instead, doesn't know the session/,
  },
  {
    title: "a server that died over it",
    more: { status: 502, server: null, tried: ["B"] },
    says: /server B was gone before it answered/,
  },
  {
    title: "a frozen server",
    more: { status: 504, server: null, tried: ["B"] },
    says: /server B didn't answer for 2 s, and the balancer gave up/,
  },
  {
    title: "no server at all",
    more: { status: 503, server: null },
    says: /no server is taking requests/,
  },
  { title: "silence", more: { status: 0 }, says: /nothing answered/ },
  { title: "a bug", more: { status: 500 }, says: /server A answered 500/ },
] satisfies { title: string; more: Partial<ColumnResult>; says: RegExp }[]) {
  test(`a request that fails for ${title} says so`, () => {
    const failed = result("in-memory", { status: 401, good: false, ...more });
    assert.match(describeRequest("GET /me", [failed], around), says);
  });
}

test("with Redis down nobody can look, and the token can't bring the cart", () => {
  const away = { status: 503, server: "B" };
  const told = describeRequest(
    "GET /cart",
    [result("redis", away), result("jwt", away)],
    { store: "down", servers: 3 },
  );
  assert.match(told, /Redis is down, so server B can't look/);
  assert.match(told, /JWT: the token says who is asking, but the cart is in Redis/);
});

test("versions that fail for one reason are told in one sentence", () => {
  const gone = { status: 503, server: null };
  const all = versionIds.map((version) => result(version, gone));
  const told = describeRequest("GET /me", all, { store: "up", servers: 0 });
  assert.equal(
    told,
    "GET /me: no version could answer. In memory, sticky, Redis sessions, and JWT: no server is taking requests.",
  );
});

test("in memory an answer is luck, where there are others; an empty cart is no luck", () => {
  const lucky = result("in-memory", { cart: [], hasAdded: false });
  const told = describeRequest("GET /cart", [lucky], around);
  assert.match(told, /In memory was lucky: it was server A's turn/);
  assert.match(
    told,
    /In memory: her cart is empty, because no server accepted her apple/,
  );
  const alone = describeRequest("GET /me", [result("in-memory")], {
    ...around,
    servers: 1,
  });
  assert.equal(alone, "GET /me: In memory answered.");
});

test("after a kill: who has lost her, why, and who still knows her", () => {
  const gone = { standing: "lost", lostWith: "the memory of server A" } as const;
  const everybody = [
    known("in-memory", gone),
    known("sticky", gone),
    known("redis"),
    known("jwt"),
  ];
  assert.equal(
    describeAftermath("Server A is killed.", everybody, "up"),
    "Server A is killed. In memory and sticky lost Alice: the session was in the memory of server A. Redis sessions and JWT still know Alice.",
  );
});

test("with Redis dead too, only the token is left, and its cart is gone", () => {
  const everybody = [
    known("redis", { standing: "unclear", status: 503, lostWith: "Redis" }),
    known("jwt"),
  ];
  const told = describeAftermath("Redis is killed.", everybody, "down");
  assert.match(told, /Redis sessions can't look for Alice: Redis is down/);
  assert.match(told, /the cookie stays; the session itself is gone/);
  assert.match(
    told,
    /JWT still knows Alice\. The token needs no store, but what the cart held is gone/,
  );
});

test("each reason for not knowing is told by itself", () => {
  const everybody = [
    known("in-memory", { standing: "unclear", status: 504, tried: ["A"] }),
    known("redis", { standing: "unclear", status: 503 }),
  ];
  const told = describeAftermath("Redis is frozen.", everybody, "frozen");
  assert.match(told, /In memory can't look for Alice: server A didn't answer/);
  assert.match(told, /Redis sessions can't look for Alice: Redis is frozen/);
});

test("people who fare alike are told of together", () => {
  const everybody = ["Alice", "Bob", "the thief"].flatMap((who) => [
    known("in-memory", { who, standing: who === "Bob" ? "known" : "lost" }),
    known("jwt", { who }),
  ]);
  const told = describeAftermath("Server A is draining.", everybody, "up");
  assert.match(told, /In memory lost Alice and the thief: no request reaches/);
  assert.match(
    told,
    /JWT still knows Alice and the thief\. In memory and JWT still know Bob/,
  );
});

test("a session that is there, but to which no request comes", () => {
  const everybody = [known("in-memory", { standing: "lost", status: 401 })];
  const told = describeAftermath("Server A is draining.", everybody, "up");
  assert.match(told, /no request reaches the server that has the session/);
});

test("where nobody has signed in, nobody notices", () => {
  const nobody = [known("jwt", { standing: "stranger" })];
  assert.match(describeAftermath("Server B is killed.", nobody, "up"), /no one notices/);
});

test("a sign-out ends the thief's copy, but where the server that knows never heard", () => {
  const out = versionIds.map((version) => result(version, { server: "B" }));
  const thieves = versionIds.map((version) =>
    known(version, {
      who: "the thief",
      standing: version === "sticky" || version === "redis" ? "lost" : "known",
    }),
  );
  const told = describeSignOut(out, thieves, "up");
  assert.match(told, /Sticky and Redis sessions: the thief's copy is dead/);
  assert.match(told, /In memory: .* went to server B, .* session on server A lives on/);
  assert.match(
    told,
    /JWT: the thief is still Alice, because no server can take a token back/,
  );
});

test("a sign-out that Redis keeps from happening is none, and says nothing of the copy", () => {
  const out = [result("redis", { status: 503 })];
  const thief = known("redis", { who: "the thief", standing: "unclear", status: 503 });
  const told = describeSignOut(out, [thief], "down");
  assert.match(told, /^Alice couldn't sign out\. Redis sessions: Redis is down/);
  assert.match(told, /can't tell who the thief is now/);
  assert.doesNotMatch(told, /dead/);
});

test("a guess stands beside what came", () => {
  const everybody = [
    known("in-memory", { standing: "lost" }),
    known("sticky", { standing: "lost" }),
    known("jwt"),
  ];
  assert.equal(
    compareGuess(["in-memory"], everybody),
    "Your guess, which columns would no longer know Alice: in memory. What happened: in memory and sticky.",
  );
  assert.match(compareGuess([], everybody), /Alice: none\./);
});
