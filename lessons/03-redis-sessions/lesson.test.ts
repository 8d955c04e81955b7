import { parseSetCookie } from "cookie";
import {
  type Browser,
  check,
  eventually,
  expectStatus,
  expectThat,
  freezeRedis,
  killRedis,
  type Lab,
  LabError,
  openLab,
  openSideLab,
  type Response,
  showOnly,
} from "#harness";
import { watchCommands } from "./command-log.ts";
import { findEndless } from "./endless.ts";

const lab = await openLab(import.meta.url);
const LIFE_SECONDS = Number(lab.env.SESSION_ABSOLUTE_SECONDS);
const THE_THREE = ["A", "B", "C"];
const SIGNED_IN = [200, 201, 204, 302, 303];
const SIGNED_OUT = [200, 204, 302, 303];
const store = storeOfLab();

function storeOfLab() {
  if (lab.redis) return lab.redis;
  throw new LabError("REDIS_UNAVAILABLE", "the lab opened no Redis", {
    hint: "run the lesson again",
  });
}

// What the store holds, as the judge sees it: by its own connection, whatever the code is.

async function allKeys(): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const some of store.client.scanStream()) {
    for (const key of some) keys.add(String(key));
  }
  return keys;
}

type Stored = { answer: Response; key: string | undefined };

/** Signs in, and finds which key that added to the store. */
async function signInAndLook(browser: Browser): Promise<Stored> {
  const before = await allKeys();
  const answer = await browser.signIn();
  expectStatus(answer, SIGNED_IN, "The right password did not sign in.");
  const [key] = [...(await allKeys())].filter((name) => !before.has(name));
  return { answer, key };
}

/** The same, where a key must have been added. */
async function signInWatched(
  browser: Browser,
): Promise<{ answer: Response; key: string }> {
  const { answer, key } = await signInAndLook(browser);
  expectThat(
    key !== undefined,
    `${browser.owner} signed in on server ${answer.server}, and Redis holds no key that was not there before. Whatever ${answer.server} keeps for itself, no other server can find.`,
    { answer, expected: "a session in Redis" },
  );
  return { answer, key };
}

function ticketIn(answer: Response): { name: string; value: string } {
  const [line] = answer.setCookies;
  expectThat(
    line !== undefined,
    "The password was right, and the answer sets no cookie: the browser has nothing to show with its next request.",
    { answer, expected: "a Set-Cookie" },
  );
  const { name, value } = parseSetCookie(line);
  return { name, value: value ?? "" };
}

/** The parts of a key's value: the one of a string, or a hash's fields. */
async function partsOf(key: string): Promise<Map<string | null, string>> {
  const type = await store.client.type(key);
  if (type === "string") return new Map([[null, (await store.client.get(key)) ?? ""]]);
  if (type === "hash") return new Map(Object.entries(await store.client.hgetall(key)));
  return new Map();
}

/** Changes a key's value by hand, and leaves its end as it is. */
async function rewrite(key: string, change: (text: string) => string): Promise<void> {
  for (const [field, text] of await partsOf(key)) {
    if (field === null) await store.client.set(key, change(text), "KEEPTTL");
    else await store.client.hset(key, field, change(text));
  }
}

/** Makes a session older than it is: moves every time in its value back. */
async function age(key: string, seconds: number): Promise<void> {
  await rewrite(key, (text) =>
    text
      .replace(/\b1\d{12}\b/g, (time) => String(Number(time) - seconds * 1000))
      .replace(/\b1\d{9}\b/g, (time) => String(Number(time) - seconds))
      .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) =>
        new Date(Date.parse(time) - seconds * 1000).toISOString(),
      ),
  );
}

/** Sends requests to one server only, and then to the three again. */
async function onlyOn<T>(name: string, body: () => Promise<T>): Promise<T> {
  await using _alone = await showOnly(lab, [name], THE_THREE);
  return await body();
}

/** Starts a further server, which nobody is sent to until `onlyOn` names it. */
async function startFurther(name: string, env: Record<string, string>): Promise<void> {
  await lab.servers.start(name, env);
  await showOnly(lab, THE_THREE);
}

/** Asks each of the three servers. */
async function askAll(browser: Browser, path: string): Promise<Response[]> {
  const answers: Response[] = [];
  for (const _server of THE_THREE) answers.push(await browser.get(path));
  return answers;
}

// TODO 1

check(
  "session-kept-in-the-process",
  "signing in puts her session into the store, and a ticket into her browser",
  async () => {
    const { answer } = await signInWatched(lab.browser("alice"));
    ticketIn(answer);
  },
);

