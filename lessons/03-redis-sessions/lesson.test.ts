import {
  type Browser,
  expect,
  expectThat,
  findEndless,
  inventedTicketsOpenNothing,
  inWords,
  lifeOf,
  nobodyIsGreetedAsSomeoneElse,
  noUseOutlivesTheTicket,
  Outages,
  openChecks,
  roleTakenAwayOpensNothing,
  type Scene,
  secondsKept,
  signInEndsTheOldTicket,
  signOutDropsTheTicket,
  signOutEndsEveryCopy,
  signOutEndsNobodyElse,
  storeOf,
  unusedTicketEnds,
  watchCommands,
} from "#harness";
import { Awaits } from "./awaits.ts";
import { connectionsAreShared } from "./connections.ts";
import { DistantServers } from "./distant-server.ts";
import { noInputNamesAKey } from "./foreign-keys.ts";
import { misconceptions } from "./misconceptions.ts";
import { playWithMoments } from "./moments.ts";
import { eachBrowserHasASession, eachSessionHasAKey } from "./own-sessions.ts";
import { SessionKeys } from "./session-keys.ts";
import { spoiltIsNoSession } from "./spoilt-values.ts";
import { everyServerKnowsHer } from "./strangers.ts";

const { lab, check, openSideLab } = await openChecks(import.meta.url, misconceptions);
const store = storeOf(lab);
const keys = new SessionKeys(store);
const distant = new DistantServers(lab, store, keys);
const startD = () => distant.start("D", { SHOP_DEMOTED: "admin" });
const lives = { SESSION_IDLE_SECONDS: "60", SESSION_ABSOLUTE_SECONDS: "240" };
const startF = () => distant.start("F", lives);
const awaits = new Awaits({ lab, distant, keys, startD, startF });

// TODO 1

check("session-kept-in-the-process", async (scene) => {
  await keys.signIn(scene, scene.alice);
});

check("one-session-a-user", (scene) => eachBrowserHasASession(scene, keys));

check("all-sessions-in-one-key", (scene) => eachSessionHasAKey(scene, keys));

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
  const { response, key, ticket } = await keys.signIn(scene, scene.alice);
  const seconds = (await keys.left(key)) / 1000;
  const kept = secondsKept(ticket);
  expect(response)
    .that(
      seconds <= life + 1 && seconds > life - 60,
      `${life} s to live`,
      `The session would live for ${Math.round(seconds)} s in Redis, and a ticket lives for ${life} s.`,
    )
    .that(
      kept === null || kept > life - 60,
      `a cookie for ${life} s`,
      `Her browser ${kept !== null && kept > 0 ? `keeps the cookie for ${Math.round(kept)} s` : "was given a cookie whose end has passed, so it keeps none"}, and the session lives for ${life} s.`,
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

check("forgotten-await-in-sign-in", awaits.inSignIn);

// TODO 2

check("forgotten-await-in-who-is", awaits.inWhoIs);

check("known-to-one-server", (scene) => everyServerKnowsHer(scene, store, keys));

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
  const rename = (text: string) => text.replaceAll(/\bbob\b/g, "carol");
  if (!(await keys.rewrite(his, rename))) return;
  scene.note("another server changes his session in Redis");
  for (const me of await scene.askEveryServer(bob)) {
    expect(me).that(
      me.user !== "bob",
      "what Redis holds now",
      `The session in Redis has changed, and ${me.answeredBy} still serves what it read before.`,
    );
  }
});

check("too-old-and-still-known", async (scene) => {
  const life = lifeOf(scene);
  const { key } = await keys.signIn(scene, scene.alice);
  if (!(await keys.persist(key))) return;
  scene.note("by a mistake, her key in Redis loses its expiry");
  const copy = scene.copyOf(scene.alice);
  await lab.time.pass(life + 60);
  if (!(await keys.exists(key))) return;
  expect(await copy.get("/me")).status(
    401,
    `Alice signed in more than ${inWords(life)} ago, and a session lives for ${inWords(life)}. Her key is still in Redis, and with it her session goes on.`,
  );
  await keys.end(key);
});

// TODO 3

check("forgotten-await-in-write-back", awaits.inWriteBack);

