import {
  drainServer,
  expect,
  expectThat,
  inWords,
  killServer,
  lifeOf,
  loseServer,
  openChecks,
  type Response,
} from "#harness";
import { AddressPicks } from "./address-picks.ts";
import { areReplaced, areServed, chooseNoServer } from "./forged-pins.ts";
import { comeHomeWithAll } from "./kinds-of-requests.ts";
import { misconceptions } from "./misconceptions.ts";
import { expectClosedToScripts, expectNoNeedlessPin } from "./pin-lines.ts";
import { harmlessGoesOn, ordersGoOnce } from "./second-tries.ts";
import { expectServed, namedTheDead, sayInstead } from "./served.ts";
import { Visitor } from "./visitor.ts";
import { expectSignedIn, MANY, Visitors } from "./visitors.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);
const visitors = new Visitors(lab);
const byAddress = new AddressPicks(lab);

// TODO 1

check("stickiness-by-address", async () => {
  const met = new Map(lab.servers.names.map((name) => [name, 0]));
  // Of those whom dice send, fewer come to a server once in 14,000 runs.
  const isSpread = () => [...met.values()].every((count) => count >= 4);
  for (let count = 0; count < MANY && !isSpread(); count++) {
    const { home } = await visitors.arrive();
    met.set(home, (met.get(home) ?? 0) + 1);
  }
  const counts = [...met].map(([name, count]) => `${name} got ${count}`).join(", ");
  const fact = `${MANY} new browsers came from one address, as people behind one router do: ${counts}.`;
  const used = [...met.values()].filter((count) => count > 0).length;
  expectThat(isSpread(), fact, used === 1 ? undefined : { slug: null });
});

check("no-pin", async () => {
  for (let count = 0; count < 6; count++) {
    const bob = await visitors.arrive();
    const { first, home } = bob;
    expect(first).that(
      first.setCookies.length > 0,
      "a Set-Cookie",
      `Bob's browser came for the first time and met server ${home}. The response set no pin.`,
    );
    await bob.comesHome((browser) => browser.get("/products"), {
      fact: ({ server }) =>
        `Server ${home} answered Bob's first request, and his pin came back with the second. It went to ${server} all the same.`,
    });
  }
});

check("pin-set-with-every-answer", async () => {
  const name = await visitors.pinName();
  const bob = await visitors.arrive();
  for (let count = 0; count < 9; count++) {
    const response = await bob.comesHome((browser) => browser.get("/products"), {
      fact: ({ server }) =>
        `Bob was pinned to ${bob.home}, and now ${server} answers. Either the pick doesn't find his pin, or it chooses again all the same.`,
    });
    expectNoNeedlessPin(response, name);
  }
});

check("pin-for-some-requests", () => comeHomeWithAll(visitors));

check("pin-ends-before-the-ticket", async (scene) => {
  const alice = await visitors.signIn("alice");
  const life = lifeOf(scene);
  const pause = 20 * 60;
  // She is never away for long, so a pin that is renewed as she goes on holds, too.
  for (let age = pause; age < life; age += pause) {
    await lab.time.pass(pause);
    await alice.comesHome((browser) => browser.get("/me"), {
      fact: ({ server }) =>
        `Alice signed in on ${alice.home} ${inWords(age)} ago, and her pin came back. Her request went to ${server}.`,
      slug: null,
    });
  }
});

check("pin-named-like-the-ticket", async (scene) => {
  for (const browser of [scene.alice, scene.bob]) {
    const login = expectSignedIn(lab, await browser.signIn());
    const names = login.cookies.map(({ name }) => name);
    expect(login).that(
      names.length >= 2 && new Set(names).size === names.length,
      "a ticket and a pin",
      `${browser.owner} signed in, and the response sets ${names.join(" and ") || "nothing"}. Two cookies of different names are needed: the shop's ticket and the balancer's pin.`,
    );
    await browser.post("/cart", { item: browser.user });
    const cart = expectServed(lab, await browser.get("/cart"));
    expect(cart)
      .status(
        200,
        `${browser.owner} signed in at ${login.server}, and ${cart.answeredBy} asks for a sign-in.`,
        { slug: null },
      )
      .cart(
        [browser.user],
        `${browser.owner} put one thing into the cart, and the cart holds ${cart.cart.length}.`,
        { slug: null },
      );
  }
});

// TODO 2

