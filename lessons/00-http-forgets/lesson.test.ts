import {
  type Browser,
  check,
  eventually,
  expectStatus,
  expectThat,
  freezeServer,
  openLab,
  type Response,
} from "#harness";

const lab = await openLab(import.meta.url);
const passwords = { alice: "wonderland", bob: "builder", admin: "correct-horse" };
type Account = keyof typeof passwords;

/** A laptop that sends its user's name and password with every request. */
function laptopOf(user: Account): Browser {
  const browser = lab.browser(user);
  browser.basic = { user, password: passwords[user] };
  return browser;
}

/** Mallory knows names, and guesses passwords. */
function malloryAs(user: string, password: string): Browser {
  const browser = lab.browser("mallory");
  browser.basic = { user, password };
  return browser;
}

/** Three who can't be known, and what their requests bring. */
function strangers(): [brought: string, browser: Browser][] {
  return [
    ["no password", lab.browser("mallory")],
    ["a wrong password", malloryAs("alice", "looking-glass")],
    ["a name that nobody has", malloryAs("mallory", "anything")],
  ];
}

/** The value of an Authorization header. */
function basic(user: string, password: string, scheme = "Basic"): string {
  return `${scheme} ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Asks as often as there are servers, one request after the other. */
async function onEachServer(browser: Browser): Promise<Response[]> {
  const answers: Response[] = [];
  for (const _ of lab.servers.names) answers.push(await browser.get("/me"));
  return answers;
}

/** Each of them asks who is asking, as often as there are servers, all at once. */
async function atOnce(browsers: readonly Browser[]): Promise<Response[]> {
  const asking = lab.servers.names.flatMap(() => browsers);
  return Promise.all(asking.map((browser) => browser.get("/me")));
}

/** Whom the shop greets, for people: "Alice", or "nobody". */
function greeted({ user = "nobody" }: Response): string {
  return user === "nobody" ? user : user.charAt(0).toUpperCase() + user.slice(1);
}

/** Alice asks each server, with her right password. */
async function aliceAsks(alice: Browser): Promise<void> {
  for (const answer of await onEachServer(alice)) {
    expectThat(
      answer.user === "alice",
      "Alice sent her name and her right password, and is not greeted. A request that brings these needs nothing else.",
      { answer, expected: "Alice", slug: null },
    );
  }
}

/** Not greeted. What a stranger is told instead is the matter of TODO 2. */
function expectStranger(answer: Response, because: string): void {
  expectThat(answer.user === undefined, because, { answer, expected: "nobody" });
}

// TODO 1

check(
  "identity-on-the-connection",
  "for Bob, a used connection is as good as a new one",
  async () => {
    const bob = laptopOf("bob");
    await aliceAsks(laptopOf("alice"));
    const used = await onEachServer(bob);
    await lab.reconnect();
    const fresh = await onEachServer(bob);
    for (const [at, answer] of used.entries()) {
      expectThat(
        answer.user === fresh[at]?.user,
        `Bob sent his own name and password, and server ${answer.server} greets ${greeted(answer)}. Over a new connection it greets ${greeted(fresh[at] ?? answer)}: it noted on the old one (req.socket) who had used it before. But that is the balancer's connection, and everybody's requests share it.`,
        { answer, expected: "Bob" },
      );
    }
  },
);

check(
  "one-user-at-a-time",
  "Alice and Bob are kept apart, even at the same moment",
  async () => {
    const [alice, bob] = [laptopOf("alice"), laptopOf("bob")];
    for (const browser of [alice, bob]) {
      for (const me of await onEachServer(browser)) {
        expectThat(
          me.user === browser.user,
          `${browser.owner} sent the right name and password, and server ${me.server} greets ${greeted(me)}. It holds one user, either for everybody or for everybody with the same address. A server serves many at once.`,
          { answer: me, expected: browser.owner },
        );
      }
    }
    // The first round opens the connections. In the second, all comes in at one moment.
    for (const answers of [
      await askTogether(alice, bob),
      await askTogether(alice, bob),
    ]) {
      for (const { browser, me } of answers) {
        expectThat(
          me.user === browser.user,
          `Alice and Bob asked at the same moment. ${browser.owner} sent the right password, and server ${me.server} greets ${greeted(me)}. While one password is being checked, the next request comes in: a variable outside the function is shared by both, and holds whoever wrote to it last.`,
          { answer: me, expected: browser.owner },
        );
      }
    }
  },
);

/** Many requests of two users, half of which wait for server A until it takes all at once. */
async function askTogether(one: Browser, other: Browser) {
  const asking = Array.from({ length: 12 }, () => [one, one, other, other]).flat();
  let answered = 0;
  const frozen = freezeServer(lab, "A");
  const asked = asking.map(async (browser) => {
    const me = await browser.get("/me");
    answered++;
    return { browser, me };
  });
  // The servers take turns: once B has answered its half, the other half waits for A.
  const holdHalf = async () => {
    await using _frozen = frozen;
    await eventually(() => {
      expectThat(
        answered * 2 >= asking.length,
        "Server B has not answered its half yet.",
      );
    });
  };
  const [answers] = await Promise.all([Promise.all(asked), holdHalf()]);
  return answers;
}

check(
  "http-remembers",
  "a request without a password is nobody's, whoever asked before",
  async () => {
    const alice = laptopOf("alice");
    await aliceAsks(alice);
    alice.basic = null;
    lab.timeline.addEvent("from now on, Alice's laptop sends no password");
    for (const me of await atOnce([alice, lab.browser("bob")])) {
      expectStranger(
        me,
        `This request brought no name and no password, and server ${me.server} greets ${greeted(me)}. It remembers a request that came before. HTTP does not: what a request does not bring along is not there.`,
      );
    }
  },
);

check("trusts-the-name", "a name without its password opens nothing", async () => {
  const guesses = ["", "admin", passwords.alice];
  const guessing = guesses.map((password) => malloryAs("admin", password));
  for (const me of await atOnce([...guessing, malloryAs("mallory", "anything")])) {
    expectStranger(
      me,
      `Mallory sent a name with a password that is not its own, and server ${me.server} greets ${greeted(me)}. Anybody can send a name: it is a claim. The password is the proof, and it must be checked.`,
    );
  }
});

check(
  "password-checked-once",
  "a right password does not make the next one right",
  async () => {
    const alice = laptopOf("alice");
    await aliceAsks(alice);
    for (const me of await atOnce([malloryAs("alice", "looking-glass")])) {
      expectStranger(
        me,
        `Alice's password was found right. Then Mallory sent her name with a wrong one, and server ${me.server} greets ${greeted(me)}: it took what it had noted about the name for a proof. Each request must prove itself.`,
      );
    }
    for (const answer of await onEachServer(alice)) {
      expectThat(
        answer.user === "alice",
        "Mallory tried a wrong password for Alice's name, and now Alice's right one is refused. What was wrong with one request says nothing about the next.",
        { answer, expected: "Alice" },
      );
    }
  },
);

