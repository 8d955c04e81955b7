import assert from "node:assert/strict";
import { test } from "node:test";
import { readLesson, solutionFolder } from "../../course/catalogue.ts";
import { RESPONSE_TIMEOUT_MS } from "../../harness/browser/missing-response.ts";
import { eventually } from "../../harness/core/eventually.ts";
import type { Demo } from "../../harness/demo/demo.ts";
import type { Line } from "../../harness/demo/line.ts";
import { play } from "../../harness/demo/player.ts";
import { showStore } from "../../harness/demo/show-store.ts";
import { entryOf } from "../support/labs.ts";
import { writeServer } from "../support/written-server.ts";

type Reading = { showsStore?: boolean; pause?(next: string): Promise<void> };

/** Plays a story on a lesson's solution, and returns its lines in short form. */
async function read(number: string, demo: Demo, reading: Reading = {}) {
  const entry = entryOf(number);
  const lesson = await readLesson(entry);
  const lines: string[] = [];
  await play(demo, {
    submission: { lesson, folder: entry.folder, path: solutionFolder(entry) },
    servers: 2,
    showsStore: false,
    tell: (line) => lines.push(inShort(line)),
    pause: () => Promise.resolve(),
    ...reading,
  });
  return lines;
}

function inShort(line: Line): string {
  if (line.kind === "say") return line.text;
  if (line.kind === "measure") return `${line.name}: ${line.value}`;
  const { moment, good } = line;
  if (moment.kind === "event") return moment.text.replace(/\d+/g, "…");
  const { hop, atOnce = false } = moment;
  return `${hop.method} ${hop.path} ${hop.status} ${good ? "✓" : "✗"}${atOnce ? " at once" : ""}`;
}

/** A reader who must not be asked twice at a time: there is one Enter key. */
class Reader {
  readonly announced: string[] = [];
  #isAsked = false;

  get asked(): number {
    return this.announced.length;
  }

