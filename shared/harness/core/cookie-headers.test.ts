import assert from "node:assert/strict";
import { test } from "node:test";
import { readCookies, readSetCookie } from "./cookie-headers.ts";

for (const { title, header, cookies } of [
  { title: "none", header: undefined, cookies: {} },
  { title: "two", header: "a=1; b=2", cookies: { a: "1", b: "2" } },
  { title: "an = in the value", header: "a=x==", cookies: { a: "x==" } },
  { title: "neither of two with one name", header: "a=1; b=2; a=3", cookies: { b: "2" } },
  { title: "none of three with one name", header: "a=1; a=2; a=3", cookies: {} },
  { title: "an empty value", header: "a=", cookies: { a: "" } },
  { title: "junk beside a cookie", header: ";; lone; a=1", cookies: { a: "1" } },
  { title: "a quoted value, as it stands", header: 'a="b c"', cookies: { a: '"b c"' } },
]) {
  test(`a Cookie header with ${title}`, () => {
    assert.deepEqual({ ...readCookies(header) }, cookies);
  });
}

test("names that every object has are no cookies until they come", () => {
  const cookies = readCookies("a=1");
  assert.equal(cookies.constructor, undefined);
  assert.equal(cookies.toString, undefined);
});

test("a cookie called __proto__ changes nobody else's cookies", () => {
  assert.deepEqual(Object.entries(readCookies("__proto__=x")), [["__proto__", "x"]]);
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});

// The clearing lines are the shapes that RFC 6265 §3.1 describes.
for (const { line, change } of [
  { line: "sid=abc; Path=/; HttpOnly", change: "set" },
  { line: "sid=abc; Max-Age=60", change: "set" },
  { line: "sid=; Max-Age=0", change: "cleared" },
  { line: "sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", change: "cleared" },
]) {
  test(`"${line}" has the cookie ${change}`, () => {
    assert.deepEqual(readSetCookie(line), { name: "sid", change });
  });
}
