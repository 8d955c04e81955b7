import {
  type Browser,
  expect,
  expectThat,
  inventedTicketsOpenNothing,
  LabError,
  lifeOf,
  nobodyIsGreetedAsSomeoneElse,
  noUseOutlivesTheTicket,
  openChecks,
  roleTakenAwayOpensNothing,
  signInEndsTheOldTicket,
  signOutEndsEveryCopy,
  signOutEndsNobodyElse,
  unusedTicketEnds,
} from "#harness";
import { watchCommands } from "./command-log.ts";
import { DistantServers } from "./distant-server.ts";
import { findEndless } from "./endless.ts";
import { misconceptions } from "./misconceptions.ts";
import { Outages } from "./outages.ts";
import { SessionKeys } from "./session-keys.ts";

const { lab, check, openSideLab } = await openChecks(import.meta.url, misconceptions);
const store = storeOfLab();
const keys = new SessionKeys(store);
const distant = new DistantServers(lab, store, keys);

function storeOfLab() {
  if (lab.redis) return lab.redis;
  throw new LabError("REDIS_UNAVAILABLE", "the lab opened no Redis", {
    hint: "run the lesson again",
  });
}

// TODO 1

check("session-kept-in-the-process", async (scene) => {
  await keys.signIn(scene, scene.alice);
});

check("one-session-a-user", async (scene) => {
  await keys.lookAtSignIn(scene, scene.alice);
  const { response, key } = await keys.lookAtSignIn(scene, scene.phone);
  expect(response).that(
    key !== undefined,
    "a session of its own",
    "Alice signed in on her laptop, and then on her phone. Redis holds no further key: both share one session, so signing out on one ends both.",
  );
});

check("session-without-an-end", async (scene) => {
  const { response, key } = await keys.signIn(scene, scene.alice);
  expect(response).that(
    (await keys.left(key)) !== -1,
    "a time to live",
    "Alice signed in, and her session in Redis has no end.",
  );
});

check("end-in-the-wrong-unit", async (scene) => {
  const life = lifeOf(scene);
  const { response, key } = await keys.signIn(scene, scene.alice);
  const seconds = (await keys.left(key)) / 1000;
  expect(response).that(
    seconds <= life && seconds > life - 60,
    `${life} s to live`,
    `The session would live for ${Math.round(seconds)} s in Redis, and a ticket lives for ${life} s.`,
  );
});

check("set-then-expire", async (scene) => {
  using watch = await watchCommands(store);
  const { response, key } = await keys.signIn(scene, scene.alice);
  await watch.countNow();
  const endless = findEndless(watch.commands, key, "new");
  expect(response).that(
    endless === null,
    "one command",
    `Redis was told ${endless?.toUpperCase()} first, and the end in a second command. A server that dies between the two leaves a session that never ends.`,
  );
});

check("password-in-the-store", async (scene) => {
  const { response, key } = await keys.signIn(scene, scene.alice);
  const text = [...(await keys.parts(key)).values()].join("\n");
  expect(response).that(
    !text.includes("wonderland"),
    "no password",
    "Alice's password stands in the session.",
  );
});

// TODO 2

check("known-to-one-server", async (scene) => {
  const { alice } = scene;
  const { response } = await scene.signIn(alice);
  for (const me of await scene.askEveryServer(alice)) {
    expect(me)
      .status(
        200,
        `Alice signed in on ${response.answeredBy}, and ${me.answeredBy} does not know her.`,
      )
      .greets(
        "alice",
        `The ticket is Alice's, and ${me.answeredBy} greets ${me.greeted}.`,
      );
  }
});

check("one-user-for-everybody", nobodyIsGreetedAsSomeoneElse);

check("trusts-any-ticket", inventedTicketsOpenNothing);

check("remembers-what-it-read", async (scene) => {
  const { alice, bob } = scene;
  const { key } = await keys.signIn(scene, alice);
  for (const me of await scene.askEveryServer(alice))
    expect(me).status(200, "Alice is signed in, and is not known.", { slug: null });
  await keys.end(key);
  scene.note("her session is deleted in Redis");
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).status(
      401,
      `Alice's session is gone from Redis, and ${me.answeredBy} still knows her: it keeps a copy of its own.`,
    );
  }
  const { key: his } = await keys.signIn(scene, bob);
  await scene.askEveryServer(bob);
  await keys.rewrite(his, (text) => text.replaceAll(/\bbob\b/g, "carol"));
  scene.note("another server changes his session in Redis");
  for (const me of await scene.askEveryServer(bob)) {
    expect(me).that(
      me.user !== "bob",
      "what Redis holds now",
      `The session in Redis has changed, and ${me.answeredBy} still serves what it read before.`,
    );
  }
});

// TODO 3

