import {
  type Browser,
  drainServer,
  expect,
  expectThat,
  freezeServer,
  inWords,
  killServer,
  killUnnoticed,
  lifeOf,
  loseServer,
  openChecks,
  type Response,
  usePick,
} from "#harness";
import { AddressPicks, allUp, without } from "./address-picks.ts";
import { kindsOfRequests } from "./kinds-of-requests.ts";
import { misconceptions } from "./misconceptions.ts";
import { expectClosedToScripts, expectNoNeedlessPin } from "./pin-lines.ts";
import { wouldSendAgain } from "./second-tries.ts";
import { expectServed, namedTheDead, sayInstead } from "./served.ts";
import { Visitor } from "./visitor.ts";
import { expectNoneFollowed, expectSignedIn, MANY, shown, Visitors } from "./visitors.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);
const visitors = new Visitors(lab);
const byAddress = new AddressPicks(lab);

// TODO 1

check("stickiness-by-address", async () => {
  const met = new Map(lab.servers.names.map((name) => [name, 0]));
  for (let count = 0; count < MANY; count++) {
    const { home } = await visitors.arrive();
    met.set(home, (met.get(home) ?? 0) + 1);
  }
  const counts = [...met].map(([name, count]) => `${name} got ${count}`).join(", ");
  const fact = `${MANY} new browsers came from one address, as people behind one router do: ${counts}.`;
  const used = [...met.values()].filter((count) => count > 0).length;
  // Of those whom dice send, fewer come to a server once in 14,000 runs.
  const isSpread = [...met.values()].every((count) => count >= 4);
  expectThat(isSpread, fact, used === 1 ? undefined : { slug: null });
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

check("pin-for-some-requests", async () => {
  // A stranger first: if he stays, and Alice does not, it is her ticket that moves her.
  const bob = await visitors.arrive();
  const alice = await visitors.signIn("alice");
  for (const { what, send } of kindsOfRequests) {
    await bob.comesHome(send, {
      fact: ({ server }) =>
        `Bob belongs to ${bob.home}, and his pin came with ${what}. It went to ${server}.`,
    });
  }
  for (const { what, send } of kindsOfRequests) {
    await alice.comesHome(send, {
      fact: ({ server }) =>
        `Alice is known to ${alice.home}, and her pin came with ${what}. It went to ${server}. Bob's browser, which brings no ticket, stays where it belongs: it is the pin that has to decide, and not the ticket.`,
      slug: null,
    });
  }
  const atOnce = Array.from({ length: 6 }, () =>
    alice.comesHome((browser) => browser.get("/me"), {
      fact: ({ server }) =>
        `Alice is known to ${alice.home}, and her pin came with six requests at the same time. One went to ${server}.`,
    }),
  );
  await Promise.all(atOnce);
});

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

check("forged-pin-believed", async () => {
  for (const pin of await visitors.forgePins()) {
    const { first } = await visitors.askWith(pin);
    const wrote = `A browser wrote the pin ${shown(pin)} by hand, and`;
    expect(first)
      .that(
        !namedTheDead(first, pin),
        "200",
        `${wrote} the pick took it for the name of a server: strangers choose where requests go.`,
      )
      .that(
        !first.text.includes("threw an error"),
        "200",
        `${wrote} the pick threw an error.`,
      );
  }
  await expectNoneFollowed(visitors);
});

check("forged-pin-refused", async () => {
  const name = await visitors.pinName();
  const responses: Response[] = [];
  for (const pin of await visitors.forgePins()) {
    responses.push((await visitors.askWith(pin)).first);
  }
  for (const Cookie of [
    `${name}=Z; ${name}=A`,
    `${name}=A; ${name}=Z`,
    `${name}; ${name}=`,
  ]) {
    responses.push(await lab.browser("bob").get("/products", { headers: { Cookie } }));
  }
  const bob = lab.browser("bob");
  bob.setCookie(name, "Z");
  responses.push(await bob.signIn());
  for (const response of responses) {
    const { hop } = response;
    expect(response).that(
      response.status !== 503,
      "200",
      `A browser came with a pin that the balancer had not given, and its ${hop.method} ${hop.path} was turned away. Such a pin may be years old, or from another shop on this host.`,
    );
    expectServed(lab, response);
  }
});

check("forged-pin-not-replaced", async () => {
  const met = new Set<string>();
  const pins = await visitors.forgePins();
  for (const pin of pins) {
    const mallory = await visitors.arriveWith(pin);
    met.add(mallory.home);
    await mallory.comesHome((browser) => browser.get("/products"), {
      fact: ({ server }) =>
        `A browser with the forged pin ${shown(pin)} met ${mallory.home}, and then ${server}.`,
    });
  }
  expectThat(
    met.size > 1,
    `${pins.length} browsers with forged pins all went to ${[...met].join()}.`,
  );
});

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

check("skew-unseen", async () => {
  const pinned: Visitor[] = [];
  for (let count = 0; count < 9; count++) pinned.push(await visitors.arrive());
  await using _byAddress = await usePick(lab, "pickByAddress");
  let home = "";
  for (const [count, { browser }] of pinned.entries()) {
    const send = kindsOfRequests[count]?.send ?? ((bob: Browser) => bob.get("/me"));
    const response = expectServed(lab, await send(browser));
    home ||= response.server;
    expect(response)
      .that(
        response.server === home,
        home,
        `Browsers with different pins sent different requests from 127.0.0.1. One was sent to ${home}, another one to ${response.server}.`,
      )
      .that(
        response.setCookies.length === 0,
        "no Set-Cookie",
        "pickByAddress is for clients that keep no cookies, and its response sets one.",
        { slug: null },
      );
  }
});

check("address-leads-to-the-dead", async (scene) => {
  const home = await byAddress.choose("127.0.0.1", allUp);
  await using _byAddress = await usePick(lab, "pickByAddress");
  await using _lost = await loseServer(lab, home);
  scene.note(`the balancer can't reach ${home} for a moment`);
  let other = "";
  for (let count = 0; count < 3; count++) {
    const response = await lab.browser("bob").get("/products");
    expect(response).that(
      !namedTheDead(response, home),
      "a living server",
      `${home} is down, two are up, and for 127.0.0.1 pickByAddress still named ${home}.`,
    );
    other ||= expectServed(lab, response).server;
    expect(response).that(
      response.server === other,
      other,
      `${home} is down. Of the browsers at 127.0.0.1, whose server it was, one was sent to ${other}, and another one to ${response.server}.`,
      { slug: null },
    );
  }
});

check("hash-modulo-the-living", async () => {
  // Each from a network of its own: nginx looks at the first three octets only.
  const addresses = Array.from(
    { length: 60 },
    (_, at) => `10.${at % 3}.${Math.floor(at / 3)}.7`,
  );
  const before = await byAddress.chooseAll(addresses, allUp);
  expectThat(
    before.join() === (await byAddress.chooseAll(addresses, allUp)).join(),
    "The same address was sent to one server and then to another, while all three were up.",
    { slug: null },
  );
  for (const { name: dead } of allUp) {
    const known = before.filter((server) => server === dead).length;
    expectThat(
      known > 0,
      `Of ${addresses.length} addresses not one leads to ${dead}: they are not spread over all servers.`,
      { slug: null },
    );
    const after = await byAddress.chooseAll(addresses, without(dead));
    expectThat(
      !after.includes(dead),
      `${dead} is down, and an address still leads to it.`,
      { slug: "address-leads-to-the-dead" },
    );
    const moved = before.filter((server, at) => server !== after[at]).length;
    expectThat(
      moved === known,
      `${dead} died. It had ${known} of ${addresses.length} addresses, and ${moved} moved. Anyone who moves is signed out. (hash % servers.length changes for nearly everyone.)`,
    );
  }
  await visitors.arrive();
});

check("gives-up-too-early", async (scene) => {
  for (const method of ["POST", "PATCH", "PUT", "DELETE", "HEAD"]) {
    expectThat(
      await wouldSendAgain(lab, method, false),
      `A ${method} of which nothing was sent is given up: sendAgain says no. Nothing can have happened yet, whatever the method.`,
    );
  }
  for (const method of ["GET", "HEAD"]) {
    expectThat(
      await wouldSendAgain(lab, method, true),
      `A ${method} that the dead server may have read is given up: sendAgain says no. It changes nothing, however often it comes.`,
    );
  }
  const { browser: alice, home } = await visitors.signIn("alice");
  const other = alice.copiedBySomeone();
  await killUnnoticed(lab, home);
  scene.note(`${home} dies, and the balancer has not noticed`);
  expectServed(lab, await alice.get("/me"));
  expectSignedIn(lab, await other.signIn());
  // Two are left, which is enough for the next check.
  await loseServer(lab, home);
});

// The last check: nobody needs its server again.
check("order-sent-twice", async (scene) => {
  for (const method of ["POST", "PATCH"]) {
    expectThat(
      !(await wouldSendAgain(lab, method, true)),
      `sendAgain says yes to a ${method} that may have reached the dead server. Nobody knows whether the server had done it before it died: a second time may be a second order.`,
    );
  }
  const { browser: alice, home } = await visitors.signIn("alice");
  const reader = alice.copiedBySomeone();
  const { browser: bob } = await visitors.signInElsewhere("bob", home);
  await using _frozen = freezeServer(lab, home);
  scene.note(`${home} is frozen in the middle of its work`);
  const order = alice.post("/cart", { item: "kettle" });
  const page = reader.get("/me");
  // The balancer has sent both on by the time that it has answered these.
  for (let count = 0; count < 10; count++) await bob.get("/me");
  await killUnnoticed(lab, home);
  scene.note(`SIGKILL → server ${home}`);
  const [ordered, read] = await Promise.all([order, page]);
  expect(ordered).that(
    ordered.hop.tried.length === 1,
    "502",
    `${home} had Alice's order when it died, and the balancer sent it to ${ordered.hop.tried.slice(1).join()} as well. Nobody knows whether ${home} had done it: she may get two kettles.`,
  );
  expectServed(lab, read);
});
