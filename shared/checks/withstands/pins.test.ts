import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { solutionFolder } from "../../course/catalogue.ts";
import { stripRegions } from "../../harness/core/regions.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { dismissJudges, judge } from "../support/judging.ts";
import { entryOf } from "../support/labs.ts";

after(dismissJudges);

const entry = entryOf("02");
const solution = stripRegions(
  readFileSync(join(solutionFolder(entry), "pick.ts"), "utf8"),
);

/**
 * A mistake in lesson 02 that moves Alice, though it shows no misconception about pins.
 */
type Row = {
  does: string;
  /** Text in the solution, and what replaces it. */
  changes: readonly (readonly [from: string, to: string])[];
  /** The check that fails. */
  check: string;
  /** The misconception that the evidence shows; null: none may be named. */
  names: string | null;
  says: RegExp;
};

const name = '"__Host-pin"';
const attributes = "Path=/; Secure; HttpOnly; SameSite=Lax";

const rows: Row[] = [
  {
    does: "the ticket's hash decides, where there is a ticket",
    changes: [
      [
        "const pinned = pinnedServer(request, servers);",
        `const ticket = request.cookies["__Host-sid"];
  const hashed = servers[numberFor(ticket ?? "") % servers.length];
  const pinned = ticket === undefined ? pinnedServer(request, servers) : hashed;`,
      ],
    ],
    check: "pin-for-some-requests",
    names: null,
    says: /Bob's browser, which has no ticket, stayed/,
  },
  {
    does: "a duration stands where Expires needs a moment",
    changes: [
      [attributes, `${attributes}; Expires=\${new Date(7_200_000).toUTCString()}`],
    ],
    check: "no-pin",
    names: "pin-ends-before-the-ticket",
    says: /did not come with it: its Expires or Max-Age was over when it came/,
  },
  {
    does: "a pin named __Host- has another path",
    changes: [[attributes, "Path=/products; Secure; HttpOnly; SameSite=Lax"]],
    check: "no-pin",
    names: null,
    says: /the browser dropped it: the prefix __Host- needs/,
  },
  {
    does: "a pin has a foreign domain",
    changes: [
      [name, '"pin"'],
      [attributes, `${attributes}; Domain=shop.example`],
    ],
    check: "no-pin",
    names: null,
    says: /the browser dropped it: Domain=shop\.example/,
  },
  {
    does: "pick gives a server where a name belongs",
    changes: [["return { server: next.name, why,", "return { server: next, why,"]],
    check: "stickiness-by-address",
    names: null,
    says: /server is an object: it must be a name\. Give server\.name/,
  },
  {
    does: "pick is async",
    changes: [
      [
        "export function pick(request: PickRequest, servers: readonly ServerView[]): Pick | null {",
        "export async function pick(request: PickRequest, servers: readonly ServerView[]) {",
      ],
    ],
    check: "stickiness-by-address",
    names: null,
    says: /returned a Promise: it must decide at once, without async/,
  },
  {
    does: "sendAgain answers with a word",
    changes: [
      [
        "return !sent || repeatable.includes(method);",
        'return !sent || repeatable.includes(method) ? "yes" : "no";',
      ],
    ],
    check: "gives-up-too-early",
    names: null,
    says: /returned neither true nor false/,
  },
];

for (const { does, changes, check, names, says } of rows) {
  test(`${does}: the screen says what happened, and names ${names ?? "no misconception"}`, async () => {
    let text = solution;
    for (const [from, to] of changes) {
      assert.ok(text.includes(from), `the solution has no ${from}`);
      text = text.replace(from, to);
    }
    using answer = new TemporaryAnswer([{ path: "pick.ts", text }]);
    const { reports } = await judge(entry, answer.folder);
    const failed = reports.find(({ outcome }) => outcome.kind === "failed");
    assert.equal(failed?.slug, check);
    assert.ok(failed?.outcome.kind === "failed");
    assert.match(failed.outcome.happened, says);
    assert.equal(failed.outcome.misconception, names);
  });
}