check("cart-not-written", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  const signedOut =
    "Alice put an apple into her cart, and is signed out: what was written is no session any more.";
  const apple = await alice.post("/cart", { item: "apple" });
  expect(apple).status([200, 201], "Alice could not put an apple into her cart.");
  const book = await alice.post("/cart", { item: "book" });
  expect(book).status([200, 201], signedOut);
  for (const cart of await scene.askEveryServer(alice, "/cart")) {
    expect(cart)
      .status(200, signedOut)
      .cart(
        ["apple", "book"],
        `Alice put an apple and a book into her cart. On ${cart.answeredBy} it holds: ${cart.cart.join(", ") || "nothing"}.`,
      );
  }
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).greets(
      "alice",
      `Alice filled her cart, and ${me.answeredBy} greets ${me.greeted}: the write lost who she is.`,
    );
  }
});

check("write-forgets-the-end", async (scene) => {
  const life = lifeOf(scene);
  const { key } = await keys.signIn(scene, scene.alice);
  const put = await scene.alice.post("/cart", { item: "apple" });
  const left = await keys.left(key);
  expect(put)
    .that(
      left !== -1,
      "a time to live",
      "Alice put one item into her cart, and her session has no end any more.",
    )
    .that(
      left > 0 && left <= life * 1000,
      `at most ${life} s`,
      `After the purchase her session would live for ${Math.round(left / 1000)} s more, and a whole life has ${life} s.`,
    );
});

check("end-put-back-afterwards", async (scene) => {
  const { key } = await keys.signIn(scene, scene.alice);
  using watch = await watchCommands(store);
  const put = await scene.alice.post("/cart", { item: "apple" });
  await watch.countNow();
  const endless = findEndless(watch.commands, key, "there");
  expect(put).that(
    endless === null,
    "one command",
    `Redis was told ${endless?.toUpperCase()}, which drops the end, and the end was put back in a second command. A server that dies between the two leaves a session that never ends.`,
  );
});

check("write-starts-the-clock-anew", async (scene) => {
  const life = lifeOf(scene);
  const { ticket } = await keys.signIn(scene, scene.alice);
  const copy = scene.browserWith("alice", ticket);
  await lab.time.pass(life - 100);
  expect(await copy.post("/cart", { item: "book" })).status(
    [200, 201],
    "Alice's session has 100 s left, and a purchase was refused.",
    { slug: null },
  );
  await lab.time.pass(200);
  expect(await copy.get("/me")).status(
    401,
    `Alice's session should end ${life} s after she signed in. A purchase in its last 100 s gave it a new life.`,
  );
});

const buy = (alice: Browser) => alice.post("/cart", { item: "apple" });
const startD = () => distant.start("D", { SHOP_DEMOTED: "admin" });

check("late-write-revives", async (scene) => {
  const server = { name: "D", line: await startD() };
  const { revived } = await distant.endMeanwhile(scene, server, buy);
  expectThat(
    !revived,
    "Alice's purchase was under way on server D when her session ended. D then wrote the cart, and the session was there again, for every copy of her cookie.",
  );
});

// TODO 4

check("logout-only-clears-the-cookie", signOutEndsEveryCopy);

check("ended-session-left-in-the-store", async (scene) => {
  const { key } = await keys.signIn(scene, scene.alice);
  const out = await scene.alice.signOut();
  expect(out).that(
    !(await keys.exists(key)),
    "no key in Redis",
    "Alice signed out, and her session is still in Redis.",
  );
});

check("logout-ends-everybody", signOutEndsNobodyElse);

// What breaks Redis has a Redis and a server of its own, so that nobody else notices.
const brokenLab = openSideLab({ servers: 1, breaksRedis: true });
const outages = new Outages();

brokenLab.check("clears-the-cookie-first", outages.signOutKeepsTheCookie);

// Guards: what the given code does right already.

check("cookie-carries-the-data", async (scene) => {
  const { response, ticket } = await scene.signIn(scene.alice);
  const readings = [ticket.value, decodeURIComponent(ticket.value)].flatMap((text) => [
    text,
    Buffer.from(text, "base64url").toString("latin1"),
  ]);
  expect(response).that(
    !readings.some((text) => /alice|customer|cart/i.test(text)),
    "a random id",
    "Who Alice is can be read in her cookie.",
  );
});

check(
  "role-in-the-session",
  roleTakenAwayOpensNothing(async (_scene, ask) => {
    await startD();
    return distant.only("D", ask);
  }),
);

check("keeps-the-old-ticket", signInEndsTheOldTicket);

check("breaks-on-a-corrupt-value", async (scene) => {
  const { alice } = scene;
  const { key } = await keys.signIn(scene, alice);
  const original = await keys.parts(key);
  const text = original.get(null);
  for (const value of text === undefined ? [] : spoil(text)) {
    await store.client.set(key, value, "KEEPTTL");
    const me = await alice.get("/me");
    const shown = value.length > 12 ? "a wrong type" : value || "an empty text";
    expect(me).that(
      me.status === 401,
      "401",
      `Her session in Redis was overwritten with ${shown}, and ${me.answeredBy} answers ${me.status}.`,
    );
  }
  for (const field of original.keys()) {
    if (field === null) continue;
    await store.client.hdel(key, field);
    const me = await alice.get("/me");
    expect(me).that(
      me.status < 500,
      "401",
      `A field of her session in Redis was lost, and ${me.answeredBy} answers ${me.status}.`,
    );
  }
});

