import assert from "node:assert/strict";
import { test } from "node:test";
import { readPick } from "./read-pick.ts";

for (const { returned, says } of [
  { returned: undefined, says: /undefined/ },
  { returned: "A", says: /string/ },
  { returned: Promise.resolve({ server: "A" }), says: /async/ },
  { returned: { why: "new" }, says: /no server/ },
  { returned: { name: "A", state: "up" }, says: /"name"/ },
  { returned: { server: "A", why: "new", cookie: "pin=A" }, says: /"cookie"/ },
  { returned: { server: "A", why: 7 }, says: /why/ },
  { returned: { server: "A", why: "new", setCookie: ["pin=A"] }, says: /setCookie/ },
]) {
  test(`${JSON.stringify(returned)} is no pick, and is told so`, () => {
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
