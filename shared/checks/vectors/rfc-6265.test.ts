import assert from "node:assert/strict";
import { test } from "node:test";
import { CookieJar, pathMatch } from "tough-cookie";
import { readCookies, readSetCookie } from "../../harness/core/cookie-headers.ts";

// RFC 6265, §3.1: a server's Set-Cookie lines, and what the user agent sends back.
test("RFC 6265 §3.1: a cookie is set, comes back, and is taken away by a past date", () => {
  assert.deepEqual(readSetCookie("SID=31d4d96e407aad42"), { name: "SID", change: "set" });
  assert.deepEqual(
    { ...readCookies("SID=31d4d96e407aad42; lang=en-US") },
    { SID: "31d4d96e407aad42", lang: "en-US" },
  );
  const past = "lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT";
  assert.deepEqual(readSetCookie(past), { name: "lang", change: "cleared" });
  const then = Date.parse("2021-06-09T10:18:13Z");
  const ahead = "lang=en-US; Expires=Wed, 09 Jun 2021 10:18:14 GMT";
  assert.equal(readSetCookie(ahead, then).change, "set");
});

test("RFC 6265 §3.1: the browser's jar sends what the section says it sends", async () => {
  const jar = new CookieJar();
  const url = "https://site.example/";
  for (const line of [
    "SID=31d4d96e407aad42; Path=/; Secure; HttpOnly",
    "lang=en-US; Path=/; Domain=site.example",
  ]) {
    await jar.setCookie(line, url);
  }
  const sent = { ...readCookies(await jar.getCookieString(url)) };
  assert.deepEqual(sent, { SID: "31d4d96e407aad42", lang: "en-US" });
  // Secure: not over plain http. Domain: the other one also goes to a subdomain.
  assert.equal(await jar.getCookieString("http://www.site.example/"), "lang=en-US");
});

// RFC 6265, §5.1.4: identical, or a prefix that ends at a slash.
for (const { cookiePath, path, matches } of [
  { cookiePath: "/", path: "/", matches: true },
  { cookiePath: "/cart", path: "/cart", matches: true },
  { cookiePath: "/cart", path: "/cart/items", matches: true },
  { cookiePath: "/cart/", path: "/cart/items", matches: true },
  { cookiePath: "/cart", path: "/cartography", matches: false },
  { cookiePath: "/cart/", path: "/cart", matches: false },
]) {
  test(`RFC 6265 §5.1.4: Path=${cookiePath} ${matches ? "goes" : "does not go"} with ${path}`, () => {
    assert.equal(pathMatch(path, cookiePath), matches);
  });
}

// RFC 6265, §5.2.2: zero or less is the earliest time; §4.1.2.2: Max-Age before Expires.
for (const { line, change } of [
  { line: "a=b; Max-Age=0", change: "cleared" },
  { line: "a=b; Max-Age=-1", change: "cleared" },
  { line: "a=b; Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT", change: "set" },
  { line: "a=b; Max-Age=0; Expires=Wed, 09 Jun 2100 10:18:14 GMT", change: "cleared" },
]) {
  test(`RFC 6265 §5.2.2: "${line}" has the cookie ${change}`, () => {
    assert.equal(readSetCookie(line).change, change);
  });
}
