import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as v from "valibot";
import { root } from "../../course/catalogue.ts";

const Names = v.optional(v.record(v.string(), v.string()), {});
const Lockfile = v.object({
  packages: v.record(v.string(), v.object({ optionalDependencies: Names })),
});

// npm leaves out of the lockfile whatever a registry doesn't have at that moment, and
// then `npm ci` refuses the whole file. A learner on another system would be the first to
// notice.
test("the lockfile names the binaries of every system", () => {
  const text = readFileSync(join(root, "package-lock.json"), "utf8");
  const { packages } = v.parse(Lockfile, JSON.parse(text));
  for (const [name, { optionalDependencies }] of Object.entries(packages)) {
    for (const optional of Object.keys(optionalDependencies)) {
      const places = [`node_modules/${optional}`, `${name}/node_modules/${optional}`];
      assert.ok(
        places.some((place) => place in packages),
        `${name} may need ${optional}, and the lockfile does not know it`,
      );
    }
  }
});
