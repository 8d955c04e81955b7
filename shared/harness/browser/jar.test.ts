import assert from "node:assert/strict";
import { test } from "node:test";
import { Jar } from "./jar.ts";

const HOUR = 3_600_000;

function jarWith(line: string): Jar {
  const jar = new Jar("http://127.0.0.1:80");
  jar.take(line, "/login");
  return jar;
}

for (const { line, reason, says } of [
  { line: "pin=A; Path=/login", reason: "path", says: /its Path is \/login/ },
  { line: "pin=A", reason: null, says: / / },
  { line: "pin=A; Max-Age=0", reason: "ended", says: /was over when it came/ },
  {
    line: "pin=A; Expires=Thu, 01 Jan 1970 08:00:00 GMT",
    reason: "ended",
    says: /was over when it came/,
  },
  { line: "pin=; Path=/; Max-Age=0", reason: "cleared", says: /told to drop it/ },
  { line: "pin=A; Path=/; Max-Age=60", reason: "ended", says: /it lived 60 s/ },
  { line: "pin=A; Path=/; Max-Age=7200", reason: null, says: / / },
  {
    line: "pin=A; Path=/; Domain=shop.example",
    reason: "dropped",
    says: /Domain=shop\.example/,
  },
  {
    line: "__Host-pin=A; Path=/; HttpOnly",
    reason: "dropped",
    says: /__Host- needs Secure/,
  },
  {
    line: "__Host-pin=A; Path=/login; Secure",
    reason: "dropped",
    says: /__Host- needs Path=\//,
  },
  {
    line: "__Host-pin=A; Path=/; Secure; Domain=127.0.0.1",
    reason: "dropped",
    says: /no Domain/,
  },
  { line: "__Secure-pin=A; Path=/", reason: "dropped", says: /needs Secure/ },
  { line: "__Host-pin=A; Path=/; Secure", reason: null, says: / / },
]) {
  test(`after an hour, ${line} is ${reason === null ? "sent" : "at home, and why is known"}`, () => {
    const jar = jarWith(line);
    jar.age(HOUR);
    const name = line.slice(0, line.indexOf("="));
    const missing = jar.explainMissing(name, "/me", false);
    assert.equal(missing?.reason ?? null, reason);
    assert.match(missing?.clause ?? " ", says);
    assert.equal(jar.header("/me", false) === "", reason !== null);
  });
}

test("a name that no response set is not set; a copy knows what its original was given", () => {
  const jar = jarWith("pin=A; Path=/login");
  assert.equal(jar.explainMissing("other", "/me", false)?.reason, "not set");
  assert.equal(jar.copy().explainMissing("pin", "/me", false)?.reason, "path");
});

test("where a browser drops a new cookie and sends the old one, why is known", () => {
  const jar = jarWith("__Host-pin=A; Path=/; Secure");
  jar.take("__Host-pin=B; Path=/", "/login");
  assert.equal(jar.header("/me", false), "__Host-pin=A");
  assert.equal(jar.explainMissing("__Host-pin", "/me", false)?.reason, "dropped");
});

test("what was put in by hand is not missing", () => {
  const jar = jarWith("pin=A; Path=/login");
  jar.write("pin", "B");
  assert.equal(jar.explainMissing("pin", "/me", false), null);
});

test("a query is no part of the path", () => {
  const jar = jarWith("pin=A; Path=/me");
  assert.equal(jar.explainMissing("pin", "/me?page=2", false), null);
  assert.equal(jar.explainMissing("pin", "/menu?of=/me", false)?.reason, "path");
});
