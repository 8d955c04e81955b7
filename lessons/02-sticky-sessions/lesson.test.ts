import { parseSetCookie } from "cookie";
import {
  type Browser,
  check,
  drainServer,
  expectStatus,
  expectThat,
  freezeServer,
  killServer,
  killUnnoticed,
  loseServer,
  openLab,
  type PickRequest,
  type Response,
  type ServerView,
  usePick,
} from "#harness";

const lab = await openLab(import.meta.url);

/** Enough browsers to meet every server, even for a balancer that throws dice. */
const MANY = 30;

/** A browser that the balancer has never seen, and the answer to its first request. */
async function arrive(user = "bob"): Promise<{ browser: Browser; first: Response }> {
  const browser = lab.browser(user);
  return { browser, first: await browser.get("/products") };
}

/** A user who signs in, and the server that knows them from then on. */
async function signedIn(user: string): Promise<{ browser: Browser; home: string }> {
  const browser = lab.browser(user);
  const { server } = expectSignedIn(await browser.signIn());
  return { browser, home: server };
}

/** The same, at another server than this one. */
async function signedInElsewhere(
  user: string,
  notAt: string,
): ReturnType<typeof signedIn> {
  const known = await signedIn(user);
  return known.home === notAt ? signedInElsewhere(user, notAt) : known;
}

function expectSignedIn(answer: Response): Response {
  expectStatus(answer, 200, "The right password did not sign in.");
  return answer;
}

/** The name of the balancer's cookie: the shop itself sets none with its products. */
async function pinName(): Promise<string> {
  const { first } = await arrive();
  return parseSetCookie(first.setCookies[0] ?? "").name;
}

// TODO 1

check(
  "stickiness-by-address",
  "new browsers are spread over all three servers",
  async () => {
    const met = new Set<string>();
    let last: Response | undefined;
    for (let count = 0; count < MANY && met.size < 3; count++) {
      last = (await arrive()).first;
      expectThat(
        last.status === 200,
        `A new browser came, three servers are up, and it got ${last.status}. null means that no server can take it; anything else must be an object with the name of a server, and without an error on the way.`,
        { answer: last, expected: "200", slug: null },
      );
      met.add(last.server);
    }
    const idle = lab.servers.names.filter((name) => !met.has(name));
    expectThat(
      last !== undefined && idle.length === 0,
      `${MANY} browsers that the balancer had never seen came from one address, as people behind one router do, and ${idle.join(" and ")} got none of them. Either the pick goes by the address, which tells nobody apart, or it gives everybody the same server. Each new browser goes to the next one in turn.`,
    );
  },
);

check("no-pin", "a browser comes back to the server that it met first", async () => {
  for (let count = 0; count < 6; count++) {
    const { browser, first } = await arrive();
    expectThat(
      first.setCookies.length > 0,
      `Bob's browser met server ${first.server}, and the answer gave it no pin. With its next request nothing will tell it from any other browser.`,
      { answer: first, expected: "a Set-Cookie" },
    );
    const second = await browser.get("/products");
    expectThat(
      second.server === first.server,
      `Server ${first.server} answered Bob's first request, and his pin came back with the second. It went to ${second.server} all the same.`,
      { answer: second, expected: first.server },
    );
  }
});

check("pin-set-with-every-answer", "it stays there, request after request", async () => {
  const { browser, first } = await arrive();
  for (let count = 0; count < 9; count++) {
    const answer = await browser.get("/products");
    expectThat(
      answer.server === first.server,
      `Bob was pinned to ${first.server}, and now ${answer.server} answers. Either the pick doesn't find the pin that came with the request, or it chooses anew all the same, and moves the browser along. A browser that has a good pin needs no other.`,
      { answer, expected: first.server },
    );
  }
});

check(
  "pin-for-some-requests",
  "it stays there, whatever it asks and over whichever connection",
  async () => {
    const { browser, home } = await signedIn("alice");
    const expectHome = (answer: Response, what: string) => {
      expectThat(
        answer.server === home,
        `Alice is known to ${home}. ${what} went to ${answer.server}: the pin belongs to the browser, so the pick must not look at the method, the path, the headers or the connection.`,
        { answer, expected: home },
      );
    };
    for (const method of ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"]) {
      expectHome(await browser.send(method, "/cart"), `${method} /cart`);
    }
    for (const path of ["/", "/healthz", "/products?page=2", "/cart/a/b/c", "/nowhere"]) {
      expectHome(await browser.get(path), `GET ${path}`);
    }
    for (const headers of [
      { Connection: "close" },
      { "User-Agent": "another" },
      { "X-Forwarded-For": "192.0.2.7" },
    ]) {
      const name = Object.keys(headers).join();
      expectHome(await browser.get("/me", { headers }), `A request with its own ${name}`);
    }
    const parallel = Array.from({ length: 6 }, () => browser.get("/me"));
    for (const answer of await Promise.all(parallel)) {
      expectHome(answer, "One of six requests at the same time");
    }
  },
);

