import assert from "node:assert/strict";
import { createSecretKey } from "node:crypto";
import { test } from "node:test";
import type { Request, Response } from "express";
import jwt from "jsonwebtoken";
import { TwinCookies } from "./request-cookie.ts";
import { SettingError } from "./settings.ts";
import { openTokens } from "./tokens.ts";

const secret = "a secret of more than thirty-two bytes";
process.env.JWT_SECRET = secret;
process.env.SESSION_ABSOLUTE_SECONDS = "300";
const tokens = openTokens();
const alice = { name: "alice", role: "customer" } as const;

function bringing(headers: Record<string, string>): Request {
  const get = (name: string) => headers[name.toLowerCase()];
  return { headers, get } as unknown as Request;
}

const inCookie = (token: string) => bringing({ cookie: `__Host-token=${token}` });

/** A token as ours are, with these claims in place of the usual ones. */
function written(claims: Record<string, unknown>, key = secret): string {
  const now = Math.floor(Date.now() / 1000);
  const usual = { sub: "alice", role: "customer", iss: "shop-login", aud: "shop" };
  const payload = { ...usual, jti: "1", iat: now, exp: now + 300, ...claims };
  return jwt.sign(JSON.parse(JSON.stringify(payload)), createSecretKey(key, "utf8"), {
    header: { alg: "HS256", typ: "shop+jwt" },
  });
}

test("what is issued is read back, from the cookie and from a Bearer", () => {
  const token = tokens.issue(alice, { jti: "7", generation: "g", family: "f" });
  const bearer = bringing({ authorization: `bearer ${token}` });
  for (const request of [inCookie(token), bearer]) {
    const claims = tokens.read(request);
    assert.equal(claims?.sub, "alice");
    assert.equal(claims.role, "customer");
    assert.deepEqual([claims.jti, claims.generation, claims.family], ["7", "g", "f"]);
  }
});

for (const [what, token] of [
  ["another key", written({}, "another secret of more than thirty-two bytes")],
  ["no id", written({ jti: undefined })],
  ["an empty id", written({ jti: "" })],
  ["another audience", written({ aud: "warehouse" })],
  ["nobody's name", written({ sub: "nobody" })],
  ["no end", written({ exp: undefined })],
  ["an end that is over, leeway included", written({ exp: Date.now() / 1000 - 120 })],
  ["an end too far off", written({ exp: Math.floor(Date.now() / 1000) + 3_600 })],
] as const) {
  test(`a token with ${what} is no one's`, () => {
    assert.equal(tokens.read(inCookie(token)), null);
  });
}

test("a token that ended within the leeway still counts", () => {
  const token = written({ exp: Math.floor(Date.now() / 1000) - 10 });
  assert.equal(tokens.read(inCookie(token))?.sub, "alice");
});

test("without a token, or with something else, there is none", () => {
  assert.equal(tokens.read(bringing({})), null);
  assert.equal(tokens.read(bringing({ authorization: "Basic YTpi" })), null);
  assert.equal(tokens.read(inCookie("a.b.c")), null);
});

test("two cookies of the name are refused, whichever is ours", () => {
  const token = tokens.issue(alice, { jti: "7" });
  const twins = bringing({ cookie: `__Host-token=${token}; __Host-token=x` });
  assert.throws(() => tokens.read(twins), TwinCookies);
});

test("the cookie is given and dropped with the same flags", () => {
  const set: unknown[][] = [];
  const response = {
    cookie: (...words: unknown[]) => set.push(words),
    clearCookie: (...words: unknown[]) => set.push(words),
  } as unknown as Response;
  tokens.give(response, "token");
  tokens.drop(response);
  const flags = { httpOnly: true, secure: true, sameSite: "lax" };
  assert.deepEqual(set, [
    ["__Host-token", "token", { ...flags, maxAge: 300_000 }],
    ["__Host-token", flags],
  ]);
});

for (const bad of [undefined, "", "k".repeat(31)]) {
  test(`a secret of ${bad?.length ?? "no"} bytes opens nothing, and isn't repeated`, () => {
    if (bad === undefined) delete process.env.JWT_SECRET;
    else process.env.JWT_SECRET = bad;
    try {
      assert.throws(openTokens, (error) => {
        assert.ok(error instanceof SettingError);
        assert.ok(!bad || !error.message.includes(bad));
        return true;
      });
    } finally {
      process.env.JWT_SECRET = secret;
    }
  });
}