check(
  "one-session-a-user",
  "each browser that signs in has a session of its own",
  async () => {
    await signInAndLook(lab.browser("alice"));
    const { answer, key } = await signInAndLook(lab.browser("alice"));
    expectThat(
      key !== undefined,
      "Alice signed in on her laptop, and then on her phone. Redis holds no further key: both share one session, so signing out on one ends both. A session belongs to a browser, so it is kept under that browser's ticket and not under a name.",
      { answer, expected: "a session of its own" },
    );
  },
);

check(
  "session-without-an-end",
  "what the store keeps of her ends by itself",
  async () => {
    const { answer, key } = await signInWatched(lab.browser("alice"));
    expectThat(
      (await store.client.pttl(key)) !== -1,
      "Alice signed in, and her session in Redis has no end: if she never signs out, it stays for ever, and so does every copied cookie.",
      { answer, expected: "a time to live" },
    );
  },
);

check(
  "end-in-the-wrong-unit",
  "her session in the store ends when her ticket does",
  async () => {
    const { answer, key } = await signInWatched(lab.browser("alice"));
    const seconds = (await store.client.pttl(key)) / 1000;
    expectThat(
      seconds <= LIFE_SECONDS && seconds > LIFE_SECONDS - 60,
      `The session would live for ${Math.round(seconds)} s in Redis, and a ticket lives for ${LIFE_SECONDS} s. EX counts seconds, PX counts milliseconds, and Express's maxAge counts milliseconds too.`,
      { answer, expected: `${LIFE_SECONDS} s to live` },
    );
  },
);

check(
  "set-then-expire",
  "there is no moment in which her session has no end",
  async () => {
    using watch = await watchCommands(store);
    const { answer, key } = await signInWatched(lab.browser("alice"));
    await watch.countNow();
    const endless = findEndless(watch.commands, key, "new");
    expectThat(
      endless === null,
      `Redis was told ${endless?.toUpperCase()} first, and the end in a second command. A server that dies between the two leaves a session that never ends. Value and end must come in one command.`,
      { answer, expected: "one command" },
    );
  },
);

check(
  "password-in-the-store",
  "the store learns who she is, and not her password",
  async () => {
    const { answer, key } = await signInWatched(lab.browser("alice"));
    const text = [...(await partsOf(key)).values()].join("\n");
    expectThat(
      !text.includes("wonderland"),
      "Alice's password stands in the session. Whoever reads the store, a backup of it, or its log can sign in as her for ever.",
      { answer, expected: "no password" },
    );
  },
);

// TODO 2

check(
  "known-to-one-server",
  "signed in on one server, Alice is known to all",
  async () => {
    const alice = lab.browser("alice");
    const signIn = await alice.signIn();
    for (const me of await askAll(alice, "/me")) {
      expectStatus(
        me,
        200,
        `Alice signed in on server ${signIn.server}, and server ${me.server} does not know her. What signIn stored in Redis is what whoIs must look up there: under the same key, and as a text that decode can read (JSON with user, cart and createdAt in ms).`,
      );
      expectThat(
        me.user === "alice",
        `The ticket is Alice's, and server ${me.server} greets ${me.user ?? "nobody"}.`,
        { answer: me, expected: "alice" },
      );
    }
  },
);

check(
  "one-user-for-everybody",
  "Alice's phone, Alice's laptop and Bob are told apart on every server",
  async () => {
    const browsers = [lab.browser("alice"), lab.browser("alice"), lab.browser("bob")];
    for (const browser of browsers) await browser.signIn();
    for (const _server of THE_THREE) {
      for (const browser of browsers) {
        const me = await browser.get("/me");
        expectStatus(
          me,
          200,
          `Three browsers signed in, and on server ${me.server} ${browser.owner}'s is out. A session belongs to a browser, so it is found by the browser's ticket and not by a name.`,
        );
        expectThat(
          me.user === browser.user,
          `${browser.owner} asked, and server ${me.server} greeted ${me.user ?? "nobody"}. A variable of the server holds one user for everybody; the ticket of each request says whose session to read.`,
          { answer: me, expected: browser.user },
        );
      }
    }
  },
);

check(
  "trusts-any-ticket",
  "a ticket that no server ever gave out opens nothing",
  async () => {
    const stranger = lab.browser("stranger");
    expectStatus(
      await stranger.get("/me"),
      401,
      "Somebody without any ticket was let in. No ticket, no session: that is a 401.",
    );
    const { name } = ticketIn(await lab.browser("alice").signIn());
    for (const invented of ["alice", "1", "*", "__proto__", "a:b:c", "x".repeat(3000)]) {
      stranger.setCookie(name, invented);
      expectStatus(
        await stranger.get("/me"),
        401,
        `A stranger wrote the cookie ${name} by hand (${invented.slice(0, 12)}), and was let in. What comes from a browser is a claim; only the store says whether it is true.`,
      );
    }
  },
);

