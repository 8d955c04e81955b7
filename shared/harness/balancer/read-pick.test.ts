import assert from "node:assert/strict";
import { test } from "node:test";
import { readDecision, readPick } from "./read-pick.ts";

const view = { name: "A", state: "up" };

for (const { returned, says } of [
  {
    returned: undefined,
    says: /returned undefined: a way through it ends without a ret/,
  },
  { returned: "A", says: /returned "A": it must be null or an object such as { server/ },
  { returned: true, says: /returned true/ },
  { returned: () => view, says: /returned a function/ },
  { returned: Promise.resolve({ server: "A" }), says: /without async/ },
  { returned: { why: "new" }, says: /no server/ },
  { returned: { name: "A", state: "up" }, says: /"name"/ },
  { returned: { server: view, why: "new" }, says: /an object.*Give server\.name/ },
  { returned: { server: 1, why: "new" }, says: /server is 1: it must be a name$/ },
  { returned: { server: Promise.resolve("A") }, says: /server is a Promise/ },
  { returned: { server: "A", why: "new", cookie: "pin=A" }, says: /"cookie"/ },
  { returned: { server: "A", why: 7 }, says: /why is 7/ },
  { returned: { server: "A", why: "new", setCookie: ["pin=A"] }, says: /an array/ },
  {
    returned: { server: "A", why: "pinned", setCookie: null },
    says: /null.*leave it out/,
  },
  { returned: { server: "A", why: "new", setCookie: "A" }, says: /"A", without a name/ },
  { returned: { server: "A", why: "new", setCookie: "pin=A\n" }, says: /a line break/ },
]) {
  test(`${JSON.stringify(returned)} is no pick, and is told so (${says.source})`, () => {
    assert.throws(() => readPick(returned), { name: "BalancerFailure", message: says });
  });
}

for (const returned of [
  null,
  { server: "A", why: "pinned" },
  { server: "A", why: "new", setCookie: "pin=A" },
]) {
  test(`${JSON.stringify(returned)} is a pick`, () => {
    assert.deepEqual(readPick(returned), returned);
  });
}

for (const { returned, says } of [
  { returned: undefined, says: /returned undefined: it must be true or false/ },
  { returned: Promise.resolve(true), says: /a Promise: it must decide at once/ },
  { returned: "no", says: /"no"/ },
]) {
  test(`sendAgain has not decided if it returned ${String(returned)}`, () => {
    const name = "BalancerFailure";
    assert.throws(() => readDecision(returned), { name, message: says });
  });
}
