import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hop } from "../core/hop.ts";
import { Jar } from "./jar.ts";
import { Response } from "./response.ts";
import { judgeSetCookie } from "./set-cookie-rules.ts";

const HOST = "127.0.0.1";
const hop: Hop = {
  number: 1,
  method: "POST",
  path: "/login",
  status: 200,
  server: "A",
  tried: ["A"],
  why: "",
  cookiesSeen: [],
  cookiesSet: [],
  cookiesCleared: [],
  storeCalls: [],
  milliseconds: 1,
};
const value = (bytes: number) => "x".repeat(bytes);

for (const { line, because } of [
  { line: `sid=${value(4_094)}`, because: /4097 bytes, and 4096 is the most/ },
  { line: `${value(4_097)}; Path=/`, because: /4097 bytes/ },
  { line: "sid=1; SameSite=None", because: /SameSite=None needs Secure/ },
  { line: "sid=1; samesite=NONE; HttpOnly", because: /SameSite=None needs Secure/ },
  { line: "sid=1; Partitioned", because: /Partitioned needs Secure/ },
  { line: "__Secure-sid=1; Path=/", because: /__Secure- needs Secure/ },
  { line: "__Host-sid=1; Path=/", because: /__Host- needs Secure/ },
  { line: "__HOST-sid=1; Path=/", because: /__HOST- needs Secure/ },
  { line: "__Host-sid=1; Secure", because: /__Host- needs Path=\// },
  { line: "__Host-sid=1; Secure; Path=/login", because: /__Host- needs Path=\// },
  { line: `__Host-sid=1; Secure; Path=/; Domain=${HOST}`, because: /allows no Domain/ },
  {
    line: "__Host-sid=; Secure; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    because: /Path=\//,
  },
  { line: "__Host-sid; Path=/", because: /__Host- needs Secure/ },
  { line: "sid=1; Domain=shop.example", because: /Domain=shop.example is not where/ },
  { line: "sid=1; Domain=.localhost", because: /Domain=.localhost is not where/ },
  { line: `sid=1; Domain=${value(60)}.example`, because: /Domain=x{30}… is not/ },
  { line: "sid=1; Domain=127.0.0.1; Domain=evil.example", because: /evil/ },
]) {
  test(`a browser drops ${line.slice(0, 60)}`, () => {
    const { name, reason } = judgeSetCookie(line, HOST);
    assert.match(reason ?? "", because);
    assert.equal(
      name,
      line.includes("=") && !/^__Host-sid;/.test(line) ? nameIn(line) : "",
    );
  });
}

for (const line of [
  "sid=1",
  `sid=${value(4_093)}; Path=/; HttpOnly`,
  "sid=1; SameSite=None; Secure",
  "sid=1; SameSite=Lax",
  "__Secure-sid=1; Secure",
  "__Host-sid=1; Secure; Path=/; HttpOnly; SameSite=Strict",
  "__Host-sid=; Max-Age=0; path=/; secure; Domain=",
  `sid=1; Domain=${HOST}`,
  "sid=1; Domain=",
  "host-sid=1",
]) {
  test(`a browser takes ${line.slice(0, 60)}`, () => {
    const { name, reason, read, passedOver } = judgeSetCookie(line, HOST);
    assert.deepEqual([reason, read, passedOver], [null, line, []]);
    const jar = new Jar(`http://${HOST}:4000`);
    jar.take(read, "/login");
    // A cookie that is cleared is accepted, and gone at once.
    assert.deepEqual(jar.names(), line.includes("Max-Age=0") ? [] : [name]);
  });
}

test("an attribute that is too long is passed over, and the cookie is taken", () => {
  const line = `sid=1; Path=/${value(1_024)}; HttpOnly; Domain=${value(1_025)}`;
  assert.deepEqual(judgeSetCookie(line, HOST), {
    name: "sid",
    reason: null,
    read: "sid=1; HttpOnly",
    passedOver: ["Path", "Domain"],
  });
});

test("without the attribute that is too long, the prefix lacks what it needs", () => {
  const line = `__Host-sid=1; Secure; Path=/${value(1_024)}`;
  assert.match(judgeSetCookie(line, HOST).reason ?? "", /needs Path/);
});

test("a cookie of which one line is dropped and another taken is not dropped", () => {
  const judged = [
    "a=1; SameSite=None",
    "a=2",
    "b=1",
    "b=2; SameSite=None",
    "c; Partitioned",
  ];
  const { dropped } = new Response(
    { statusCode: 200, headers: {} },
    "",
    hop,
    judged.map((line) => judgeSetCookie(line, HOST)),
  );
  assert.deepEqual([...dropped], [["", "Partitioned needs Secure"]]);
});

function nameIn(line: string): string {
  return line.startsWith("x") ? "" : line.slice(0, line.indexOf("="));
}