check(
  "remembers-what-it-read",
  "what ends in the store has ended on every server",
  async () => {
    const alice = lab.browser("alice");
    const { key } = await signInWatched(alice);
    for (const me of await askAll(alice, "/me"))
      expectStatus(me, 200, "She is signed in.");
    await store.client.del(key);
    lab.timeline.addEvent("her session is deleted in Redis");
    for (const me of await askAll(alice, "/me")) {
      expectStatus(
        me,
        401,
        `Alice's session is gone from Redis, and server ${me.server} still knows her: it keeps a copy of its own. Nobody tells a copy that she has signed out elsewhere.`,
      );
    }
    const bob = lab.browser("bob");
    const { key: his } = await signInWatched(bob);
    await askAll(bob, "/me");
    await rewrite(his, (text) => text.replaceAll(/\bbob\b/g, "carol"));
    lab.timeline.addEvent("another server changes his session in Redis");
    for (const me of await askAll(bob, "/me")) {
      expectThat(
        me.user !== "bob",
        `The session in Redis has changed, and server ${me.server} still serves what it read before. Ask the store each time: a copy can't know that it is old.`,
        { answer: me, expected: "what Redis holds now" },
      );
    }
  },
);

// TODO 3

check(
  "cart-not-written",
  "what Alice puts into her cart on one server is there on the next",
  async () => {
    const signedOut =
      "Alice put an apple into her cart, and is signed out. What was written is no session any more: write the whole of what whoIs read, with the new cart in it.";
    const alice = lab.browser("alice");
    await alice.signIn();
    for (const item of ["apple", "book"]) {
      const put = await alice.post("/cart", { item });
      expectStatus(
        put,
        [200, 201],
        item === "apple" ? "Alice could not put an apple into her cart." : signedOut,
      );
    }
    for (const cart of await askAll(alice, "/cart")) {
      expectStatus(cart, 200, signedOut);
      expectThat(
        cart.cart.join() === "apple,book",
        `Alice put an apple and a book into her cart. On server ${cart.server} it holds: ${cart.cart.join(", ") || "nothing"}. Each change must reach the store before the answer goes out.`,
        { answer: cart, expected: "apple, book" },
      );
    }
    for (const me of await askAll(alice, "/me")) {
      expectThat(
        me.user === "alice",
        `Alice filled her cart, and server ${me.server} greets ${me.user ?? "nobody"}: the write lost who she is.`,
        { answer: me, expected: "alice" },
      );
    }
  },
);

check("write-forgets-the-end", "a purchase leaves her session its end", async () => {
  const alice = lab.browser("alice");
  const { key } = await signInWatched(alice);
  const put = await alice.post("/cart", { item: "apple" });
  const left = await store.client.pttl(key);
  expectThat(
    left !== -1,
    "Alice put one item into her cart, and her session has no end any more. SET replaces the value and throws the remaining time away, unless the command says what becomes of it.",
    { answer: put, expected: "a time to live" },
  );
  expectThat(
    left > 0 && left <= LIFE_SECONDS * 1000,
    `After the purchase her session would live for ${Math.round(left / 1000)} s more, and a whole life has ${LIFE_SECONDS} s.`,
    { answer: put, expected: `at most ${LIFE_SECONDS} s` },
  );
});

check(
  "end-put-back-afterwards",
  "not even during a purchase is her session without an end",
  async () => {
    const alice = lab.browser("alice");
    const { key } = await signInWatched(alice);
    using watch = await watchCommands(store);
    const put = await alice.post("/cart", { item: "apple" });
    await watch.countNow();
    const endless = findEndless(watch.commands, key, "there");
    expectThat(
      endless === null,
      `Redis was told ${endless?.toUpperCase()}, which drops the end, and the end was put back in a second command. A server that dies between the two leaves a session that never ends.`,
      { answer: put, expected: "one command" },
    );
  },
);

check(
  "write-starts-the-clock-anew",
  "buying one thing after another does not prolong her session for ever",
  async () => {
    const alice = lab.browser("alice");
    const { key } = await signInWatched(alice);
    await store.client.pexpire(key, 100_000);
    await alice.post("/cart", { item: "apple" });
    if ((await store.client.pttl(key)) <= 100_000) return;
    // The end in Redis has moved. That is right if the server counts from the sign-in.
    await age(key, LIFE_SECONDS - 100);
    lab.timeline.addEvent("almost all of the session's life passes");
    await alice.post("/cart", { item: "book" });
    await age(key, 200);
    lab.timeline.addEvent("the rest of its life passes");
    expectStatus(
      await alice.get("/me"),
      401,
      `Alice's session should end ${LIFE_SECONDS} s after she signed in. Each purchase gave it a whole new life instead, so a thief who buys something now and then is never thrown out.`,
    );
  },
);

