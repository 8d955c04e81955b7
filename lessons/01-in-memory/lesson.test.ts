import { parseSetCookie } from "cookie";
import {
  type Browser,
  check,
  eventually,
  expectStatus,
  expectThat,
  type Lab,
  openLab,
  openSideLab,
  type Response,
  repeatRandomness,
  showOnly,
  takeClock,
} from "#harness";
import { estimateBits } from "./randomness.ts";

const lab = await openLab(import.meta.url);
const LIFE_SECONDS = Number(lab.env.SESSION_ABSOLUTE_SECONDS);

/** The cookie in which a sign-in hands over the ticket, whatever its name. */
function ticketIn(answer: Response) {
  const [line] = answer.setCookies;
  expectThat(
    line !== undefined,
    "The password was right, and the answer sets no cookie: Alice's browser has nothing to show with her next request.",
    { answer, expected: "a Set-Cookie", slug: null },
  );
  return parseSetCookie(line);
}

// TODO 1

check("guessable-ticket", "signing in gives a ticket that nobody can guess", async () => {
  const ids: string[] = [];
  lab.timeline.addEvent("Alice signs in on 32 laptops, eight at a time");
  for (let round = 0; round < 4; round++) {
    const sent = Array.from({ length: 8 }, () => lab.browser("alice").signIn());
    for (const answer of await Promise.all(sent)) {
      expectStatus(
        answer,
        [200, 201, 204, 302, 303],
        "The right password did not sign in.",
      );
      ids.push(ticketIn(answer).value ?? "");
    }
  }
  expectThat(
    new Set(ids).size === ids.length,
    "Two of 32 sign-ins were given the same ticket. Whoever knows one knows the other: a ticket must be new each time.",
  );
  const bits = estimateBits(ids);
  expectThat(
    bits >= 128,
    `Of 32 tickets, at most ${bits} bits differ at random. Fewer than 128 can be guessed or counted up to: take randomBytes(16) of node:crypto, or more. A UUID has 122 random bits, which is too few here.`,
  );
  lab.timeline.addEvent(
    "twice, server A's clock and its Math.random are set to one and the same",
  );
  const now = Date.now();
  const signInAgain = async () => {
    await using _repeated = await repeatRandomness(lab, "A", now);
    return await lab.browser("alice").signIn();
  };
  const first = ticketIn(await signInAgain());
  const second = await signInAgain();
  expectThat(
    ticketIn(second).value !== first.value,
    "With the same clock and the same Math.random, two sign-ins were given the same ticket. So it is made of these alone, and who knows them can work it out, however long it is and however it is hashed. Take randomBytes(16) of node:crypto, or more.",
    { answer: second, expected: "a new ticket" },
  );
});

check(
  "cookie-open-to-others",
  "the ticket is out of reach of scripts and other sites",
  async () => {
    const answer = await lab.browser("alice").signIn();
    const { httpOnly, secure, sameSite, domain } = ticketIn(answer);
    const at = (expected: string) => ({ answer, expected });
    expectThat(
      httpOnly === true,
      "The cookie lacks HttpOnly: one line of somebody's script on the page can read Alice's ticket and send it away.",
      at("HttpOnly"),
    );
    expectThat(
      secure === true,
      "The cookie lacks Secure: her browser would send the ticket over plain http too, where the network can read it.",
      at("Secure"),
    );
    expectThat(
      sameSite === "lax" || sameSite === "strict" || sameSite === true,
      "The cookie does not say SameSite=Lax or Strict: then it depends on the browser whether another site's form is sent with Alice's ticket.",
      at("SameSite"),
    );
    expectThat(
      domain === undefined,
      "The cookie names a Domain: that widens it to every sub-domain. Without one it goes back to this host alone.",
      at("no Domain"),
    );
  },
);

check(
  "cookie-life-in-the-wrong-unit",
  "the browser keeps the ticket as long as the server",
  async () => {
    const answer = await lab.browser("alice").signIn();
    const { maxAge, expires } = ticketIn(answer);
    const seconds =
      maxAge ?? (expires ? (expires.getTime() - Date.now()) / 1000 : undefined);
    expectThat(
      seconds !== undefined,
      "The cookie has no Max-Age, so it ends when the browser is closed, whatever the server thinks.",
      { answer, expected: `Max-Age=${LIFE_SECONDS}` },
    );
    expectThat(
      Math.abs(seconds - LIFE_SECONDS) <= 60,
      `The cookie lives ${Math.round(seconds)} s, and a ticket lives ${LIFE_SECONDS} s. Express takes maxAge in milliseconds and writes Max-Age in seconds: a factor of 1000 lies between them.`,
      { answer, expected: `Max-Age=${LIFE_SECONDS}` },
    );
  },
);