  pause = async (next: string) => {
    assert.ok(!this.#isAsked, "the reader is asked about one step at a time");
    this.#isAsked = true;
    this.announced.push(next);
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.#isAsked = false;
  };
}

test("a story is told in its order, and a request is good if what is right came of it", async () => {
  const lines = await read("01", async ({ say, open, note, expecting, measure }) => {
    say("first words");
    const alice = (await open({ servers: 1 })).browser("alice");
    await alice.get("/me");
    await expecting(401, () => alice.get("/me"));
    await alice.signIn();
    await expecting("alice", () => alice.get("/me"));
    await expecting("bob", () => alice.get("/me"));
    note("a note");
    measure("a number", 7);
  });
  assert.deepEqual(lines, [
    "first words",
    "servers A (pid …)",
    "GET /me 401 ✗",
    "GET /me 401 ✓",
    "POST /login 200 ✓",
    "GET /me 200 ✓",
    "GET /me 200 ✗",
    "a note",
    "a number: 7",
  ]);
});

test("each request is a step; several can be one, and be shown or not", async () => {
  const reader = new Reader();
  const lines = await read(
    "01",
    async ({ open, note, together, quietly }) => {
      const lab = await open();
      const browsers = [lab.browser("alice"), lab.browser("bob")];
      const all = () => Promise.all(browsers.map((browser) => browser.get("/products")));
      await lab.browser("alice").get("/products");
      assert.equal(reader.asked, 1);
      await together(all);
      assert.equal(reader.asked, 2);
      const answers = await quietly(all);
      assert.equal(reader.asked, 3);
      note(`${answers.length === 2 ? "both" : "not both"} answered`);
      // A step inside a step isn't a separate step.
      await together(() => quietly(all));
      assert.equal(reader.asked, 4);
    },
    { pause: reader.pause },
  );
  assert.deepEqual(reader.announced, [
    "Alice's GET /products",
    "several requests at once",
    "many requests, counted but not shown",
    "several requests at once",
  ]);
  assert.deepEqual(lines.slice(1), [
    "GET /products 200 ✓",
    "GET /products 200 ✓ at once",
    "GET /products 200 ✓ at once",
    "both answered",
  ]);
});

test("requests that are sent at once, though no step, are asked about one by one", async () => {
  const reader = new Reader();
  const lines = await read(
    "01",
    async ({ open }) => {
      const lab = await open();
      await Promise.all(["alice", "bob"].map((user) => lab.browser(user).get("/me")));
    },
    { pause: reader.pause },
  );
  assert.equal(reader.asked, 2);
  assert.equal(lines.length, 3);
});

test("a reader who takes longer than a server may take is waited for", async () => {
  const pause = () =>
    new Promise<void>((resolve) => setTimeout(resolve, RESPONSE_TIMEOUT_MS + 300));
  const lines = await read(
    "01",
    async ({ open }) => {
      await (await open()).browser("alice").get("/products");
    },
    { pause },
  );
  assert.deepEqual(lines.slice(1), ["GET /products 200 ✓"]);
});

test("the store is shown after each step that changed it, and after no other", async () => {
  const lines = await read(
    "03",
    async ({ open, quietly }) => {
      const alice = (await open()).browser("alice");
      await alice.get("/products");
      await quietly(() => alice.signIn());
      await alice.get("/me");
    },
    { showsStore: true },
  );
  // The first lines say which servers there are, and on which Redis.
  const [, , ...steps] = lines;
  assert.deepEqual(
    steps.filter((line) => !line.startsWith("  {")),
    [
      "Redis holds nothing.",
      "GET /products 200 ✓",
      "Redis holds … key:",
      ...lines.filter((line) => line.startsWith("shop:")),
      "GET /me 200 ✓",
    ],
  );
});

test("what a story shows of Redis is the same on every machine: it has its own", async () => {
  const before = process.env.REDIS_URL;
  // No one listens there.
  process.env.REDIS_URL = "redis://127.0.0.1:1";
  try {
    const lines = await read("03", async ({ open, note }) => {
      const lab = await open();
      await lab.browser("alice").signIn();
      await showStore(lab, note);
    });
    assert.match(lines.join("\n"), /^shop:/m);
  } finally {
    if (before === undefined) delete process.env.REDIS_URL;
    else process.env.REDIS_URL = before;
  }
});

test("a story that throws ends its lab, and one that tells of no lab is told so", async () => {
  let ended = () => false;
  const broken: Demo = async ({ open }) => {
    const lab = await open();
    ended = () => lab.balancerHasEnded;
    throw new Error("in the middle");
  };
  await assert.rejects(read("01", broken), { message: "in the middle" });
  assert.ok(ended(), "its balancer has ended");
  const early: Demo = async ({ note }) => note("too early");
  await assert.rejects(read("01", early), { code: "LAB_CLOSED" });
});

test("while the reader takes time, nothing in the lab grows older", async () => {
  const lines = await read(
    "03",
    async ({ open }) => {
      const lab = await open({ servers: 1, env: { SESSION_ABSOLUTE_SECONDS: "1" } });
      const alice = lab.browser("alice");
      await alice.signIn();
      for (let count = 0; count < 3; count++) await alice.get("/me");
      await lab.time.pass(2);
      await alice.get("/me");
    },
    { pause: () => new Promise((resolve) => setTimeout(resolve, 600)) },
  );
  const requests = lines.filter((line) => /^GET/.test(line));
  const known = "GET /me 200 ✓";
  assert.deepEqual(requests, [known, known, known, "GET /me 401 ✗"]);
});

test("a request under way is answered while the reader is asked about the next one", async () => {
  const lines: string[] = [];
  const answered = () => lines.some((line) => line.startsWith("GET /slow 200"));
  let asked = 0;
  const lesson = await readLesson(entryOf("01"));
  const slowFolder = writeServer(`
export const createServer = () => (_req: unknown, res: import("node:http").ServerResponse) =>
  void setTimeout(() => res.end(), 300);
`);
  await play(
    async ({ open }) => {
      const browser = (await open({ servers: 1 })).browser("alice");
      await Promise.all([browser.get("/slow"), browser.get("/next")]);
    },
    {
      submission: { lesson, folder: entryOf("01").folder, path: slowFolder },
      servers: 1,
      showsStore: false,
      tell: (line) => lines.push(inShort(line)),
      // A reader who wants to see the first result before the next step.
      pause: async () => {
        if (++asked === 2) await eventually(() => assert.ok(answered()));
      },
    },
  );
  assert.equal(asked, 2);
  assert.deepEqual(lines.slice(1), ["GET /slow 200 ✓", "GET /next 200 ✓"]);
});

test("a story on Redis says which one, for each lab that it opens", async () => {
  const lines = await read("03", async ({ open }) => {
    await open({ servers: 1 });
    await open({ servers: 1 });
  });
  const [servers, redis] = lines;
  assert.equal(servers, "servers A (pid …)");
  assert.match(redis ?? "", /^Redis: ((redis|valkey)-server|embedded )/);
  assert.deepEqual(lines, [servers, redis, servers, redis]);
});