type SlowLine = Awaited<ReturnType<typeof lab.openSlowLine>>;
const distant = new Map<string, Promise<SlowLine>>();

/**
 * Starts a further server to which Redis can be put far away, once; nobody is sent to it
 * until `onlyOn` names it. Its connection is open when this resolves, and how many sign-ins
 * that took is left out of the record: a check begins with it.
 */
function startDistant(name: string, env: Record<string, string> = {}): Promise<SlowLine> {
  const start = async () => {
    const line = await lab.openSlowLine();
    await startFurther(name, { ...env, REDIS_URL: line.url });
    await onlyOn(name, () =>
      eventually(async () => {
        const answer = await lab.browser("alice").signIn();
        expectStatus(answer, SIGNED_IN, `Nobody can sign in on server ${name}.`);
      }),
    );
    await lab.beginAnew();
    return line;
  };
  const started = distant.get(name) ?? start();
  distant.set(name, started);
  return started;
}

const looks = new Set(["get", "hget", "hmget", "hgetall", "exists", "ttl", "pttl"]);

/**
 * Has a slow server answer a request, and ends the session while it does: after its read,
 * and before its next command. A server that looks again is overtaken after that look.
 */
async function endMeanwhile(
  server: string,
  line: SlowLine,
  send: (alice: Browser) => Promise<Response>,
) {
  let reads = 1;
  for (let tries = 1; ; tries++) {
    const alice = lab.browser("alice");
    const { key } = await signInWatched(alice);
    using watch = await watchCommands(store);
    const naming = (from: number) =>
      watch.commands.slice(from).filter(({ words }) => words.includes(key));
    using slow = line.slowDown(50);
    // It may meet a task that is not done yet: here, only what the store holds counts.
    const sending = onlyOn(server, () => send(alice)).catch(() => null);
    await eventually(() => {
      expectThat(naming(0).length >= reads, "The session was not read in Redis.");
    });
    await store.client.del(key);
    lab.timeline.addEvent(`server ${server} has read her session; now it ends in Redis`);
    const ended = await watch.countNow();
    slow[Symbol.dispose]();
    const answer = await sending;
    await watch.countNow();
    const [next] = naming(ended);
    const again = looks.has(next?.words[0]?.toLowerCase() ?? "");
    if (again) reads++;
    const tooSlow = answer?.status === 503;
    if ((next && !again && !tooSlow) || tries === 4) {
      const revived = (await store.client.exists(key)) === 1;
      return { answer, revived, late: next !== undefined };
    }
    // On a busy machine it may take some tries; the record shows the last one.
    await lab.beginAnew();
  }
}

check(
  "late-write-revives",
  "a purchase that comes too late brings no ended session back",
  async () => {
    const link = await startDistant("D", { SHOP_DEMOTED: "admin" });
    const buy = (alice: Browser) => alice.post("/cart", { item: "apple" });
    const { revived } = await endMeanwhile("D", link, buy);
    expectThat(
      !revived,
      "Alice's purchase was under way on server D when her session ended. D then wrote the cart, and the session was there again: she signed out, and every copy of her cookie still works. Write only over what is still there.",
    );
  },
);

// TODO 4

check(
  "logout-only-clears-the-cookie",
  "signing out on one server ends the session on all, and for every copy",
  async () => {
    const alice = lab.browser("alice");
    await alice.signIn();
    const copy = alice.copiedBySomeone();
    await askAll(copy, "/me");
    const out = await alice.signOut();
    expectStatus(out, SIGNED_OUT, "Signing out failed.");
    for (const me of await askAll(copy, "/me")) {
      expectStatus(
        me,
        401,
        `Alice signed out on server ${out.server}, and her browser dropped the ticket. Server ${me.server} still honours a copy of it. A session ends where it is kept: in Redis.`,
      );
    }
    expectStatus(
      await alice.get("/me"),
      401,
      "Alice signed out, and her own browser is still signed in.",
    );
  },
);

check("ended-session-left-in-the-store", "what has ended is gone", async () => {
  const alice = lab.browser("alice");
  const { key } = await signInWatched(alice);
  const out = await alice.signOut();
  expectThat(
    (await store.client.exists(key)) === 0,
    "Alice signed out, and her session is still in Redis. What is not there can't be honoured by mistake, and takes no memory.",
    { answer: out, expected: "no key in Redis" },
  );
});

