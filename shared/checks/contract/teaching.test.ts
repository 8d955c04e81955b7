import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { writeTables } from "../teaching.ts";

test("TEACHING.md has the tables that the lessons' misconceptions give", async () => {
  const text = readFileSync(join(root, "TEACHING.md"), "utf8");
  assert.equal(text, await writeTables(text), "run `npm run derive`");
});