// TODO 2

check(
  "session-not-found-again",
  "Alice stays signed in, request after request",
  async () => {
    const alice = lab.browser("alice");
    await alice.signIn();
    for (let round = 0; round < 3; round++) {
      const me = await alice.get("/me");
      expectStatus(
        me,
        200,
        "Alice's browser sent its ticket back, and the server did not find her session by it. What signIn stored is what whoIs must look up. Compare the id that goes into the cookie, the key in the map, and the key that whoIs asks for; if they agree, isTooOld may refuse a ticket that is new.",
      );
      expectThat(
        me.user !== undefined,
        "The ticket led to a session, and the shop finds no name in it. The user of a session is a name: user.name, and not the whole user. signIn (TODO 1) stores it.",
        { answer: me, expected: "alice", slug: null },
      );
      expectThat(
        me.user === "alice",
        `The ticket is Alice's, and the shop greets ${me.user ?? "nobody"}.`,
        { answer: me, expected: "alice" },
      );
    }
    await alice.post("/cart", { item: "apple" });
    const cart = await alice.get("/cart");
    expectThat(
      cart.cart.join() === "apple",
      "Alice put an apple into her cart, and it is not there. The cart is part of the session that the ticket leads to.",
      { answer: cart, expected: "apple" },
    );
  },
);

check(
  "one-user-for-everybody",
  "Alice and Bob, at the same time, are kept apart",
  async () => {
    const alice = lab.browser("alice");
    const bob = lab.browser("bob");
    await alice.signIn();
    await bob.signIn();
    await alice.post("/cart", { item: "apple" });
    for (const browser of [alice, bob]) {
      const me = await browser.get("/me");
      expectThat(
        me.user === browser.user,
        `${browser.owner} asked, and the shop greeted ${me.user ?? "nobody"}. One variable for "the user" holds whoever came last: a server serves everybody at once.`,
        { answer: me, expected: browser.user },
      );
    }
    const cart = await bob.get("/cart");
    expectThat(
      cart.cart.length === 0,
      "Alice's apple is in Bob's cart: both sessions share one cart.",
      { answer: cart, expected: "an empty cart" },
    );
  },
);

check(
  "trusts-any-ticket",
  "a ticket that the server never gave out opens nothing",
  async () => {
    const stranger = lab.browser("stranger");
    expectStatus(
      await stranger.get("/me"),
      401,
      "Somebody without any ticket was let in. No ticket, no session: that is a 401.",
    );
    const { name } = ticketIn(await lab.browser("alice").signIn());
    for (const invented of [
      "alice",
      "1",
      "__proto__",
      "constructor",
      "YWxpY2U",
      "a.b.c",
    ]) {
      stranger.setCookie(name, invented);
      expectStatus(
        await stranger.get("/me"),
        401,
        `A stranger wrote ${name}=${invented} by hand, and was let in. What comes from a browser is a claim; only the server's own list says whether it is true.`,
      );
    }
  },
);

// TODO 3

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
    expectStatus(
      await earlier.get("/me"),
      401,
      "Alice signed in and got a new ticket, and the one that her browser brought along still opens her session. A sign-in must end it.",
    );
    const victim = lab.browser("alice");
    victim.setCookie(name, "chosen-by-somebody-else");
    const given = await victim.signIn();
    expectThat(
      ticketIn(given).value !== "chosen-by-somebody-else",
      "Somebody had put a ticket of their own choice into Alice's browser, and the sign-in made it hers: now they share it. This is session fixation (CWE-384).",
      { answer: given, expected: "a new ticket" },
    );
    const attacker = lab.browser("stranger");
    attacker.setCookie(name, "chosen-by-somebody-else");
    expectStatus(
      await attacker.get("/me"),
      401,
      "Somebody had put a ticket of their own choice into Alice's browser. She signed in, and that ticket opens her session too: whoever chose it is signed in with her. This is session fixation (CWE-384).",
    );
  },
);

check(
  "one-ticket-a-user",
  "Alice's phone and Alice's laptop are two sessions",
  async () => {
    const laptop = lab.browser("alice");
    const phone = lab.browser("alice");
    await laptop.signIn();
    await laptop.post("/cart", { item: "book" });
    await phone.signIn();
    expectStatus(
      await laptop.get("/me"),
      200,
      "Alice signed in on her phone, and her laptop is signed out. A session belongs to a browser: only the ticket that this browser brought along ends.",
    );
    const cart = await phone.get("/cart");
    expectThat(
      cart.cart.length === 0,
      "The cart of Alice's laptop is on her phone: both browsers were given one session. signIn makes a new one, under a new id, for each browser that signs in.",
      { answer: cart, expected: "an empty cart" },
    );
  },
);