check("logout-ends-everybody", "Alice signs out, and Bob stays signed in", async () => {
  const alice = lab.browser("alice");
  const phone = lab.browser("alice");
  const bob = lab.browser("bob");
  for (const browser of [alice, phone, bob]) await browser.signIn();
  await alice.signOut();
  for (const other of [bob, phone]) {
    expectStatus(
      await other.get("/me"),
      200,
      `Alice signed out on her laptop, and ${other === bob ? "Bob" : "her phone"} is out too. Only the session whose ticket came with the request may end.`,
    );
  }
  expectStatus(
    await lab.browser("stranger").signOut(),
    [...SIGNED_OUT, 401],
    "Somebody without a ticket signed out, and the server broke. There is nothing to end then, and nothing to complain about.",
  );
});

// What breaks Redis has a Redis and a server of its own, so that nobody else notices.
const outages = openSideLab({ servers: 1, breaksRedis: true });

/**
 * Starts the server again if the outage has cost it: whether it survives one is the matter
 * of two checks further down.
 */
async function comeBack(lab: Lab): Promise<void> {
  const goesOn = async () =>
    expectStatus(await lab.browser("bob").signIn(), SIGNED_IN, "It has not come back.");
  await eventually(goesOn, 1_000).catch(() => lab.servers.start("A"));
}

outages.check(
  "clears-the-cookie-first",
  "a sign-out that can't reach the store leaves her the cookie",
  async (lab) => {
    const alice = lab.browser("alice");
    await alice.signIn();
    const killed = await killRedis(lab);
    lab.timeline.addEvent("Redis is killed");
    const out = await alice.signOut();
    await killed[Symbol.asyncDispose]();
    await comeBack(lab);
    // A server that dies or waits for ever is the matter of two guards further down: it
    // says nothing about which of the two this task ended first.
    if (out.status === 502 || out.status === 504) return;
    expectThat(
      out.status === 503,
      `Server A can't reach Redis, so it ended nothing, and it answers ${out.status}. 503 says so, and the browser can try again.`,
      { answer: out, expected: "503" },
    );
    expectThat(
      out.setCookies.length === 0,
      "The session could not be ended, and Alice's browser was told to drop its ticket. She takes herself for signed out, a copied cookie still works, and she has no ticket left to end it with. End the session first.",
      { answer: out, expected: "no Set-Cookie" },
    );
  },
);

// Guards: what the given code does right already.

check(
  "cookie-carries-the-data",
  "her cookie holds a ticket and nothing else",
  async () => {
    const alice = lab.browser("alice");
    const answer = await alice.signIn();
    const { value } = ticketIn(answer);
    const readings = [value, decodeURIComponent(value)].flatMap((text) => [
      text,
      Buffer.from(text, "base64url").toString("latin1"),
    ]);
    expectThat(
      !readings.some((text) => /alice|customer|cart/i.test(text)),
      "Who Alice is can be read in her cookie. Whoever holds a cookie can also write one: it should be a name for what the store knows, and no more.",
      { answer, expected: "a random id" },
    );
  },
);

check(
  "role-in-the-session",
  "a role that was taken away opens nothing any more",
  async () => {
    await startDistant("D", { SHOP_DEMOTED: "admin" });
    const admin = lab.browser("admin");
    const signedIn = await admin.signIn();
    expectStatus(
      await admin.get("/admin/accounts"),
      200,
      "The admin signed in, and may not see the page for admins.",
    );
    lab.timeline.addEvent("the shop's owner takes the role away; server D knows of it");
    expectStatus(
      await onlyOn("D", () => admin.get("/admin/accounts")),
      403,
      `The session still says "admin", as it was when server ${signedIn.server} wrote it, and the shop believes it. What somebody may do is looked up by their name at each request; a session says who they are.`,
    );
  },
);

check(
  "keeps-the-old-ticket",
  "the ticket from before the sign-in opens nothing afterwards",
  async () => {
    const alice = lab.browser("alice");
    const { name, value } = ticketIn(await alice.signIn());
    const earlier = alice.copiedBySomeone();
    const again = await alice.signIn();
    expectThat(
      ticketIn(again).value !== value,
      "Alice signed in again, and her ticket is still the one from before. Whoever knew that one is signed in with her.",
      { answer: again, expected: "a new ticket" },
    );
    for (const me of await askAll(earlier, "/me")) {
      expectStatus(
        me,
        401,
        `Alice signed in again, and on server ${me.server} the ticket that her browser brought along still opens a session. A sign-in must end it.`,
      );
    }
    const victim = lab.browser("alice");
    victim.setCookie(name, "chosen-by-somebody-else");
    const given = await victim.signIn();
    expectThat(
      ticketIn(given).value !== "chosen-by-somebody-else",
      "Somebody had put a ticket of their own choice into Alice's browser, and the sign-in made it hers: now they share it. This is session fixation (CWE-384).",
      { answer: given, expected: "a new ticket" },
    );
  },
);