/** What may stand where her session was: half of it, something else, another type. */
function spoil(text: string): string[] {
  const others = ["", "{", "null", "[]", "42", '"alice"', "{}"];
  const retyped = ["7", "null"].map((value) => text.replaceAll('"alice"', value));
  return [...others, ...retyped.filter((value) => value !== text)];
}

check("input-chooses-the-key", async (scene) => {
  const { alice } = scene;
  const { response, ticket, key } = await keys.signIn(scene, alice);
  const planted = ["planted", "other-shop:planted"];
  for (const foreign of planted) await store.client.copy(key, foreign);
  scene.note("the store also holds keys that are nobody's session");
  const own = [key, key.slice(store.prefix.length), key.replace(/^.*:/, "")];
  const values = [...planted, ...own.filter((text) => text !== ticket.value)];
  for (const value of values) {
    const asThief = () => scene.browserWith("bob", { name: ticket.name, value });
    expect(await asThief().get("/me")).status(
      401,
      "Someone wrote the name of a key into their cookie, and the shop took what it found there for their session.",
    );
    await asThief().signOut();
    await asThief().signIn();
  }
  expect(response).that(
    (await store.client.exists(...planted)) === planted.length,
    "the foreign keys untouched",
    "Someone wrote the name of a foreign key into their cookie, signed in or out, and the key is gone.",
  );
  expect(await alice.get("/me")).status(
    200,
    "Someone wrote the name of the key of Alice's session into their cookie, signed in or out, and Alice is signed out.",
  );
  await store.client.del(...planted);
});

check("a-client-for-every-request", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  const askTenTimes = () =>
    Promise.all(Array.from({ length: 10 }, () => alice.get("/me")));
  await askTenTimes();
  using watch = await watchCommands(store);
  for (let round = 0; round < 3; round++) await askTenTimes();
  await watch.countNow();
  const connections = new Set(watch.commands.map(({ source }) => source));
  connections.delete("lua");
  expectThat(
    connections.size <= 25,
    `Alice asked 30 times, and the servers used ${connections.size} connections to Redis.`,
  );
});

brokenLab.check("waits-without-end", outages.everyRequestIsAnswered);

brokenLab.check("outage-taken-for-a-stranger", outages.outageIsNoStranger);

brokenLab.check("dies-with-redis", outages.noServerDiesWithRedis);

brokenLab.check("never-comes-back", outages.serverFindsRedisAgain);

// Stretch tasks

const lives = { SESSION_IDLE_SECONDS: "60", SESSION_ABSOLUTE_SECONDS: "240" };
const startF = () => distant.start("F", lives);

check("idle-for-ever", async (scene) => {
  await startF();
  await distant.only("F", () => unusedTicketEnds.play(scene.where(lives)));
});

check("slides-past-the-end", async (scene) => {
  await startF();
  await distant.only("F", async () => {
    await noUseOutlivesTheTicket.play(scene.where(lives));
    const { key } = await keys.signIn(scene, scene.alice);
    for (let uses = 1; uses <= 3; uses++) {
      await lab.time.pass(50);
      await scene.alice.get("/me");
    }
    await lab.time.pass(50);
    const me = await scene.alice.get("/me");
    const left = Math.round((await keys.left(key)) / 1000);
    expect(me)
      .status(200, "Alice's session has 40 s of its life left, and she is out.")
      .that(
        left > 0 && left <= 40,
        "at most 40 s to live",
        `Alice's session may live for 40 s more. She used it, and Redis would now keep it for ${left} s.`,
      );
  });
});

check("late-read-revives", async (scene) => {
  const server = { name: "F", line: await startF() };
  const { response, revived } = await distant.endMeanwhile(scene, server, (alice) =>
    alice.get("/me"),
  );
  expectThat(response !== null, "The request for /me got no answer.");
  expectThat(
    !revived,
    "Alice's request was under way on server F when her session ended. F then moved its end, and the session was there again.",
  );
});

check("late-write-told-as-kept", async (scene) => {
  const server = { name: "D", line: await startD() };
  const { response, late } = await distant.endMeanwhile(scene, server, buy);
  if (!late) return;
  expectThat(response !== null, "The purchase ran into a task that is not done yet.");
  const told =
    response.status < 400
      ? "that the apple is in her cart"
      : `${response.status}, as if something had broken`;
  expect(response).that(
    response.status === 401,
    "401",
    `Alice's session ended while her purchase was under way. Nothing was written, and the shop told her browser ${told}.`,
  );
});