// TODO 4

check(
  "logout-only-clears-the-cookie",
  "signing out ends the session, for every copy of the cookie",
  async () => {
    const alice = lab.browser("alice");
    await alice.signIn();
    const copy = alice.copiedBySomeone();
    const out = await alice.signOut();
    expectStatus(out, [200, 204, 302, 303], "Signing out failed.");
    const me = await copy.get("/me");
    expectStatus(
      me,
      401,
      `Alice's browser dropped the ticket. Server ${me.server} still honours it, so the copy is as good as the original. A session ends where it is kept: on the server.`,
    );
    expectStatus(
      await alice.get("/me"),
      401,
      "Alice signed out, and her own browser is still signed in.",
    );
  },
);

check("logout-ends-everybody", "Alice signs out, and Bob stays signed in", async () => {
  const alice = lab.browser("alice");
  const bob = lab.browser("bob");
  await alice.signIn();
  await bob.signIn();
  await alice.signOut();
  lab.timeline.addEvent("then Bob asks, who has not signed out");
  expectStatus(
    await bob.get("/me"),
    200,
    "Alice signed out, and Bob is out too. Only the ticket that came with the request may end.",
  );
  const stranger = await lab.browser("stranger").signOut();
  expectThat(
    stranger.status < 500,
    "Somebody without a ticket signed out, and the server broke. There is nothing to end then, and nothing to complain about.",
    { answer: stranger, expected: "no error" },
  );
});

// TODO 5

const ofUsualLife = openSideLab({ servers: 1 });

ofUsualLife.check(
  "expiry-only-in-the-cookie",
  "a ticket ends in time, whatever the browser does",
  async (lab) => {
    const copy = await signInAndCopy(lab);
    expectStatus(
      await copy.get("/me"),
      200,
      `A ticket that should live for ${LIFE_SECONDS} s opened nothing right after the sign-in. Date.now() counts milliseconds; the lifetimes come in seconds.`,
    );
    lab.timeline.addEvent(
      `server A's clock goes ahead; a ticket lives ${LIFE_SECONDS} s`,
    );
    // Step by step, so that a life which every use prolongs is seen to go on.
    await using clock = takeClock(lab, "A");
    for (let quarter = 1; quarter <= 5; quarter++) {
      await clock.advance(LIFE_SECONDS * 250);
      if ((await copy.get("/me")).status === 401) return;
    }
    await expectEndByTimer(lab);
  },
);

/** A copy of the ticket that a sign-in gives, in a browser that never drops it. */
async function signInAndCopy(lab: Lab): Promise<Browser> {
  const { name, value } = ticketIn(await lab.browser("alice").signIn());
  const copy = lab.browser("alice");
  copy.setCookie(name, value ?? "");
  return copy;
}

// A timer of the learner's own is right too, and goes by no clock: on a server whose tickets
// live 1 s, a real second tells.
async function expectEndByTimer(lab: Lab): Promise<void> {
  await lab.servers.start("B", { SESSION_ABSOLUTE_SECONDS: "1" });
  await using _alone = await showOnly(lab, ["B"]);
  lab.timeline.addEvent(
    "it should be over; in case it goes by a timer: server B, where a ticket lives 1 s",
  );
  const copy = await signInAndCopy(lab);
  await using clock = takeClock(lab, "B");
  for (let quarter = 1; quarter <= 5; quarter++) {
    await clock.advance(250);
    const byClock = await copy.get("/me");
    expectThat(
      byClock.status !== 401,
      `On server B a ticket lives 1 s, and ends by the clock. On server A it lives ${LIFE_SECONDS} s, and did not. It must end after whatever life it is given.`,
      { answer: byClock, expected: "the same on A" },
    );
  }
  await eventually(async () => {
    expectStatus(
      await copy.get("/me"),
      401,
      "The ticket's 1 s is over. A browser would have dropped the cookie; a copy in a file has no clock, and the server still honours it. Only the server's own clock ends a session: isTooOld reads it, and whoIs has to ask.",
    );
  });
}

// Guards: what the shop does right already.

check(
  "cross-site-post",
  "another site's form can't put anything into Alice's cart",
  async () => {
    const alice = lab.browser("alice");
    await alice.signIn();
    const forged = await alice.post("/cart", { item: "kettle" }, { crossSite: true });
    expectStatus(
      forged,
      [401, 403],
      "A form on another site was sent by Alice's browser, and the shop obeyed it.",
    );
    const cart = await alice.get("/cart");
    expectThat(
      cart.cart.length === 0,
      "A form on another site put a kettle into Alice's cart.",
      { answer: cart, expected: "an empty cart" },
    );
  },
);