check(
  "pin-named-like-the-ticket",
  "Alice and Bob stay signed in, with their carts",
  async () => {
    for (const user of ["alice", "bob"]) {
      const browser = lab.browser(user);
      const answer = expectSignedIn(await browser.signIn());
      const names = answer.setCookies.map((line) => parseSetCookie(line).name);
      expectThat(
        names.length >= 2 && new Set(names).size === names.length,
        `${browser.owner} signed in, and the answer sets ${names.join(" and ") || "nothing"}. Two cookies of different names are needed: the shop's ticket and the balancer's pin. A browser keeps one of each name.`,
        { answer, expected: "a ticket and a pin" },
      );
      await browser.post("/cart", { item: user });
      const cart = await browser.get("/cart");
      expectStatus(
        cart,
        200,
        `${browser.owner} signed in at ${answer.server} and is asked by ${cart.server} to sign in.`,
      );
      expectThat(
        cart.cart.join() === user,
        `${browser.owner} put one thing into the cart, and the cart holds ${cart.cart.length}.`,
        { answer: cart, expected: user },
      );
    }
  },
);

// TODO 2

/** What somebody could write into the pin by hand. */
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

/** A browser with a pin that nobody gave it, and the answer to its first request. */
async function arriveWith(pin: string, name: string) {
  const browser = lab.browser("bob");
  browser.setCookie(name, pin);
  return { browser, first: await browser.get("/products") };
}

function shown(pin: string): string {
  return pin.length > 20 ? `of ${pin.length} characters` : `"${pin}"`;
}

check(
  "forged-pin-believed",
  "a pin that was written by hand names no server",
  async () => {
    const name = await pinName();
    for (const pin of forgedPins) {
      const { first } = await arriveWith(pin, name);
      expectThat(
        first.status !== 502,
        `A browser wrote the pin ${shown(pin)} by hand, and the balancer took it for the name of a server. Whoever believes such a pin lets strangers choose where requests go. Only a name on the balancer's own list is a server.`,
        { answer: first, expected: "200" },
      );
      expectThat(
        first.status !== 500,
        `A browser wrote the pin ${shown(pin)} by hand, and the pick threw an error. What comes from a browser can be anything.`,
        { answer: first, expected: "200" },
      );
    }
  },
);

check(
  "forged-pin-refused",
  "a browser with such a pin is served like a new one",
  async () => {
    const name = await pinName();
    const twice = [`${name}=Z; ${name}=A`, `${name}=A; ${name}=Z`, `${name}; ${name}=`];
    const answers: Response[] = [];
    for (const pin of forgedPins) answers.push((await arriveWith(pin, name)).first);
    for (const Cookie of twice) {
      answers.push(await lab.browser("bob").get("/products", { headers: { Cookie } }));
    }
    for (const answer of answers) {
      expectStatus(
        answer,
        200,
        "A browser came with a pin that the balancer had not given, and it was turned away. Such a pin may be years old, or from another shop on this host: it is no reason to refuse anybody. It is a new browser.",
      );
    }
  },
);

check(
  "forged-pin-not-replaced",
  "and it gets a pin of its own, which holds",
  async () => {
    const name = await pinName();
    const met = new Set<string>();
    for (const pin of forgedPins) {
      const { browser, first } = await arriveWith(pin, name);
      met.add(first.server);
      const answer = await browser.get("/products");
      expectThat(
        answer.server === first.server,
        `A browser with the forged pin ${shown(pin)} met ${first.server}, and then ${answer.server}. It still holds the pin that means nothing: like any new browser it needs one that does.`,
        { answer, expected: first.server },
      );
    }
    expectThat(
      met.size > 1,
      `${forgedPins.length} browsers with forged pins all went to ${[...met].join()}. They are new browsers, and those take turns.`,
    );
  },
);

// TODO 3