// TODO 2

check("stranger-gets-no-401", "a stranger is asked who they are", async () => {
  for (const [brought, stranger] of strangers()) {
    for (const _ of lab.servers.names) expect401(await stranger.get("/me"), brought);
  }
});

function expect401(answer: Response, brought: string): void {
  const happened = insteadOf401(answer, brought);
  expectThat(answer.status === 401, happened, { answer, expected: "401" });
}

function insteadOf401({ hop, server, status }: Response, brought: string): string {
  const asked = `A request for ${hop.path} brought ${brought}`;
  if (status === 403) {
    return `${asked}, and server ${server} answered 403. That says: I know who you are, and you may not. Whoever isn't known may still prove who they are, so it is a 401.`;
  }
  if (status === 500) {
    return `${asked}, and server ${server} threw an error. A stranger is nothing unusual, and no error: whoIs gives null for one, and refuse answers 401.`;
  }
  if (status > 500) {
    return `${asked}, and got no answer. A status and headers are only its beginning: it goes out when it has a body, or an end.`;
  }
  if (status >= 300 && status < 400) {
    return `${asked}, and server ${server} sent them to another page. A program follows, and takes that page for the answer. 401 says what is missing, to people and to programs.`;
  }
  if (status < 300) {
    return `${asked}, and server ${server} answered ${status}. A program reads the status, not the text: ${status} says that all is well. 401 says what is missing.`;
  }
  return `${asked}, and server ${server} answered ${status}. The status for "say who you are, and prove it" is 401.`;
}

check("no-challenge", "the 401 says how to sign in here", async () => {
  for (const [brought, stranger] of strangers()) {
    for (const path of ["/me", "/cart"]) {
      const answer = await stranger.get(path);
      expect401(answer, brought);
      const challenge = answer.headers["www-authenticate"] ?? "";
      const at = { answer, expected: "WWW-Authenticate" };
      expectThat(
        challenge !== "",
        "The 401 says that something is missing, and not what: it carries no WWW-Authenticate. With one, a browser shows its box for a name and a password. Every 401 must have it (RFC 9110 §15.5.2).",
        at,
      );
      expectThat(
        /(^|,)\s*basic(\s|$)/i.test(challenge),
        "The 401 asks for another scheme than Basic, and Basic is the one that this server reads.",
        { ...at, expected: "Basic" },
      );
      expectThat(
        /\brealm\s*=/i.test(challenge),
        'The challenge names no realm: a browser uses that to know which password belongs here. Basic must have one (RFC 7617 §2), as in realm="shop".',
        { ...at, expected: "a realm" },
      );
    }
  }
});

// Guards: what the given code does right already.

