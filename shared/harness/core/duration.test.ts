import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords } from "./duration.ts";

for (const [seconds, words] of [
  [60, "60 s"],
  [900, "15 minutes"],
  [28_800, "8 hours"],
  [1_795_820_000, "57 years"],
  [1_795_820_000_000, "56,906 years"],
] as const) {
  test(`${seconds} s are ${words}`, () => assert.equal(inWords(seconds), words));
}