check(
  "pin-outlives-its-server",
  "Alice's server is killed, and another one answers her",
  async () => {
    const { browser: alice, home } = await signedIn("alice");
    const bob = await signedInElsewhere("bob", home);
    await using _killed = await killServer(lab, home);
    lab.timeline.addEvent(`SIGKILL → server ${home}`);
    const me = await alice.get("/me");
    expectThat(
      me.status < 500,
      `Server ${home} is dead, two are up, and the pick still named ${home}: Alice got ${me.status}. A pin to a server that is down is worth no more than none, so another server is chosen. That one does not know her, and 401 is right. keepsItsUsers says whose pins still count: the pick has to ask it.`,
      { answer: me, expected: "401" },
    );
    expectStatus(me, 401, "The server that knew Alice is dead; nobody can know her.");
    expectStatus(
      await bob.browser.get("/me"),
      200,
      `Server ${home} was killed, and Bob, who is known to ${bob.home}, is out too.`,
    );
    for (const _turn of lab.servers.names) {
      const newcomer = await lab.browser("newcomer").get("/products");
      expectThat(
        newcomer.status === 200,
        `Server ${home} is dead, and a new browser was sent to it. Only a server that is up may be given a turn: takesNewUsers has to say so, and the pick has to ask it.`,
        { answer: newcomer, expected: "a living server", slug: null },
      );
    }
  },
);

check(
  "moved-but-not-pinned",
  "whoever was moved is pinned there, and can sign in again",
  async () => {
    const { browser: alice, first } = await arrive("alice");
    const home = first.server;
    const lost = await loseServer(lab, home);
    lab.timeline.addEvent(`the balancer can't reach ${home} for a moment`);
    const { server } = await alice.get("/products");
    const expectStay = (answer: Response, when: string) => {
      expectThat(
        answer.server === server,
        `Alice was moved from ${home} to ${server}. ${when} she meets ${answer.server}. Whoever chooses again must pin again, or the next request goes to yet another server.`,
        { answer, expected: server },
      );
    };
    for (let count = 0; count < 3; count++) {
      expectStay(await alice.get("/products"), "With the next request");
    }
    expectStay(expectSignedIn(await alice.signIn()), "As she signs in,");
    await lost[Symbol.asyncDispose]();
    lab.timeline.addEvent(`${home} is back`);
    for (let count = 0; count < 3; count++) {
      expectStay(await alice.get("/me"), `Now that ${home} is back,`);
    }
  },
);

check("dead-for-ever", "a server that comes back is given new browsers", async () => {
  {
    await using _lost = await loseServer(lab, "B");
    for (let count = 0; count < 4; count++) await arrive();
  }
  lab.timeline.addEvent("B was down, and is back");
  let met = "";
  for (let count = 0; count < MANY && met !== "B"; count++) {
    met = (await arrive()).first.server;
  }
  expectThat(
    met === "B",
    `B was down and is up again, and none of ${MANY} new browsers was sent to it. The list of servers is new with each request: what it said before is over.`,
  );
});

// TODO 4

check("drain-takes-new-users", "a draining server gets nobody new", async () => {
  const name = await pinName();
  const pinnedToA: Browser[] = [];
  for (let count = 0; count < MANY && pinnedToA.length < 3; count++) {
    const { browser, first } = await arrive();
    if (first.server === "A") pinnedToA.push(browser);
  }
  await using _draining = await drainServer(lab, "B");
  lab.timeline.addEvent("B is draining: it is going to be switched off");
  const expectElsewhere = (first: Response) => {
    expectStatus(first, 200, "Two servers are up, and a new browser was turned away.");
    expectThat(
      first.server !== "B",
      "B is draining, so that it can be switched off when its last user has gone. A new browser was sent to it. So the last user never goes.",
      { answer: first, expected: "A or C" },
    );
  };
  for (let count = 0; count < 6; count++) expectElsewhere((await arrive()).first);
  for (const pin of forgedPins.slice(0, 3)) {
    expectElsewhere((await arriveWith(pin, name)).first);
  }
  await using _lost = await loseServer(lab, "A");
  lab.timeline.addEvent("and the balancer can't reach A for a moment");
  for (const browser of pinnedToA) expectElsewhere(await browser.get("/products"));
});

check(
  "drain-sends-users-away",
  "a draining server keeps those whom it knows, until it ends",
  async () => {
    const { browser: alice, home } = await signedIn("alice");
    await using _draining = await drainServer(lab, home);
    lab.timeline.addEvent(`${home} is draining`);
    for (let count = 0; count < 3; count++) {
      const me = await alice.get("/me");
      expectStatus(
        me,
        200,
        `${home} is draining: it is up, and it knows Alice. She was sent to ${me.server}, which doesn't. A drain lets users finish; sending them away at once is what a kill does.`,
      );
    }
    await using _lost = await loseServer(lab, home);
    lab.timeline.addEvent(`the drain is over, and ${home} is switched off`);
    const me = await alice.get("/me");
    expectThat(
      me.status === 401,
      `${home} was draining, and has now been switched off. Alice got ${me.status}. Whoever is still pinned to it must be pinned anew, as after any other death.`,
      { answer: me, expected: "401" },
    );
  },
);