check(
  "broken-header-breaks-the-server",
  "a broken Authorization header is a stranger's, and breaks nothing",
  async () => {
    const right = basic("alice", passwords.alice);
    const base64 = (text: string | number[]) => Buffer.from(text).toString("base64");
    const broken = {
      "an empty header": "",
      "a scheme and nothing else": "Basic",
      "a scheme and a space": "Basic ",
      "what is not base64": "Basic !!!!",
      "another scheme": "Bearer YWxpY2U",
      "a scheme that only begins alike": right.replace("Basic", "Basics"),
      "no scheme": right.slice("Basic ".length),
      "a comma for the space": right.replace(" ", ","),
      "a pair that is not encoded": `Basic alice:${passwords.alice}`,
      "a name and no colon": `Basic ${base64("alice")}`,
      "a colon and nothing else": `Basic ${base64(":")}`,
      "a name from within the language": `Basic ${base64("__proto__:")}`,
      "bytes that are no text": `Basic ${base64([0xff, 0x3a, 0xfe, 0xff])}`,
      "two tokens": `${right} ${right.slice("Basic ".length)}`,
      "eight thousand characters": `Basic ${"A".repeat(8_000)}`,
    };
    const mallory = lab.browser("mallory");
    for (const [what, Authorization] of Object.entries(broken)) {
      const answer = await mallory.get("/me", { headers: { Authorization } });
      expectThat(
        answer.status !== 500,
        `An Authorization header held ${what}, and server ${answer.server} threw an error. Anybody can send that: it proves nothing, so it is a 401, and no reason to break.`,
        { answer, expected: "401" },
      );
      expectStatus(
        answer,
        401,
        `An Authorization header held ${what}, and the shop answered ${answer.status}. It must be one scheme and one token in base64; all else proves nothing.`,
      );
    }
  },
);

check("scheme-in-one-case", '"basic" is as good as "Basic"', async () => {
  const alice = lab.browser("alice");
  for (const scheme of ["Basic", "basic", "BASIC"]) {
    const Authorization = basic("alice", passwords.alice, scheme);
    expectStatus(
      await alice.get("/me", { headers: { Authorization } }),
      200,
      `Alice's program wrote the scheme as "${scheme}", and was refused. The name of a scheme counts in any case (RFC 9110 §11.1).`,
    );
  }
});

check("splits-at-every-colon", "the whole password counts, colons and all", async () => {
  const mallory = malloryAs("alice", `${passwords.alice}:more`);
  expectStatus(
    await mallory.get("/me"),
    401,
    "Mallory sent Alice's password with a colon and more after it, and was let in: what came after the second colon was thrown away. A name has no colon, a password may (RFC 7617 §2).",
  );
});

check("closed-to-everybody", "the products are there for strangers too", async () => {
  for (const [, stranger] of strangers()) {
    expectStatus(
      await stranger.get("/products"),
      200,
      "A stranger asked for the products, and was refused. Only what belongs to one user needs to know the user.",
    );
  }
});

check(
  "known-told-to-sign-in",
  "Bob is known, and still may not see the admin's page",
  async () => {
    const path = "/admin/accounts";
    expectStatus(
      await laptopOf("bob").get(path),
      403,
      "Bob proved who he is, and asked for the admin's page. He is known, and he may not: that is what 403 is for. A 401 would tell him to sign in, which he has done.",
    );
    expectStatus(
      await laptopOf("admin").get(path),
      200,
      "The admin sent the right password, and can't see the admin's page.",
    );
    expectStatus(
      await lab.browser("mallory").get(path),
      401,
      "A stranger asked for the admin's page. Nobody knows yet whether they may: 401.",
    );
  },
);

// Stretch task

check(
  "not-a-whole-request",
  "a request that was written by hand greets its user",
  async () => {
    for (const user of ["alice", "bob"] as const) {
      const text = String(await lab.call("A", "requestByHand", user, passwords[user]));
      expectThat(
        !/(^|[^\r])\n/.test(text),
        "A line of the text ends with \\n alone. On the wire a line ends with \\r\\n (RFC 9112 §2.1).",
      );
      expectThat(
        text.endsWith("\r\n\r\n"),
        "The text does not end with an empty line, so a server waits for more headers. The empty line says that they are over: \\r\\n\\r\\n.",
      );
      expectThat(
        !/HTTP\/1\.1\r\n/.test(text) || /^host:/im.test(text),
        "The text has no Host. Many shops can be behind one address, so HTTP/1.1 wants to know which one is meant (RFC 9112 §3.2); without it a server answers 400.",
      );
      const answer = await lab.sendRaw(text);
      const lacking =
        answer.status === 401
          ? 'The word "Basic" and user:password in base64 must say who asks.'
          : answer.status === 400
            ? "That says: this is no request. Look at the first line, and at each header: a name, a colon, a value."
            : "It must ask for /me with GET.";
      expectStatus(
        answer,
        200,
        `The text went over the wire as it stands, and server ${answer.server} answered ${answer.status}. ${lacking}`,
      );
      expectThat(
        answer.user === user,
        `The text was made for ${user}, and the shop greets ${greeted(answer)}. It must bring the name and the password that it is given.`,
        { answer, expected: user },
      );
      expectThat(
        /^connection:[ \t]*close[ \t]*\r$/im.test(text),
        "The text does not say Connection: close, so the server keeps the connection open and waits for another request.",
        { answer, expected: "Connection: close" },
      );
    }
  },
);
