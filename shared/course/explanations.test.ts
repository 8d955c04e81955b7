import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExplanations } from "./explanations.ts";

const page = `# A lesson

What this page is.

## TODO 1 — add them

Because that is
what it asks for.

Shorter, and odd.

\`\`\`ts
const sum = one;

return sum + two;
\`\`\`

## TODO 2 ☆ — turn the sign

Nothing else would do.
`;

test("a page is read as its tasks, with why and the variants", () => {
  assert.deepEqual(parseExplanations(page.replaceAll("\n", "\r\n")), [
    {
      task: 1,
      title: "add them",
      why: "Because that is what it asks for.",
      variants: [
        {
          trade: "Shorter, and odd.",
          code: ["const sum = one;", "", "return sum + two;"],
        },
      ],
    },
    { task: 2, title: "turn the sign", why: "Nothing else would do.", variants: [] },
  ]);
});

for (const [what, from, to] of [
  ["names no task", "## TODO 1 — add them", "## Adding"],
  ["says nothing under its heading", "Nothing else would do.\n", ""],
  ["a paragraph, and its code", "Shorter, and odd.\n", ""],
  ["a paragraph, and its code", "Nothing else would do.", "Nothing.\n\nBut this."],
] as const) {
  test(`a page that is written otherwise is refused: ${what}`, () => {
    assert.throws(
      () => parseExplanations(page.replace(from, to)),
      new RegExp(what.replace("a paragraph", "each variant is a paragraph")),
    );
  });
}
