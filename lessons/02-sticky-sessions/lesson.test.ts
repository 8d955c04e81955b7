import {
  type Browser,
  drainServer,
  expect,
  expectThat,
  freezeServer,
  killServer,
  killUnnoticed,
  loseServer,
  openChecks,
  type PickRequest,
  type Response,
  type ServerView,
  usePick,
} from "#harness";
import { misconceptions } from "./misconceptions.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);

/** Enough browsers to meet every server, even for a balancer that throws dice. */
const MANY = 30;

/** A browser that the balancer has never seen, and the response to its first request. */
async function arrive(user = "bob"): Promise<{ browser: Browser; first: Response }> {
  const browser = lab.browser(user);
  return { browser, first: await browser.get("/products") };
}

/** A user who signs in, and the server that knows them from then on. */
async function signedIn(user: string): Promise<{ browser: Browser; home: string }> {
  const browser = lab.browser(user);
  return { browser, home: expectSignedIn(await browser.signIn()).server };
}

/** The same, at another server than this one. */
async function signedInElsewhere(
  user: string,
  notAt: string,
): ReturnType<typeof signedIn> {
  const known = await signedIn(user);
  return known.home === notAt ? signedInElsewhere(user, notAt) : known;
}

function expectSignedIn(response: Response): Response {
  return expect(response).status(200, "The right password did not sign in.").response;
}

/** The name of the balancer's cookie: the shop itself sets none with its products. */
async function pinName(): Promise<string> {
  const { first } = await arrive();
  return first.cookies[0]?.name ?? "";
}

// TODO 1

check("stickiness-by-address", async () => {
  const met = new Set<string>();
  for (let count = 0; count < MANY && met.size < 3; count++) {
    const { first } = await arrive();
    expect(first).that(
      first.status === 200,
      "200",
      `A new browser came, three servers are up, and it got ${first.status}. null means that no server can take it; anything else must be an object with the name of a server, and without an error on the way.`,
      { slug: null },
    );
    met.add(first.server);
  }
  const idle = lab.servers.names.filter((name) => !met.has(name));
  expectThat(
    idle.length === 0,
    `${MANY} browsers that the balancer had never seen came from one address, as people behind one router do, and ${idle.join(" and ")} got none of them.`,
  );
});

check("no-pin", async () => {
  for (let count = 0; count < 6; count++) {
    const { browser, first } = await arrive();
    const home = first.server;
    expect(first).that(
      first.setCookies.length > 0,
      "a Set-Cookie",
      `Bob's browser met server ${home}, and the response gave it no pin.`,
    );
    const second = await browser.get("/products");
    const cameBack = second.hop.cookiesSeen.length > 0;
    expect(second).that(
      second.server === home,
      home,
      cameBack
        ? `Server ${home} answered Bob's first request, and his pin came back with the second. It went to ${second.server} all the same.`
        : `Server ${home} answered Bob's first request and gave his browser a pin, which did not come back with the second. That one went to ${second.server}.`,
    );
  }
});

check("pin-set-with-every-answer", async () => {
  const { browser, first } = await arrive();
  for (let count = 0; count < 9; count++) {
    const response = await browser.get("/products");
    expect(response).that(
      response.server === first.server,
      first.server,
      `Bob was pinned to ${first.server}, and now ${response.server} answers. Either the pick doesn't find his pin, or it chooses again all the same.`,
    );
  }
});