// Guards: what the given code does right already.

check("pin-open-to-scripts", "the pin is out of reach of scripts", async () => {
  const { first } = await arrive();
  const { httpOnly, sameSite, domain, path } = parseSetCookie(first.setCookies[0] ?? "");
  const at = (expected: string) => ({ answer: first, expected });
  expectThat(
    httpOnly === true,
    "The pin lacks HttpOnly. No script on the page needs it, so none should be able to read it.",
    at("HttpOnly"),
  );
  expectThat(
    sameSite === "lax" || sameSite === "strict" || sameSite === true,
    "The pin does not say SameSite=Lax or Strict: then each browser decides by itself whether other sites' requests carry it.",
    at("SameSite"),
  );
  expectThat(
    path === "/" && domain === undefined,
    "The pin must go back with every path of this host, and to no other host: Path=/, and no Domain.",
    at("Path=/"),
  );
});

check(
  "balancer-takes-the-ticket",
  "the balancer leaves the shop's cookie alone",
  async () => {
    const name = await pinName();
    const { browser: alice, home } = await signedIn("alice");
    const lost = await loseServer(lab, home);
    const moved = await alice.get("/me");
    await lost[Symbol.asyncDispose]();
    const touched = [...moved.hop.cookiesSet, ...moved.hop.cookiesCleared];
    expectThat(
      touched.every((cookie) => cookie === name),
      `Alice was moved to ${moved.server}, and the balancer changed the cookie ${touched.filter((cookie) => cookie !== name).join()}, which is the shop's. Whether a ticket is good is for the shop to say.`,
      { answer: moved, expected: `only ${name}` },
    );
  },
);

check(
  "no-server-no-words",
  "no server can be reached: an answer in words, and nobody is signed out",
  async () => {
    const { browser: alice } = await signedIn("alice");
    {
      await using _a = await loseServer(lab, "A");
      await using _b = await loseServer(lab, "B");
      await using _c = await loseServer(lab, "C");
      lab.timeline.addEvent("the balancer can't reach any server for a moment");
      for (const browser of [alice, lab.browser("bob")]) {
        const answer = await browser.get("/me");
        expectThat(
          answer.status === 503 && answer.text.trim() !== "",
          `No server is up, and ${browser.owner} got ${answer.status}. The pick returns null then, and the balancer says 503: try again later.`,
          { answer, expected: "503" },
        );
      }
    }
    lab.timeline.addEvent("all three are back");
    expectStatus(
      await alice.get("/me"),
      200,
      "The balancer could not reach Alice's server for a moment. Now it can, and she is out: her pin was given away while there was nowhere to go.",
    );
  },
);

// Stretch tasks

const allUp: ServerView[] = ["A", "B", "C"].map((name) => ({ name, state: "up" }));

/** Which server the learner's pick by address chooses for one address. */
async function pickFor(address: string, servers: readonly ServerView[]): Promise<string> {
  const request: PickRequest = { method: "GET", path: "/me", address, cookies: {} };
  const pick = await lab.callBalancer("pickByAddress", request, servers);
  if (typeof pick !== "object" || pick === null || !("server" in pick)) return "nobody";
  return String(pick.server);
}

check(
  "skew-unseen",
  "by address: everybody behind one address is at one server",
  async () => {
    const home = await pickFor("127.0.0.1", allUp);
    await using _byAddress = await usePick(lab, "pickByAddress");
    const answers: Response[] = [];
    for (let count = 0; count < 9; count++) {
      const headers = { "X-Forwarded-For": `192.0.2.${count}` };
      answers.push(await lab.browser("bob").get("/products", { headers }));
    }
    for (const answer of answers) {
      expectThat(
        answer.server === home,
        `Nine browsers came from 127.0.0.1. One was sent to ${home}, another one to ${answer.server}. By address, all of them are one client; no cookie and no header that they send themselves changes that.`,
        { answer, expected: home },
      );
    }
  },
);

check(
  "address-leads-to-the-dead",
  "by address: their server dies, and all of them go to one other",
  async () => {
    const home = await pickFor("127.0.0.1", allUp);
    await using _byAddress = await usePick(lab, "pickByAddress");
    await using _lost = await loseServer(lab, home);
    lab.timeline.addEvent(`the balancer can't reach ${home} for a moment`);
    const answers: Response[] = [];
    for (let count = 0; count < 3; count++) {
      answers.push(await lab.browser("bob").get("/products"));
    }
    for (const answer of answers) {
      expectThat(
        answer.status === 200 && answer.server === answers[0]?.server,
        `${home} is down, two are up, and of the browsers at 127.0.0.1, whose server it was, one got ${answer.status} from ${answer.server}. Together they belong at one of the other two.`,
        { answer, expected: "200" },
      );
    }
  },
);

