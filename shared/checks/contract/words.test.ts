import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { explanationsOf, listLessons, root } from "../../course/catalogue.ts";

/** What readers stumbled over, and what to say instead (CONTRIBUTING.md, "Writing"). */
type Avoided = {
  words: RegExp;
  say: string;
  /** Whether comments may contain it: not all of them have been reread. */
  inComments?: true;
};
const avoided: readonly Avoided[] = [
  { words: /\bwho(m|se|s)?(so)?ever\b/i, say: "anyone who, someone with, no matter who" },
  {
    words: /\b(some|any|every)body\b/i,
    say: "someone, anyone, everyone",
    inComments: true,
  },
  { words: /\banew\b/i, say: "again" },
  { words: /\b(is|are|was|were|be|been|being) told\b/i, say: "who says what to whom" },
  { words: /\bany more(?=[.,;:?!]|$)/i, say: "anymore, no longer" },
  { words: /\bfor ever\b/i, say: "forever" },
  {
    words: /\b(thrown|throws?|throwing) (\w+ )?out\b/i,
    say: "signed out, sign out",
    inComments: true,
  },
  {
    words: /\b(stands?|lies|lie) (in|behind|there|under)\b/i,
    say: "is in, is behind",
    inComments: true,
  },
  {
    words: /\bheard of (her|him|them|that|these)\b/i,
    say: "doesn't know",
    inComments: true,
  },
  { words: /\bwould be so\b|\bit is so\b/i, say: "would be true", inComments: true },
  { words: /\bbears?( with)?\b/i, say: "has, tolerates", inComments: true },
  { words: /\bmend(s|ed|ing)?\b/i, say: "fix" },
  {
    words: /\bpins? (\w+ )?(of|from) (hers|his|its own)\b/i,
    say: "her pin, its own pin",
  },
  {
    words: /\b(col|hon|behavi|fav|neighb)our(s|ed|ing|ite)?\b/i,
    say: "color, honor, behavior, favor, neighbor",
  },
  {
    words: /\b(optim|organ|recogn|author|util|real|minim|serial)is(e|es|ed|ing|ation)\b/i,
    say: "-ize, -ization",
  },
  {
    words: /\b(licence|centre|spelt|spoilt|learnt|cancelled|whilst|amongst|towards)\b/i,
    say: "license, center, spelled, spoiled, learned, canceled, while, among, toward",
  },
];

/** The texts that are clean. When you have cleaned another folder, add it here. */
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "TEACHING.md",
  "exercises.md",
  ...listLessons().map(explanationsOf),
  ...listLessons().map(({ name }) => `lessons/${name}/README.md`),
];
const sources = [
  ...filesIn("quiz", /\.ts$/),
  "quiz/model/concepts.ts",
  ...listLessons().flatMap(({ name }) =>
    ["lesson.ts", "misconceptions.ts"].map((file) => `lessons/${name}/${file}`),
  ),
  ...filesIn("shared/live-page/page", /\.js$/),
  ...filesIn("shared/live-page/explanation", /(?<!\.test)\.ts$/),
  ...filesIn("shared/live-page/actions", /(?<!\.test)\.ts$/),
];

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder))
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file}`);
}

/** The prose of a page, without what it quotes. */
function proseOf(page: string): string[] {
  const written = page
    .replace(/```[\s\S]*?```/g, "")
    // The words to avoid that the style page itself lists.
    .replace(/^\| not \| but \|\n(\|.*\n)+/m, "")
    .replace(/`[^`\n]+`/g, "…");
  return written.split(/\n{2,}/);
}

/** What a source shows to a reader: its strings with a space in them, so no ids. */
function textsOf(source: string): string[] {
  const code = source.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const strings = code.match(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  return strings
    .map((text) => text.replaceAll(/\$\{[^}]*\}/g, "…"))
    .filter((text) => text.includes(" "));
}

/** The text of an HTML page between its tags. */
function bodyOf(html: string): string[] {
  return html.split(/<[^>]*>/).filter((text) => text.trim() !== "");
}

/** The comments of a source, without the code that they quote. */
function commentsOf(source: string): string[] {
  const comments = source.match(/^\s*(\/\/|\/?\*).*$/gm) ?? [];
  return comments.map((line) => line.replaceAll(/`[^`]*`/g, "…"));
}

/** The avoided words of a text, each with what to say instead. */
function findAvoided(text: string, list: readonly Avoided[] = avoided): string[] {
  const line = text.replaceAll(/\s+/g, " ");
  return list.flatMap(({ words, say }) => {
    const found = words.exec(line);
    return found ? [`"${found[0]}" in: ${line.trim()}\n   say: ${say}`] : [];
  });
}

test("the texts that are clean use no word that readers stumbled over", () => {
  const texts = [
    ...pages.map((path) => ({ path, read: proseOf })),
    ...sources.map((path) => ({ path, read: textsOf })),
    { path: "shared/live-page/page/index.html", read: bodyOf },
  ];
  const found = texts.flatMap(({ path, read }) => {
    const all = read(readFileSync(join(root, path), "utf8"));
    assert.ok(path.startsWith("shared/") || all.length > 5, `${path} has hardly a text`);
    return all.flatMap((text) => findAvoided(text)).map((fault) => `${path}: ${fault}`);
  });
  assert.deepEqual(found, []);
});

test("comments use no word that is never used", () => {
  const never = avoided.filter(({ inComments }) => !inComments);
  const found = ["lessons", "quiz", "shared", "solutions"]
    .flatMap(sourcesUnder)
    .flatMap((path) =>
      commentsOf(readFileSync(join(root, path), "utf8"))
        .flatMap((line) => findAvoided(line, never))
        .map((fault) => `${path}: ${fault}`),
    );
  assert.deepEqual(found, []);
});

/** All code below a folder except the answers, whose authors are learners. */
function sourcesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (/(wrong|right)-answers$/.test(path)) return [];
    if (entry.isDirectory()) return sourcesUnder(path);
    return /\.(ts|js|cjs)$/.test(path) ? [path] : [];
  });
}

for (const text of [
  "Whoever has the link can press the buttons.",
  "Whosever hand it was, the server is gone.",
  "She is pinned anew, and everybody is told.",
  "No ticket opens it any more.",
  "The behaviour of the colour was optimised for the centre.",
]) {
  test(`the list finds what is wrong with: ${text}`, () => {
    assert.notDeepEqual(findAvoided(text), []);
  });
}

test("what is right passes: names in code, and words that only look alike", () => {
  const right = [
    "A bearer token, an author, any more of them, a color, a promise",
    "bring back, standing, understand, told her, forever, organizer",
  ];
  assert.deepEqual(
    right.flatMap((text) => findAvoided(text)),
    [],
  );
  assert.deepEqual(textsOf('id: "begin-anew", slug: "known-to-everybody"'), []);
});