check("pin-for-some-requests", async () => {
  const { browser, home } = await signedIn("alice");
  const expectHome = (response: Response, what: string) =>
    expect(response).that(
      response.server === home,
      home,
      `Alice is known to ${home}. ${what} went to ${response.server}.`,
    );
  for (const method of ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"]) {
    expectHome(await browser.send(method, "/cart"), `${method} /cart`);
  }
  for (const path of ["/", "/healthz", "/products?page=2", "/cart/a/b/c", "/nowhere"]) {
    expectHome(await browser.get(path), `GET ${path}`);
  }
  for (const [name, value] of [
    ["Connection", "close"],
    ["User-Agent", "another"],
    ["X-Forwarded-For", "192.0.2.7"],
  ] as const) {
    const me = await browser.get("/me", { headers: { [name]: value } });
    expectHome(me, `A request with its own ${name}`);
  }
  const parallel = Array.from({ length: 6 }, () => browser.get("/me"));
  for (const me of await Promise.all(parallel)) {
    expectHome(me, "One of six requests at the same time");
  }
});

check("pin-named-like-the-ticket", async (scene) => {
  for (const browser of [scene.alice, scene.bob]) {
    const login = expectSignedIn(await browser.signIn());
    const names = login.cookies.map(({ name }) => name);
    expect(login).that(
      names.length >= 2 && new Set(names).size === names.length,
      "a ticket and a pin",
      `${browser.owner} signed in, and the response sets ${names.join(" and ") || "nothing"}. Two cookies of different names are needed: the shop's ticket and the balancer's pin.`,
    );
    await browser.post("/cart", { item: browser.user });
    const cart = await browser.get("/cart");
    expect(cart)
      .status(
        200,
        `${browser.owner} signed in at ${login.server}, and ${cart.answeredBy} asks for a sign-in.`,
      )
      .cart(
        [browser.user],
        `${browser.owner} put one thing into the cart, and the cart holds ${cart.cart.length}.`,
      );
  }
});

// TODO 2

/** What someone could write into the pin by hand. */
const forgedPins = [
  "Z",
  "a",
  "127.0.0.1:6379",
  "__proto__",
  "constructor",
  "0",
  "undefined",
  "",
  "A,B",
  "A%0D%0Ax",
  "x".repeat(3_000),
];

/** A browser with a pin that nobody gave it, and the response to its first request. */
async function arriveWith(pin: string, name: string) {
  const browser = lab.browser("bob");
  browser.setCookie(name, pin);
  return { browser, first: await browser.get("/products") };
}

function shown(pin: string): string {
  return pin.length > 20 ? `of ${pin.length} characters` : `"${pin}"`;
}

check("forged-pin-believed", async () => {
  const name = await pinName();
  for (const pin of forgedPins) {
    const { first } = await arriveWith(pin, name);
    const wrote = `A browser wrote the pin ${shown(pin)} by hand, and the`;
    expect(first)
      .that(
        first.status !== 502,
        "200",
        `${wrote} balancer took it for the name of a server: strangers choose where requests go.`,
      )
      .that(first.status !== 500, "200", `${wrote} pick threw an error.`);
  }
});

check("forged-pin-refused", async () => {
  const name = await pinName();
  const responses: Response[] = [];
  for (const pin of forgedPins) responses.push((await arriveWith(pin, name)).first);
  for (const Cookie of [
    `${name}=Z; ${name}=A`,
    `${name}=A; ${name}=Z`,
    `${name}; ${name}=`,
  ]) {
    responses.push(await lab.browser("bob").get("/products", { headers: { Cookie } }));
  }
  for (const response of responses) {
    expect(response).status(
      200,
      "A browser came with a pin that the balancer had not given, and it was turned away. Such a pin may be years old, or from another shop on this host.",
    );
  }
});

check("forged-pin-not-replaced", async () => {
  const name = await pinName();
  const met = new Set<string>();
  for (const pin of forgedPins) {
    const { browser, first } = await arriveWith(pin, name);
    met.add(first.server);
    const second = await browser.get("/products");
    expect(second).that(
      second.server === first.server,
      first.server,
      `A browser with the forged pin ${shown(pin)} met ${first.server}, and then ${second.server}.`,
    );
  }
  expectThat(
    met.size > 1,
    `${forgedPins.length} browsers with forged pins all went to ${[...met].join()}.`,
  );
});

// TODO 3

