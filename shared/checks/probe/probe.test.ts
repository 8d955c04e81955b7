import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { groups } from "./groups.ts";
import { tryProbe } from "./probe.ts";

// The same that `npm run probe` counts: each must come out as it must, or be accepted.
for (const { name, open } of groups) {
  describe(name, async () => {
    const opened = await open();
    for (const probe of opened.probes) {
      test(probe.title, async () => {
        const { result, detail } = await tryProbe(probe);
        assert.notEqual(result, "otherwise", detail);
      });
    }
    test("then all of it ends", () => opened[Symbol.asyncDispose]());
  });
}