check(
  "breaks-on-a-corrupt-value",
  "a session that can't be read is no session, and no error",
  async () => {
    const alice = lab.browser("alice");
    const { key } = await signInWatched(alice);
    const original = await partsOf(key);
    const spoilt = [
      () => "",
      () => "{",
      () => "null",
      () => "[]",
      () => "42",
      () => '"alice"',
      () => "{}",
      (text: string) => text.replaceAll('"alice"', "7"),
      (text: string) => text.replaceAll('"alice"', "null"),
    ];
    for (const spoil of original.has(null) ? spoilt : []) {
      const value = spoil(original.get(null) ?? "");
      if (value === original.get(null)) continue;
      await store.client.set(key, value, "KEEPTTL");
      const me = await alice.get("/me");
      const shown = value.length > 12 ? "a wrong type" : value || "an empty text";
      expectThat(
        me.status === 401,
        `Her session in Redis was overwritten with ${shown}, and server ${me.server} answers ${me.status}. What can't be read is no session: 401 lets her sign in again, an error would come back at every click.`,
        { answer: me, expected: "401" },
      );
    }
    for (const field of original.keys()) {
      if (field === null) continue;
      await store.client.hdel(key, field);
      const me = await alice.get("/me");
      expectThat(
        me.status < 500,
        `A field of her session in Redis was lost, and server ${me.server} answers ${me.status}. What can't be read is no session: that is a 401.`,
        { answer: me, expected: "401" },
      );
    }
  },
);

check(
  "input-chooses-the-key",
  "no cookie can name what else the store holds",
  async () => {
    const alice = lab.browser("alice");
    const { answer, key } = await signInWatched(alice);
    const { name, value: ticket } = ticketIn(answer);
    const planted = ["planted", "other-shop:planted"];
    for (const foreign of planted) await store.client.copy(key, foreign);
    lab.timeline.addEvent("the store also holds keys that are nobody's session");
    const own = [key, key.slice(store.prefix.length), key.replace(/^.*:/, "")];
    const cookies = [...planted, ...own.filter((text) => text !== ticket)];
    for (const cookie of cookies) {
      const [reader, leaver, comer] = [1, 2, 3].map(() => {
        const browser = lab.browser("bob");
        browser.setCookie(name, cookie);
        return browser;
      });
      if (!reader || !leaver || !comer) continue;
      expectStatus(
        await reader.get("/me"),
        401,
        "Somebody wrote the name of a key into their cookie, and the shop took what it found there for their session. Hash what comes from a browser before it becomes part of a key.",
      );
      await leaver.signOut();
      await comer.signIn();
    }
    const left = await store.client.exists(...planted);
    expectThat(
      left === planted.length,
      "Somebody wrote the name of a foreign key into their cookie, signed in or out, and the key is gone. A key that a browser can choose is a key that it can delete.",
      { answer, expected: "the foreign keys untouched" },
    );
    expectStatus(
      await alice.get("/me"),
      200,
      "Somebody wrote the name of the key of Alice's session into their cookie, signed in or out, and Alice is signed out.",
    );
    await store.client.del(...planted);
  },
);

check(
  "a-client-for-every-request",
  "requests share their server's connection to Redis",
  async () => {
    const alice = lab.browser("alice");
    await alice.signIn();
    const tenAtOnce = () =>
      Promise.all(Array.from({ length: 10 }, () => alice.get("/me")));
    await tenAtOnce();
    using watch = await watchCommands(store);
    for (let round = 0; round < 3; round++) await tenAtOnce();
    await watch.countNow();
    const connections = new Set(watch.commands.map(({ source }) => source));
    connections.delete("lua");
    expectThat(
      connections.size <= 25,
      `Alice asked 30 times, and the servers used ${connections.size} connections to Redis. Opening one costs a round trip before the first command, and Redis takes a limited number of them. Make one client when the server starts.`,
    );
  },
);

/** A bound that right answers keep with ease; the browser itself gives up after 5 s. */
const MAX_RESPONSE_SECONDS = 4;

type Timed = { what: string; answer: Response | null; seconds: number };

/** Alice's and Bob's requests, all at once. */
async function askEverything(
  lab: Lab,
  alice: Browser,
  leaver: Browser,
): Promise<Timed[]> {
  const began = performance.now();
  const kinds: [string, () => Promise<Response>][] = [
    ["GET /me", () => alice.get("/me")],
    ["POST /cart", () => alice.post("/cart", { item: "apple" })],
    ["POST /login", () => lab.browser("bob").signIn()],
    ["POST /logout", () => leaver.signOut()],
    ["GET /products", () => alice.get("/products")],
  ];
  const sent = kinds.map(async ([what, send]) => {
    const answer = await send().catch(() => null);
    return { what, answer, seconds: (performance.now() - began) / 1000 };
  });
  return Promise.all(sent);
}