check("pin-outlives-its-server", async (scene) => {
  const { browser: alice, home } = await signedIn("alice");
  const bob = await signedInElsewhere("bob", home);
  await using _killed = await killServer(lab, home);
  scene.note(`SIGKILL → server ${home}`);
  const me = await alice.get("/me");
  expect(me)
    .that(
      me.status < 500,
      "401",
      `Server ${home} is dead, two are up, and the pick still named ${home}: Alice got ${me.status}. keepsItsUsers says whose pins still count: the pick has to ask it.`,
    )
    .status(401, "The server that knew Alice is dead; nobody can know her.");
  expect(await bob.browser.get("/me")).status(
    200,
    `Server ${home} was killed, and Bob, who is known to ${bob.home}, is out too.`,
  );
  for (const _turn of lab.servers.names) {
    const { first } = await arrive("newcomer");
    expect(first).that(
      first.status === 200,
      "a living server",
      `Server ${home} is dead, and a new browser was sent to it. Only a server that is up may be given a turn: takesNewUsers has to say so, and the pick has to ask it.`,
      { slug: null },
    );
  }
});

check("moved-but-not-pinned", async (scene) => {
  const { browser: alice, first } = await arrive("alice");
  const home = first.server;
  const lost = await loseServer(lab, home);
  scene.note(`the balancer can't reach ${home} for a moment`);
  const { server } = await alice.get("/products");
  const expectStay = (response: Response, when: string) =>
    expect(response).that(
      response.server === server,
      server,
      `Alice was moved from ${home} to ${server}. ${when} she meets ${response.server}.`,
    );
  for (let count = 0; count < 3; count++) {
    expectStay(await alice.get("/products"), "With the next request");
  }
  expectStay(expectSignedIn(await alice.signIn()), "As she signs in,");
  await lost[Symbol.asyncDispose]();
  scene.note(`${home} is back`);
  for (let count = 0; count < 3; count++) {
    expectStay(await alice.get("/me"), `Now that ${home} is back,`);
  }
});

check("dead-for-ever", async (scene) => {
  {
    await using _lost = await loseServer(lab, "B");
    for (let count = 0; count < 4; count++) await arrive();
  }
  scene.note("B was down, and is back");
  let met = "";
  for (let count = 0; count < MANY && met !== "B"; count++) {
    met = (await arrive()).first.server;
  }
  expectThat(
    met === "B",
    `B was down and is up again, and none of ${MANY} new browsers was sent to it.`,
  );
});

// TODO 4

check("drain-takes-new-users", async (scene) => {
  const name = await pinName();
  const pinnedToA: Browser[] = [];
  for (let count = 0; count < MANY && pinnedToA.length < 3; count++) {
    const { browser, first } = await arrive();
    if (first.server === "A") pinnedToA.push(browser);
  }
  await using _draining = await drainServer(lab, "B");
  scene.note("B is draining: it is going to be switched off");
  const expectElsewhere = (first: Response) =>
    expect(first)
      .status(200, "Two servers are up, and a new browser was turned away.")
      .that(
        first.server !== "B",
        "A or C",
        "B is draining, so that it can be switched off when its last user has gone. A new browser was sent to it.",
      );
  for (let count = 0; count < 6; count++) expectElsewhere((await arrive()).first);
  for (const pin of forgedPins.slice(0, 3)) {
    expectElsewhere((await arriveWith(pin, name)).first);
  }
  await using _lost = await loseServer(lab, "A");
  scene.note("and the balancer can't reach A for a moment");
  for (const browser of pinnedToA) expectElsewhere(await browser.get("/products"));
});