check("logout-by-get", "following a link signs nobody out", async () => {
  const alice = lab.browser("alice");
  await alice.signIn();
  await alice.get("/logout");
  expectStatus(
    await alice.get("/me"),
    200,
    "GET /logout ended the session. Browsers fetch links in advance, and pages load images: a GET must change nothing (RFC 9110 §9.2.1).",
  );
});

// Stretch tasks

/** How long a ticket lives where it may lie unused for 1 s. */
const ACTIVE_LIFE_SECONDS = 4;
const idling = openSideLab({
  servers: 1,
  env: {
    SESSION_IDLE_SECONDS: "1",
    SESSION_ABSOLUTE_SECONDS: String(ACTIVE_LIFE_SECONDS),
  },
});

idling.check(
  "idle-for-ever",
  "a ticket that lies unused ends, one in use does not",
  async (lab) => {
    const [active, unused, left] = [
      lab.browser("alice"),
      lab.browser("alice"),
      lab.browser("alice"),
    ];
    const usedAllTheTime =
      "Alice used her ticket all the time, and it ended as if it had lain unused. Each request that finds it good is a use, and sets the idle clock back.";
    await unused.signIn();
    await active.signIn();
    lab.timeline.addEvent("server A's clock goes ahead; only one browser goes on asking");
    await using clock = takeClock(lab, "A");
    for (let quarter = 1; quarter <= 5; quarter++) {
      await clock.advance(250);
      expectStatus(await active.get("/me"), 200, usedAllTheTime);
    }
    if ((await unused.get("/me")).status === 401) return;
    // A timer of the learner's own is right too, and goes by no clock.
    await left.signIn();
    const began = performance.now();
    lab.timeline.addEvent(
      "it should be over; in case it goes by a timer, a real second passes",
    );
    await eventually(async () => {
      expectStatus(await active.get("/me"), 200, usedAllTheTime);
      const over = performance.now() - began > 1_050;
      expectThat(over, "The second of idleness has not passed yet.");
    });
    expectStatus(
      await left.get("/me"),
      401,
      "Nobody used this ticket for longer than the 1 s that it may lie idle, and it still opens the session. wasIdle tells, and whoIs has to ask it.",
    );
  },
);

idling.check(
  "slides-past-the-end",
  "no use carries a ticket past the end of its life",
  async (lab) => {
    const alice = lab.browser("alice");
    await alice.signIn();
    lab.timeline.addEvent(
      `server A's clock goes ahead; a ticket lives ${ACTIVE_LIFE_SECONDS} s here, and she uses it`,
    );
    await using clock = takeClock(lab, "A");
    for (let half = 1; half <= 2 * ACTIVE_LIFE_SECONDS + 1; half++) {
      await clock.advance(500);
      if ((await alice.get("/me")).status === 401) return;
    }
    // A timer of the learner's own is right too, and goes by no clock.
    lab.timeline.addEvent(
      "it should be over; in case it goes by a timer, real seconds pass",
    );
    const within = ACTIVE_LIFE_SECONDS * 1000 + 1_000;
    await eventually(async () => {
      expectStatus(
        await alice.get("/me"),
        401,
        `Alice used her ticket again and again, and it is good for longer than the ${ACTIVE_LIFE_SECONDS} s of its life. A use sets the idle clock back, and never the other one: a thief who goes on using a copy must be thrown out too. isTooOld (TODO 5) goes by createdAt.`,
      );
    }, within);
  },
);

const capped = openSideLab({ servers: 1, env: { SESSION_CAP: "5" } });

capped.check(
  "memory-without-end",
  "the list of tickets does not grow without end",
  async (lab) => {
    const browsers = Array.from({ length: 9 }, () => lab.browser("alice"));
    for (const browser of browsers) await browser.signIn();
    const held = Number(await lab.call("A", "size"));
    expectThat(
      held <= 5,
      `Nine browsers signed in, the cap is 5, and the server holds ${held} tickets. Nobody who goes away says so: without an end the list fills the memory.`,
    );
    for (const recent of browsers.slice(-4)) {
      expectStatus(
        await recent.get("/me"),
        200,
        "The list was full, and one of the four newest tickets was thrown away. Drop the oldest, and no more than needed.",
      );
    }
    const [oldest] = browsers;
    if (oldest) {
      expectStatus(
        await oldest.get("/me"),
        401,
        "The list was full, and the oldest ticket is still in it.",
      );
    }
  },
);