function expectInTime(all: readonly Timed[]): void {
  const late = all.find(({ seconds }) => seconds > MAX_RESPONSE_SECONDS);
  expectThat(
    late === undefined,
    `Redis does not answer, and ${late?.what} had no answer after ${MAX_RESPONSE_SECONDS} s. A request that waits without end holds a socket and memory; soon the whole shop waits. Give each command a time limit (commandTimeout) and few tries (maxRetriesPerRequest).`,
  );
}

function expectHonest(all: readonly Timed[]): void {
  for (const { what, answer } of all) {
    expectThat(answer !== null, `${what} got no answer while Redis was away.`);
    const { server, status } = answer;
    if (what === "GET /products") {
      expectStatus(
        answer,
        200,
        `Redis is away, and server ${server} does not even list the products, which needs no session.`,
      );
      continue;
    }
    const meaning =
      status === 401
        ? "That says: you are not signed in. But it could not look, and everybody who clicks during a short pause would have to sign in again. An error of Redis is not a missing session: let it through, and the shop answers 503."
        : status < 400
          ? "It could not look, so what it says is its own guess, and may have ended long ago."
          : "That says that something broke, and not that a second try may help.";
    expectThat(
      status === 503,
      `Redis is away, and server ${server} answers ${what} with ${status}. ${meaning} 503 says what is true.`,
      { answer, expected: "503" },
    );
    expectThat(
      answer.headers["retry-after"] !== undefined,
      `Redis is away, and server ${server} says 503 without Retry-After: browsers will all ask again at once.`,
      { answer, expected: "Retry-After" },
    );
    expectThat(
      answer.setCookies.length === 0,
      `Redis is away, and ${what} on server ${server} changes the cookie. Nothing could be read or written, so the browser should keep what it has for when Redis is back.`,
      { answer, expected: "no Set-Cookie" },
    );
  }
}

type Outage = { alice: Browser; answers: readonly Timed[]; record: Lab["timeline"] };
let outage: Outage | null = null;

/**
 * What a server answers while Redis is frozen; afterwards it goes on. Two checks look at
 * the same outage, each for one thing, and the record of both shows it.
 */
async function askWhileFrozen(lab: Lab): Promise<Outage> {
  if (outage) {
    lab.timeline.recall(outage.record);
    return outage;
  }
  const [alice, leaver] = [lab.browser("alice"), lab.browser("bob")];
  for (const browser of [alice, leaver]) {
    await eventually(async () => {
      expectStatus(await browser.signIn(), SIGNED_IN, "Redis is up; nobody can sign in.");
    });
  }
  await alice.get("/me");
  const note = (text: string) => {
    const goesOn = text.startsWith("SIGCONT");
    lab.timeline.addEvent(
      goesOn
        ? "Redis goes on"
        : "Redis is frozen: it keeps its connections and answers nothing",
    );
  };
  await using _frozen = await freezeRedis(lab, note);
  const answers = await askEverything(lab, alice, leaver);
  outage = { alice, answers, record: lab.timeline };
  return outage;
}

outages.check(
  "waits-without-end",
  "while Redis hangs, every request is answered in time",
  async (lab) => expectInTime((await askWhileFrozen(lab)).answers),
);

outages.check(
  "outage-taken-for-a-stranger",
  "while Redis hangs, the shop says so, and she keeps her cookie",
  async (lab) => {
    const { alice, answers } = await askWhileFrozen(lab);
    expectHonest(answers);
    await eventually(async () => {
      expectStatus(
        await alice.get("/me"),
        200,
        "Redis was away for a moment and is back, and the server does not know Alice any more. Her session was there all the time.",
      );
    });
  },
);

async function waitForFall(lab: Lab): Promise<void> {
  const hasFallen = () => expectThat(lab.servers.fallen.length > 0, "All are up.");
  await eventually(hasFallen, 1_000).catch(() => {});
}

/** The browser whose session was lost when Redis died. */
let bereft: Browser | null = null;

outages.check(
  "dies-with-redis",
  "Redis dies, and no server dies with it",
  async (lab) => {
    const [alice, leaver] = [lab.browser("alice"), lab.browser("bob")];
    await alice.signIn();
    await leaver.signIn();
    await using _killed = await killRedis(lab);
    lab.timeline.addEvent("Redis is killed");
    const all = await askEverything(lab, alice, leaver);
    // The balancer may know of a lost connection before the lab knows of the end.
    if (all.some(({ answer }) => answer?.status === 502)) await waitForFall(lab);
    const fallen = lab.servers.fallen;
    expectThat(
      fallen.length === 0,
      `Redis was killed, and server ${fallen.join(", ")} ended with it. A lost connection is an event that says so. It should be heard, and not be thrown.`,
    );
    expectInTime(all);
    expectHonest(all);
    bereft = alice;
  },
);

