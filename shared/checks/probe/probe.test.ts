import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { groups } from "./groups.ts";
import { tryProbe } from "./probe.ts";

// What `npm run probe` counts, except the extra ones of a kind: each must have the
// expected outcome, or be accepted.
for (const { name, atOnce = 1, open } of groups) {
  describe(name, { concurrency: atOnce }, async () => {
    const opened = await open();
    for (const probe of opened.probes) {
      if (probe.further) continue;
      test(probe.title, async () => {
        const { result, detail } = await tryProbe(probe);
        assert.notEqual(result, "otherwise", detail);
      });
    }
    after(() => opened[Symbol.asyncDispose]());
  });
}
