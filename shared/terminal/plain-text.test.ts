import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlain } from "./plain-text.ts";

test("no text of a message can clear, conceal, color or turn what stands on the screen", () => {
  const message = {
    printed: ["\u001b[2J\u001b[H ✓ done\u001b[8m", "a\tb\nc\rd\u0007\u009b2J"],
    hop: { why: "\u202eevil", number: 3, tried: null },
  };
  assert.deepEqual(makePlain(message), {
    printed: [" ✓ done", "a\tb\ncd"],
    hop: { why: "evil", number: 3, tried: null },
  });
});