check("forged-pin-believed", () => chooseNoServer(visitors));

check("forged-pin-refused", () => areServed(lab, visitors));

check("forged-pin-not-replaced", () => areReplaced(visitors));

// TODO 3

check("pin-outlives-its-server", async (scene) => {
  const alice = await visitors.signIn("alice");
  const bob = await visitors.signInElsewhere("bob", alice.home);
  const { home } = alice;
  await using _killed = await killServer(lab, home);
  scene.note(`SIGKILL → server ${home}`);
  const me = await alice.browser.get("/me");
  expect(me).that(
    !namedTheDead(me, home),
    "401",
    `Server ${home} is dead, two are up, and the pick still named ${home} for Alice. keepsItsUsers says whose pins still count: the pick has to ask it.`,
  );
  expect(expectServed(lab, me)).status(
    401,
    "The server that knew Alice is dead; nobody can know her.",
    { slug: null },
  );
  await bob.comesHome((browser) => browser.get("/me"), {
    fact: ({ server }) =>
      `Server ${home} was killed. Bob is known to ${bob.home}, which is up, and his pin came back. His request went to ${server}: whose server is up has to stay there.`,
    slug: null,
  });
  for (const _turn of lab.servers.names) {
    const first = await lab.browser("newcomer").get("/products");
    expect(first).that(
      !namedTheDead(first, home),
      "a living server",
      `Server ${home} is dead, and a new browser was sent to it. Only a server that is up may be given a turn: takesNewUsers has to say so, and the pick has to ask it.`,
      { slug: null },
    );
    expectServed(lab, first);
  }
});

check("moved-but-not-pinned", async (scene) => {
  const name = await visitors.pinName();
  const { browser: alice, home } = await visitors.arrive("alice");
  const lost = await loseServer(lab, home);
  scene.note(`the balancer can't reach ${home} for a moment`);
  const moved = new Visitor(lab, alice, await alice.get("/products"), name);
  const when = (situation: string) => ({
    fact: ({ server }: Response) =>
      `Alice was moved from ${home} to ${moved.home}. ${situation} she meets ${server}.`,
  });
  for (let count = 0; count < 3; count++) {
    const next = when("With the next request");
    await moved.comesHome((browser) => browser.get("/products"), next);
  }
  const login = when("As she signs in,");
  expectSignedIn(lab, await moved.comesHome((browser) => browser.signIn(), login));
  await lost[Symbol.asyncDispose]();
  scene.note(`${home} is back`);
  for (let count = 0; count < 3; count++) {
    const later = when(`Now that ${home} is back,`);
    await moved.comesHome((browser) => browser.get("/me"), later);
  }
});

check("dead-for-ever", async (scene) => {
  {
    await using _lost = await loseServer(lab, "B");
    for (let count = 0; count < 4; count++) await visitors.arrive();
  }
  scene.note("B was down, and is back");
  let met = "";
  for (let count = 0; count < MANY && met !== "B"; count++) {
    met = (await visitors.arrive()).home;
  }
  expectThat(
    met === "B",
    `B was down and is up again, and none of ${MANY} new browsers was sent to it.`,
  );
});

// TODO 4

check("drain-takes-new-users", async (scene) => {
  const pinnedToA: Visitor[] = [];
  for (let count = 0; count < MANY && pinnedToA.length < 3; count++) {
    const visitor = await visitors.arrive();
    if (visitor.home === "A") pinnedToA.push(visitor);
  }
  await using _draining = await drainServer(lab, "B");
  scene.note("B is draining: it is going to be switched off");
  const expectElsewhere = (first: Response, who: string) =>
    expect(expectServed(lab, first)).that(
      first.server !== "B",
      "A or C",
      `B is draining, so that it can be switched off when its last user has gone. ${who} was sent to it.`,
    );
  for (let count = 0; count < 6; count++) {
    expectElsewhere((await visitors.arrive()).first, "A new browser");
  }
  for (const pin of ["Z", "a", "127.0.0.1:6379"]) {
    const { first } = await visitors.arriveWith(pin);
    expectElsewhere(first, `A browser with the forged pin "${pin}"`);
  }
  await using _lost = await loseServer(lab, "A");
  scene.note("and the balancer can't reach A for a moment");
  for (const { browser } of pinnedToA) {
    const moved = await browser.get("/products");
    expectElsewhere(moved, "A browser that had been pinned to A, which is down,");
  }
});