check("drain-sends-users-away", async (scene) => {
  const { browser: alice, home } = await signedIn("alice");
  await using _draining = await drainServer(lab, home);
  scene.note(`${home} is draining`);
  for (let count = 0; count < 3; count++) {
    const me = await alice.get("/me");
    expect(me).status(
      200,
      `${home} is draining: it is up, and it knows Alice. She was sent to ${me.server}, which doesn't.`,
    );
  }
  await using _lost = await loseServer(lab, home);
  scene.note(`the drain is over, and ${home} is switched off`);
  const me = await alice.get("/me");
  expect(me).that(
    me.status === 401,
    "401",
    `${home} was draining, and has now been switched off. Alice, who is still pinned to it, got ${me.status}.`,
  );
});

// Guards: what the given code does right already.

check("pin-open-to-scripts", async () => {
  const { first } = await arrive();
  const { httpOnly, sameSite, domain, path } = first.cookies[0] ?? {};
  expect(first)
    .that(httpOnly === true, "HttpOnly", "The pin lacks HttpOnly.")
    .that(
      sameSite === "lax" || sameSite === "strict" || sameSite === true,
      "SameSite",
      "The pin does not say SameSite=Lax or Strict, so each browser decides by itself whether other sites' requests carry it.",
    )
    .that(
      path === "/" && domain === undefined,
      "Path=/",
      "The pin must go back with every path of this host, and to no other host: Path=/, and no Domain.",
    );
});

check("balancer-takes-the-ticket", async () => {
  const name = await pinName();
  const { browser: alice, home } = await signedIn("alice");
  const lost = await loseServer(lab, home);
  const moved = await alice.get("/me");
  await lost[Symbol.asyncDispose]();
  const foreign = [...moved.hop.cookiesSet, ...moved.hop.cookiesCleared].filter(
    (cookie) => cookie !== name,
  );
  expect(moved).that(
    foreign.length === 0,
    `only ${name}`,
    `Alice was moved to ${moved.server}, and the balancer changed the cookie ${foreign.join()}, which is the shop's.`,
  );
});

check("no-server-no-words", async (scene) => {
  const { browser: alice } = await signedIn("alice");
  {
    await using _a = await loseServer(lab, "A");
    await using _b = await loseServer(lab, "B");
    await using _c = await loseServer(lab, "C");
    scene.note("the balancer can't reach any server for a moment");
    for (const browser of [alice, scene.bob]) {
      const me = await browser.get("/me");
      expect(me).that(
        me.status === 503 && me.text.trim() !== "",
        "503",
        `No server is up, and ${browser.owner} got ${me.status}.`,
      );
    }
  }
  scene.note("all three are back");
  expect(await alice.get("/me")).status(
    200,
    "The balancer could not reach Alice's server for a moment. Now it can, and she is out: her pin was given away meanwhile.",
  );
});

// Stretch tasks

const allUp: ServerView[] = ["A", "B", "C"].map((name) => ({ name, state: "up" }));

/** Which server the learner's pick by address chooses for one address. */
async function pickFor(address: string, servers: readonly ServerView[]): Promise<string> {
  const request: PickRequest = { method: "GET", path: "/me", address, cookies: {} };
  const pick = await lab.callBalancer("pickByAddress", request, servers);
  if (typeof pick !== "object" || pick === null || !("server" in pick)) return "nobody";
  return String(pick.server);
}

check("skew-unseen", async () => {
  const home = await pickFor("127.0.0.1", allUp);
  await using _byAddress = await usePick(lab, "pickByAddress");
  const responses: Response[] = [];
  for (let count = 0; count < 9; count++) {
    const headers = { "X-Forwarded-For": `192.0.2.${count}` };
    responses.push(await lab.browser("bob").get("/products", { headers }));
  }
  for (const response of responses) {
    expect(response).that(
      response.server === home,
      home,
      `Nine browsers came from 127.0.0.1. One was sent to ${home}, another one to ${response.server}.`,
    );
  }
});

