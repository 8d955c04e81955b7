import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "./shuffle.ts";

test("over many seeds each line stands at each place about as often", () => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 2_000; seed++) {
    const place = shuffled(4, String(seed)).indexOf(0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  for (const count of counts) assert.ok(count > 400 && count < 600, counts.join(" "));
});