check(
  "hash-modulo-the-living",
  "by address: a server dies, and only its addresses move",
  async () => {
    // Each from a network of its own: nginx looks at the first three octets only.
    const addresses = Array.from(
      { length: 60 },
      (_, at) => `10.${at % 3}.${Math.floor(at / 3)}.7`,
    );
    const choose = (servers: readonly ServerView[]) =>
      Promise.all(addresses.map((address) => pickFor(address, servers)));
    const before = await choose(allUp);
    const again = await choose(allUp);
    expectThat(
      before.join() === again.join(),
      "The same address was sent to one server and then to another, while all three were up.",
    );
    for (const dead of ["A", "B", "C"]) {
      const known = before.filter((server) => server === dead).length;
      expectThat(
        known > 0,
        `Of ${addresses.length} addresses not one leads to ${dead}: the addresses are not spread over all servers.`,
      );
      const after = await choose(
        allUp.map(({ name, state }) => ({ name, state: name === dead ? "down" : state })),
      );
      const moved = before.filter((server, at) => server !== after[at]).length;
      expectThat(
        moved === known,
        `${dead} died. It had ${known} of ${addresses.length} addresses, and ${moved} moved. Whoever moves is signed out, so only those of ${dead} may: a remainder by the number of living servers (hash % servers.length) changes for nearly everybody.`,
      );
    }
    expectStatus(
      await lab.browser("bob").get("/products"),
      200,
      "The balancer no longer answers.",
    );
  },
);

/** Whether the learner's file would send a request twice. */
async function wouldSendAgain(method: string, sent: boolean): Promise<boolean> {
  return (await lab.callBalancer("sendAgain", { method, sent })) === true;
}

check(
  "gives-up-too-early",
  "a server dies unnoticed: what is safe to ask again goes to another",
  async () => {
    for (const method of ["POST", "PATCH", "PUT", "DELETE", "HEAD"]) {
      expectThat(
        await wouldSendAgain(method, false),
        `A ${method} of which nothing was sent is given up: sendAgain says no. Nothing can have happened yet, whatever the method.`,
      );
    }
    for (const method of ["GET", "HEAD"]) {
      expectThat(
        await wouldSendAgain(method, true),
        `A ${method} that the dead server may have read is given up: sendAgain says no. It changes nothing, however often it comes, so another server may answer it.`,
      );
    }
    const { browser: alice, home } = await signedIn("alice");
    const other = alice.copiedBySomeone();
    await killUnnoticed(lab, home);
    lab.timeline.addEvent(`${home} dies, and the balancer has not noticed`);
    const me = await alice.get("/me");
    expectThat(
      me.status === 401,
      `${home} is dead, which the balancer found out by Alice's GET, and she got ${me.status}. To ask twice changes nothing, so another server may answer her: 401.`,
      { answer: me, expected: "401" },
    );
    const login = await other.signIn();
    expectThat(
      login.status === 200,
      `${home} refused the connection, so nothing of this POST was sent, and Alice got ${login.status}. What no server has seen, another one may be given.`,
      { answer: login, expected: "200" },
    );
    // Two are left, which is enough for the next check.
    await loseServer(lab, home);
  },
);

// The last check: nobody needs its server again.
check(
  "order-sent-twice",
  "a server dies over an order: the order is not sent twice",
  async () => {
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
    lab.timeline.addEvent(`${home} is frozen in the middle of its work`);
    const order = alice.post("/cart", { item: "kettle" });
    const page = reader.get("/me");
    // The balancer has sent both on by the time that it has answered these.
    for (let count = 0; count < 10; count++) await bob.get("/me");
    await killUnnoticed(lab, home);
    lab.timeline.addEvent(`SIGKILL → server ${home}`);
    const [ordered, read] = await Promise.all([order, page]);
    expectThat(
      ordered.hop.tried.length === 1,
      `${home} had Alice's order when it died, and the balancer sent it to ${ordered.hop.tried.slice(1).join()} as well. Nobody knows whether ${home} had done it: she may get two kettles.`,
      { answer: ordered, expected: "502" },
    );
    expectThat(
      read.status === 401,
      `${home} had Alice's GET when it died, and she got ${read.status}. A GET changes nothing, so another server may be asked: 401.`,
      { answer: read, expected: "401" },
    );
  },
);