check("drain-sends-users-away", async (scene) => {
  const alice = await visitors.signIn("alice");
  const { browser, home } = alice;
  const newcomer = await visitors.arriveAt(home);
  await using _draining = await drainServer(lab, home);
  scene.note(`${home} is draining`);
  for (const [method, path] of [
    ["GET", "/me"],
    ["POST", "/cart"],
    ["GET", "/cart"],
    ["HEAD", "/me"],
    ["DELETE", "/cart"],
    ["GET", "/me"],
  ] as const) {
    const json = method === "POST" ? { item: "kettle" } : undefined;
    await alice.comesHome(() => browser.send(method, path, { json }), {
      fact: ({ server }) =>
        `${home} is draining: it is up, and it knows Alice. Her ${method} ${path} was sent to ${server}, which doesn't.`,
    });
  }
  await newcomer?.comesHome((bob) => bob.signIn(), {
    fact: ({ server }) =>
      `Bob's browser was pinned to ${home} before it began to drain. As he signs in, he was sent to ${server}.`,
  });
  await using _lost = await loseServer(lab, home);
  scene.note(`the drain is over, and ${home} is switched off`);
  const me = await browser.get("/me");
  expect(me).that(
    !namedTheDead(me, home),
    "401",
    `${home} was draining, and has now been switched off. The pick still named it for Alice.`,
    { slug: null },
  );
  expectServed(lab, me);
});

// Guards: what the given code does right already.

check("pin-open-to-scripts", async () => {
  const pin = await visitors.pinName();
  const { browser: bob, first, home } = await visitors.arrive();
  expectClosedToScripts(first, pin, "a new browser");
  const forged = await visitors.arriveWith("Z");
  expectClosedToScripts(forged.first, pin, "a browser that brought a forged one");
  await using _lost = await loseServer(lab, home);
  const moved = expectServed(lab, await bob.get("/products"));
  // A balancer that keeps a list of its pins moves her there, and needs no other pin.
  if (moved.cookies.length > 0) {
    expectClosedToScripts(moved, pin, `a browser that was moved from ${home}`);
  }
});

check("balancer-takes-the-ticket", async () => {
  const pin = await visitors.pinName();
  const { browser: alice, first, home } = await visitors.signIn("alice");
  const tickets = first.cookies.map(({ name }) => name).filter((name) => name !== pin);
  const lost = await loseServer(lab, home);
  const moved = await alice.get("/me");
  await lost[Symbol.asyncDispose]();
  const changed = [...moved.hop.cookiesSet, ...moved.hop.cookiesCleared].filter((name) =>
    tickets.includes(name),
  );
  expect(moved).that(
    changed.length === 0,
    `only ${pin}`,
    `Alice was moved to ${moved.server}, and the balancer changed the cookie ${changed.join()}, which is the shop's.`,
  );
});

check("no-server-no-words", async (scene) => {
  const alice = await visitors.signIn("alice");
  {
    await using _a = await loseServer(lab, "A");
    await using _b = await loseServer(lab, "B");
    await using _c = await loseServer(lab, "C");
    scene.note("the balancer can't reach any server for a moment");
    for (const browser of [alice.browser, scene.bob]) {
      const me = await browser.get("/me");
      const named = me.hop.tried.at(-1);
      expect(me)
        .that(
          named === undefined || !lab.servers.names.includes(named),
          "503",
          `No server is up, and for ${browser.owner} the pick named ${named}.`,
        )
        .that(me.status === 503, "503", `No server is up. ${sayInstead(me)}`, {
          slug: null,
        });
    }
  }
  scene.note("all three are back");
  await alice.comesHome((browser) => browser.get("/me"), {
    fact: ({ server }) =>
      `The balancer could not reach Alice's server ${alice.home} for a moment. Now it can, and she was sent to ${server}.`,
  });
});

// Stretch tasks

check("skew-unseen", () => byAddress.areTogether(visitors));

check("address-leads-to-the-dead", (scene) => byAddress.leaveTheDead(scene));

check("hash-modulo-the-living", async () => {
  await byAddress.moveOnlyFromTheDead();
  await visitors.arrive();
});

check("gives-up-too-early", (scene) => harmlessGoesOn(lab, visitors, scene));

// The last check: nobody needs its server again.
check("order-sent-twice", (scene) => ordersGoOnce(lab, visitors, scene));