check("cart-not-written", async (scene) => {
  const { alice } = scene;
  const { key } = await keys.signIn(scene, alice);
  const before = await keys.parts(key);
  const signedOut =
    "Alice put an apple into her cart, and is signed out: what was written is no session any more.";
  const apple = await buy(alice);
  const after = await keys.parts(key);
  const kept = [...before].every(([part, text]) => after.get(part) === text);
  expect(apple).status(
    [200, 201],
    `Alice put an apple into her cart, and ${apple.answeredBy} answers ${apple.status}. ${kept ? "Her session in Redis is as it was before: nothing was written." : "What it wrote is in Redis all the same: what writeBack returned says otherwise."}`,
    kept ? undefined : { slug: null },
  );
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
  const { key } = await keys.signIn(scene, scene.alice);
  // A write that begins a whole life would show nothing right after the sign-in.
  await lab.time.pass(100);
  const before = await keys.left(key);
  const put = await buy(scene.alice);
  const left = await keys.left(key);
  expect(put)
    .success("Alice could not put anything into her cart.", { slug: null })
    .that(
      left !== -1,
      "a time to live",
      "Alice put one item into her cart, and her session has no end any more.",
    )
    .that(
      left > 0 && left <= before + 1_000,
      "no more than before",
      `Before the purchase her session would have lived for ${Math.round(before / 1000)} s, and after it for ${Math.round(left / 1000)} s.`,
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
  const { key } = await keys.signIn(scene, scene.alice);
  const copy = scene.copyOf(scene.alice);
  await lab.time.pass(life - 100);
  expect(await copy.post("/cart", { item: "book" })).status(
    [200, 201],
    "Alice's session has 100 s left, and a purchase was refused.",
    { slug: null },
  );
  const written = await keys.persist(key);
  if (written) scene.note("by a mistake, her key in Redis loses its expiry");
  await lab.time.pass(200);
  expect(await copy.get("/me")).status(
    401,
    `Alice's session should end ${life} s after she signed in. A purchase in its last 100 s gave it a new life.`,
  );
});

function buy(alice: Browser) {
  return alice.post("/cart", { item: "apple" });
}

check("late-write-revives", async (scene) => {
  const { revived, opens, looked } = await distant.endMeanwhile(
    scene,
    await startD(),
    buy,
  );
  const saw =
    looked === null ? "" : ` It had looked with ${looked} before, and was too early.`;
  expectThat(
    !revived,
    `Alice's purchase was under way on server D when her session ended. D then wrote the cart, and her key was there again${opens ? ", for every copy of her cookie" : ", though a copy of her cookie does not open it"}.${saw}`,
  );
});

// TODO 4

check("forgotten-await-in-sign-out", awaits.inSignOut);

check("logout-ends-another-key", async (scene) => {
  const { key } = await keys.signIn(scene, scene.alice);
  using watch = await watchCommands(store);
  const out = await scene.alice.signOut();
  await watch.countNow();
  const ends = watch.commands.filter(({ words: [name = ""] }) =>
    /^(del|unlink)$/i.test(name),
  );
  const missed = ends.length > 0 && !ends.some(({ words }) => words.includes(key));
  expect(out).that(
    !missed || !(await keys.exists(key)),
    "her key deleted",
    `Alice signed out, and ${out.answeredBy} told Redis ${ends[0]?.words[0]?.toUpperCase()}, but of another key than the one that holds her session, which is still there.`,
  );
});

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

check("ticket-left-in-her-browser", signOutDropsTheTicket);

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

check("keeps-the-old-ticket", async (scene) => {
  for (let times = 1; times <= 2; times++) await scene.signIn(scene.phone);
  expect(await scene.phone.get("/me")).status(
    200,
    "Alice signed in again in the same browser, and is signed out.",
    { slug: null },
  );
  await signInEndsTheOldTicket.play(scene);
});

check("breaks-on-a-corrupt-value", (scene) => spoiltIsNoSession(scene, store, keys));

check("input-chooses-the-key", (scene) => noInputNamesAKey(scene, store, keys));

check("a-client-for-every-request", (scene) => connectionsAreShared(scene, store));

brokenLab.check("waits-without-end", outages.everyRequestIsAnswered);

brokenLab.check("outage-taken-for-a-stranger", outages.outageIsNoStranger);

brokenLab.check("dies-with-redis", outages.noServerDiesWithRedis);

brokenLab.check("never-comes-back", outages.serverFindsRedisAgain);

// Stretch tasks

check("forgotten-await-in-keep-in-use", awaits.inKeepInUse);

check("idle-for-ever", async (scene) => {
  await startF();
  const play = () => unusedTicketEnds.play(scene.where(lives));
  await distant.only("F", () => playWithMoments(store, play));
});

check("slides-past-the-end", async (scene) => {
  await startF();
  await distant.only("F", () => playWithMoments(store, () => slideToTheEnd(scene)));
});

async function slideToTheEnd(scene: Scene): Promise<void> {
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
}

check("late-read-revives", async (scene) => {
  const { response, revived, opens } = await distant.endMeanwhile(
    scene,
    await startF(),
    (alice) => alice.get("/me"),
  );
  expectThat(response !== null, "The request for /me got no answer.");
  expectThat(
    !revived,
    `Alice's request was under way on server F when her session ended. F went on after that, and her key was there again${opens ? ", for every copy of her cookie" : ""}.`,
  );
});

check("late-write-told-as-kept", async (scene) => {
  const { response, late } = await distant.endMeanwhile(scene, await startD(), buy);
  if (!late) return;
  expectThat(response !== null, "The purchase ran into a task that is not done yet.");
  const told =
    response.status < 400
      ? "that the apple is in her cart"
      : `${response.status}, as if something had broken`;
  expect(response).that(
    response.status === 401,
    "401",
    `Alice's session ended while her purchase was under way. Nothing was written, and the shop told her browser ${told}. (Either writeBack doesn't say that nothing was written, or save doesn't pass it on.)`,
    response.status < 400 ? undefined : { slug: null },
  );
});
