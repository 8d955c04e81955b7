import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareGuess,
  describeAftermath,
  describeRequest,
  describeSignOut,
  type Known,
  type Outcome,
} from "./verdict.ts";
import { type VersionId, versionIds } from "./wire.ts";

const names: Record<VersionId, string> = {
  "in-memory": "in memory",
  sticky: "sticky",
  redis: "Redis sessions",
  jwt: "JWT",
};

/** Somebody whom server A has signed in, in one column. */
function signedIn(version: VersionId, more: Partial<Known> = {}): Known {
  return {
    version,
    name: names[version],
    who: "Alice",
    standing: "known",
    before: "known",
    signedInOn: "A",
    signedOutOn: null,
    lostWith: null,
    ...more,
  };
}

function outcome(version: VersionId, more: Partial<Outcome & Known> = {}): Outcome {
  const { status = 200, server = "A", tried = server, good = status < 400 } = more;
  return { known: signedIn(version, more), status, server, tried, good };
}

test("a login says where each version keeps her", () => {
  const told = describeRequest(
    "POST /login",
    versionIds.map((version) => outcome(version, { server: "C" })),
    "up",
  );
  assert.match(
    told,
    /in memory, only server C knows her; sticky has pinned her to server C/,
  );
});

for (const { title, more, says } of [
  {
    title: "another server's turn",
    more: { status: 401, server: "B" },
    says: /In memory: the request went to server B, and only server A has her session\./,
  },
  {
    title: "a server that is gone",
    more: { status: 401, server: "B", lostWith: "the memory of server A" },
    says: /In memory: her session was in the memory of server A, and is gone with it\./,
  },
  {
    title: "somebody who has signed out",
    more: { status: 401, signedOutOn: "B" },
    says: /she has signed out/,
  },
  {
    title: "somebody who never signed in",
    more: { status: 401, signedInOn: null },
    says: /she has not signed in/,
  },
  {
    title: "a server that died over it",
    more: { status: 502, server: null, tried: "B" },
    says: /server B ended before it answered/,
  },
  {
    title: "a frozen server",
    more: { status: 504, server: null, tried: "B" },
    says: /server B is frozen, and the balancer gave up/,
  },
  {
    title: "no server at all",
    more: { status: 503, server: null },
    says: /no server takes requests/,
  },
  { title: "silence", more: { status: 0, good: false }, says: /nothing answered at all/ },
] satisfies {
  title: string;
  more: Partial<Outcome & Known>;
  says: RegExp;
}[]) {
  test(`a request that fails for ${title} says so`, () => {
    assert.match(describeRequest("GET /me", [outcome("in-memory", more)], "up"), says);
  });
}

test("with Redis down the session can't be looked up, and the token can't bring the cart", () => {
  const away = { status: 503, server: "B" };
  const told = describeRequest(
    "GET /cart",
    [outcome("redis", away), outcome("jwt", away)],
    "down",
  );
  assert.match(told, /Redis is down, so server B can't look/);
  assert.match(told, /JWT: her token says who she is, but her cart is in Redis/);
});

test("in memory, an answer is luck, and is called that", () => {
  const told = describeRequest("GET /cart", [outcome("in-memory")], "up");
  assert.match(told, /In memory was lucky: it was the turn of server A/);
});

test("after a kill: who has lost her, why, and who still knows her", () => {
  const told = describeAftermath(
    "Server A is killed.",
    [
      signedIn("in-memory", { standing: "lost", lostWith: "the memory of server A" }),
      signedIn("sticky", { standing: "lost", lostWith: "the memory of server A" }),
      signedIn("redis"),
      signedIn("jwt"),
    ],
    "up",
  );
  assert.equal(
    told,
    "Server A is killed. In memory and sticky lost Alice: the session was in the memory of server A. Redis sessions and JWT still know Alice.",
  );
});

test("who is lost though the session is still there: where it is, nobody asks", () => {
  const told = describeAftermath(
    "Server A is frozen.",
    [
      signedIn("in-memory", { standing: "lost" }),
      signedIn("sticky", { standing: "lost" }),
    ],
    "up",
  );
  assert.match(told, /In memory lost Alice: no turn comes to the server that has/);
  assert.match(told, /Sticky lost Alice: the balancer gave up on the server that has/);
});

test("with Redis dead too, only the token is left, and its cart is gone", () => {
  const told = describeAftermath(
    "Redis is killed.",
    [
      signedIn("in-memory", { standing: "lost", before: "lost" }),
      signedIn("redis", { standing: "unclear" }),
      signedIn("jwt"),
    ],
    "down",
  );
  assert.match(told, /Redis sessions can't tell who Alice is: Redis is down/);
  assert.match(told, /JWT still knows Alice\./);
  assert.match(told, /Alice's cart is gone with Redis/);
  assert.match(told, /In memory had lost Alice before/);
});

test("where nobody has signed in, nobody notices", () => {
  const nobody = [signedIn("jwt", { standing: "stranger" })];
  assert.match(describeAftermath("Server B is killed.", nobody, "up"), /nobody notices/);
});

test("a sign-out ends the thief's copy, but where the server that knows never heard", () => {
  const alice = versionIds.map((version) =>
    signedIn(version, { standing: "stranger", signedOutOn: "B" }),
  );
  const thief = versionIds.map((version) =>
    signedIn(version, {
      who: "the thief",
      standing: version === "sticky" || version === "redis" ? "lost" : "known",
    }),
  );
  const told = describeSignOut([...alice, ...thief]);
  assert.match(told, /Sticky and Redis sessions: the thief's copy ended with it/);
  assert.match(
    told,
    /In memory: .* server B signed her out, and server A has the session/,
  );
  assert.match(
    told,
    /JWT: the thief is still Alice, for no server can take a token back/,
  );
});

test("a guess stands beside what came", () => {
  const everybody = [
    signedIn("in-memory", { standing: "lost" }),
    signedIn("sticky", { standing: "lost" }),
    signedIn("jwt"),
  ];
  assert.equal(
    compareGuess(["in-memory"], everybody),
    "You said that Alice would be unknown in: in memory. It was: in memory and sticky.",
  );
  assert.match(compareGuess([], everybody), /in: none\./);
});