check("address-leads-to-the-dead", async (scene) => {
  const home = await pickFor("127.0.0.1", allUp);
  await using _byAddress = await usePick(lab, "pickByAddress");
  await using _lost = await loseServer(lab, home);
  scene.note(`the balancer can't reach ${home} for a moment`);
  const responses: Response[] = [];
  for (let count = 0; count < 3; count++) {
    responses.push(await lab.browser("bob").get("/products"));
  }
  for (const response of responses) {
    expect(response).that(
      response.status === 200 && response.server === responses[0]?.server,
      "200",
      `${home} is down, two are up, and of the browsers at 127.0.0.1, whose server it was, one got ${response.status} from ${response.server}.`,
    );
  }
});

check("hash-modulo-the-living", async () => {
  // Each from a network of its own: nginx looks at the first three octets only.
  const addresses = Array.from(
    { length: 60 },
    (_, at) => `10.${at % 3}.${Math.floor(at / 3)}.7`,
  );
  const choose = (servers: readonly ServerView[]) =>
    Promise.all(addresses.map((address) => pickFor(address, servers)));
  const before = await choose(allUp);
  expectThat(
    before.join() === (await choose(allUp)).join(),
    "The same address was sent to one server and then to another, while all three were up.",
  );
  for (const dead of ["A", "B", "C"]) {
    const known = before.filter((server) => server === dead).length;
    expectThat(
      known > 0,
      `Of ${addresses.length} addresses not one leads to ${dead}: they are not spread over all servers.`,
    );
    const after = await choose(
      allUp.map(({ name, state }) => ({ name, state: name === dead ? "down" : state })),
    );
    const moved = before.filter((server, at) => server !== after[at]).length;
    expectThat(
      moved === known,
      `${dead} died. It had ${known} of ${addresses.length} addresses, and ${moved} moved. Whoever moves is signed out. (hash % servers.length changes for nearly everyone.)`,
    );
  }
  const { first } = await arrive();
  expect(first).status(200, "The balancer no longer answers.", { slug: null });
});

/** Whether the learner's file would send a request twice. */
async function wouldSendAgain(method: string, sent: boolean): Promise<boolean> {
  return (await lab.callBalancer("sendAgain", { method, sent })) === true;
}

check("gives-up-too-early", async (scene) => {
  for (const method of ["POST", "PATCH", "PUT", "DELETE", "HEAD"]) {
    expectThat(
      await wouldSendAgain(method, false),
      `A ${method} of which nothing was sent is given up: sendAgain says no. Nothing can have happened yet, whatever the method.`,
    );
  }
  for (const method of ["GET", "HEAD"]) {
    expectThat(
      await wouldSendAgain(method, true),
      `A ${method} that the dead server may have read is given up: sendAgain says no. It changes nothing, however often it comes.`,
    );
  }
  const { browser: alice, home } = await signedIn("alice");
  const other = alice.copiedBySomeone();
  await killUnnoticed(lab, home);
  scene.note(`${home} dies, and the balancer has not noticed`);
  const me = await alice.get("/me");
  expect(me).that(
    me.status === 401,
    "401",
    `${home} is dead, which the balancer found out by Alice's GET, and she got ${me.status}. Another server may answer her.`,
  );
  const login = await other.signIn();
  expect(login).that(
    login.status === 200,
    "200",
    `${home} refused the connection, so nothing of this POST was sent, and Alice got ${login.status}.`,
  );
  // Two are left, which is enough for the next check.
  await loseServer(lab, home);
});

// The last check: nobody needs its server again.
check("order-sent-twice", async (scene) => {
  for (const method of ["POST", "PATCH"]) {
    expectThat(
      !(await wouldSendAgain(method, true)),
      `sendAgain says yes to a ${method} that may have reached the dead server. Nobody knows whether the server had done it before it died: a second time may be a second order.`,
    );
  }
  const { browser: alice, home } = await signedIn("alice");
  const reader = alice.copiedBySomeone();
  const { browser: bob } = await signedInElsewhere("bob", home);
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
  expect(read).that(
    read.status === 401,
    "401",
    `${home} had Alice's GET when it died, and she got ${read.status}. Another server may be asked.`,
  );
});