outages.check(
  "never-comes-back",
  "Redis comes back empty, and the server goes on without a restart",
  async (lab) => {
    lab.timeline.addEvent("Redis was killed, and is started again, empty");
    const alice = bereft ?? lab.browser("alice");
    await eventually(async () => {
      expectStatus(
        await alice.get("/me"),
        401,
        "Redis is back and empty, so nobody is signed in. The server should ask it again, and find that out: a client must go on trying to connect.",
      );
    });
    const again = lab.browser("alice");
    expectStatus(await again.signIn(), SIGNED_IN, "Redis is back; nobody can sign in.");
    expectStatus(
      await again.get("/me"),
      200,
      "Redis is back, Alice signed in, and the server does not know her.",
    );
  },
);

// Stretch tasks

const IDLE_SECONDS = 60;
const idling = { SESSION_IDLE_SECONDS: String(IDLE_SECONDS) };

check(
  "idle-for-ever",
  "a session that lies unused ends, one in use does not",
  async () => {
    await startDistant("F", idling);
    const alice = lab.browser("alice");
    await onlyOn("F", async () => {
      const { answer, key } = await signInWatched(alice);
      const first = (await store.client.pttl(key)) / 1000;
      expectThat(
        first > 0 && first <= IDLE_SECONDS,
        `A session that lies unused should end after ${IDLE_SECONDS} s. Alice signed in, and Redis would keep hers for ${Math.round(first)} s without a use.`,
        { answer, expected: `at most ${IDLE_SECONDS} s` },
      );
      await store.client.pexpire(key, 10_000);
      lab.timeline.addEvent("50 s pass in which she does nothing");
      const me = await alice.get("/me");
      expectStatus(me, 200, "Her session has 10 s left, and she is out.");
      await eventually(async () => {
        const left = (await store.client.pttl(key)) / 1000;
        expectThat(
          left > 10,
          `Alice used her session, and it still ends 10 s later, as if she had not. Each use moves its end to ${IDLE_SECONDS} s from now (IDLE_SECONDS).`,
          { answer: me, expected: `${IDLE_SECONDS} s to live` },
        );
        expectThat(
          left <= IDLE_SECONDS,
          `Alice used her session, and now it may lie unused for ${Math.round(left)} s. The limit is ${IDLE_SECONDS} s.`,
          { answer: me, expected: `${IDLE_SECONDS} s to live` },
        );
      }, 1_000);
    });
  },
);

check(
  "slides-past-the-end",
  "no use carries a session past the end of its life",
  async () => {
    await startDistant("F", idling);
    const alice = lab.browser("alice");
    await onlyOn("F", async () => {
      const { key } = await signInWatched(alice);
      await age(key, LIFE_SECONDS - 40);
      await store.client.pexpire(key, 10_000);
      lab.timeline.addEvent("her session's life passes, up to the last 40 s");
      const me = await alice.get("/me");
      expectStatus(me, 200, "Alice's session has 40 s of its life left, and she is out.");
      const left = (await store.client.pttl(key)) / 1000;
      expectThat(
        left > 0 && left <= 40,
        `Alice's session may live for 40 s more. She used it, and Redis would now keep it for ${Math.round(left)} s. A thief who keeps it in use must be thrown out too: the idle end never lies behind the fixed one.`,
        { answer: me, expected: "at most 40 s to live" },
      );
    });
  },
);

check("late-read-revives", "a use that comes too late brings nothing back", async () => {
  const link = await startDistant("F", idling);
  const send = (alice: Browser) => alice.get("/me");
  const { answer, revived } = await endMeanwhile("F", link, send);
  expectThat(answer !== null, "The request for /me got no answer.");
  expectThat(
    !revived,
    "Alice's request was under way on server F when her session ended. F then moved its end, and the session was there again. Move the end of what is there; write nothing.",
  );
});

check(
  "late-write-told-as-kept",
  "whoever was signed out meanwhile is told so, not that the item was kept",
  async () => {
    const link = await startDistant("D", { SHOP_DEMOTED: "admin" });
    const buy = (alice: Browser) => alice.post("/cart", { item: "apple" });
    const { answer, late } = await endMeanwhile("D", link, buy);
    if (!late) return;
    expectThat(answer !== null, "The purchase ran into a task that is not done yet.");
    const told =
      answer.status < 400
        ? "that the apple is in her cart"
        : `${answer.status}, as if something had broken`;
    expectThat(
      answer.status === 401,
      `Alice's session ended while her purchase was under way. Nothing was written, and her browser was told ${told}. A 401 says what is true: she has to sign in again.`,
      { answer, expected: "401" },
    );
  },
);
