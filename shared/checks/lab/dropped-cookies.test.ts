import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { formatVerdict } from "../../runner/screens/verdict-screen.ts";
import { startersOf } from "../starters.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { judgeInTime } from "../support/judge-in-time.ts";
import { dismissJudges } from "../support/judging.ts";
import { entryOf, openAnswer } from "../support/labs.ts";

after(dismissJudges);

/**
 * A server.ts that answers every request with these lines, and reports what it was sent.
 */
function serverWith(lines: readonly string[]): string {
  return `
import type { RequestListener } from "node:http";
export const createServer = (): RequestListener => (req, res) => {
  res.setHeader("Set-Cookie", ${JSON.stringify(lines)});
  res.setHeader("Content-Type", "application/json");
  res.end(JSON.stringify({ cookies: req.headers.cookie ?? "" }));
};
`;
}

test("what browsers drop is not sent back, and the record says which and why", async () => {
  using answer = new TemporaryAnswer([
    ...startersOf(entryOf("01")),
    {
      path: "server.ts",
      text: serverWith([
        "kept=1",
        "none=1; SameSite=None",
        `large=${"x".repeat(5_000)}`,
        "__Host-sid=1; Path=/",
        "foreign=1; Domain=shop.example",
        `long=1; Path=/${"x".repeat(1_030)}`,
      ]),
    },
  ]);
  await using lab = await openAnswer("01", answer.folder, { servers: 1 });
  const alice = lab.browser("alice");
  await alice.get("/me");
  const second = await alice.get("/me");
  assert.equal(second.member("cookies"), "kept=1; long=1");
  const [first] = lab.timeline.moments;
  assert.ok(first?.kind === "hop");
  assert.deepEqual(first.dropped, ["none", "large", "__Host-sid", "foreign"]);
  assert.match(first.note, /^sets the cookies kept, long, /);
  for (const reason of [
    /ignores the Set-Cookie of none: SameSite=None needs Secure/,
    /of large: its name and value have 5005 bytes, and 4096 is the most/,
    /of __Host-sid: the prefix __Host- needs Secure/,
    /of foreign: Domain=shop.example is not where it came from/,
    /ignores the Path of long: it is longer than 1024 bytes/,
  ]) {
    assert.match(first.note, reason);
  }
});

for (const { flags, because } of [
  {
    flags: '{ httpOnly: true, sameSite: "none" }',
    because: /SameSite=None needs Secure/,
  },
  { flags: "{ httpOnly: true }", because: /the prefix __Host- needs Secure/ },
  {
    flags: '{ httpOnly: true, secure: true, sameSite: "lax", domain: "127.0.0.1" }',
    because: /the prefix __Host- allows no Domain/,
  },
  {
    flags: '{ secure: true, path: "/login" }',
    because: /the prefix __Host- needs Path=\//,
  },
]) {
  test(`a ticket that no browser keeps is told at the sign-in: ${flags}`, async () => {
    const lesson = await readLesson(entryOf("01"));
    const [sessions] = startersOf(entryOf("01"), new Set([1, 2, 3, 4, 5]));
    const text =
      sessions?.text.replace(/(FLAGS: CookieOptions = ).*;/g, `$1${flags};`) ?? "";
    assert.ok(text.includes(flags));
    using answer = new TemporaryAnswer([{ path: "sessions.ts", text }]);
    const { verdict } = await judgeInTime(entryOf("01"), answer.folder);
    const screen = formatVerdict(lesson, verdict).join("\n").replace(/\s+/g, " ");
    assert.match(screen, /Alice's browser ignores the cookie __Host-sid: /);
    assert.match(screen, because);
    assert.doesNotMatch(screen, /known as/);
  });
}

for (const number of ["01", "03"] as const) {
  test(`a ticket for the path of the sign-in alone is not sent back, and that is said: ${number}`, async () => {
    const lesson = await readLesson(entryOf(number));
    const solved = new Set(lesson.tasks.map((task) => task.number));
    const [sessions] = startersOf(entryOf(number), solved);
    const text = (sessions?.text ?? "")
      .replace('"__Host-sid"', '"sid"')
      .replace('sameSite: "lax" }', 'sameSite: "lax", path: "/login" }');
    assert.ok(text.includes('"/login"'));
    using answer = new TemporaryAnswer([{ path: "sessions.ts", text }]);
    const { verdict } = await judgeInTime(entryOf(number), answer.folder);
    const screen = formatVerdict(lesson, verdict).join("\n").replace(/\s+/g, " ");
    assert.match(
      screen,
      /Alice's browser did not send sid with GET \/me: its Path is \/login, and \/me isn't/,
    );
    assert.doesNotMatch(screen, /known as|did not find her/);
  });
}
