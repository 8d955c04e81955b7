import {
  type Browser,
  eventually,
  expect,
  expectThat,
  freezeServer,
  openChecks,
  type Response,
  type Scene,
} from "#harness";
import { misconceptions } from "./misconceptions.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);
const passwords = { alice: "wonderland", bob: "builder", admin: "correct-horse" };
type Account = keyof typeof passwords;

/** A laptop that sends its user's name and password with every request. */
function laptopOf(user: Account): Browser {
  const browser = lab.browser(user);
  browser.sendPassword();
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

/** Each of them asks who is asking, as often as there are servers, all at once. */
async function atOnce(browsers: readonly Browser[]): Promise<Response[]> {
  const asking = lab.servers.names.flatMap(() => browsers);
  return Promise.all(asking.map((browser) => browser.get("/me")));
}

/** Not greeted. What a stranger gets instead is checked for TODO 2. */
function expectStranger(me: Response, fact: string): void {
  expect(me).that(me.user === undefined, "nobody", fact);
}

// TODO 1

check("identity-on-the-connection", async (scene) => {
  const [alice, bob] = [laptopOf("alice"), laptopOf("bob")];
  await aliceIsGreeted(scene, alice);
  const used = await scene.askEveryServer(bob);
  await lab.reconnect();
  const fresh = await scene.askEveryServer(bob);
  for (const [at, me] of used.entries()) {
    const overNew = fresh[at]?.greeted ?? "nobody";
    expect(me).that(
      me.greeted === overNew,
      "Bob",
      `Bob sent his own name and password, and ${me.answeredBy} greets ${me.greeted}. Over a new connection it greets ${overNew}: it noted on the old one (req.socket) who had used it before.`,
    );
  }
});

async function aliceIsGreeted(scene: Scene, alice: Browser): Promise<void> {
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).greets(
      "alice",
      "Alice sent her name and her right password, and is not greeted. A request that brings these needs nothing else.",
      { slug: null },
    );
  }
}

check("one-user-at-a-time", async (scene) => {
  const [alice, bob] = [laptopOf("alice"), laptopOf("bob")];
  for (const browser of [alice, bob]) {
    for (const me of await scene.askEveryServer(browser)) {
      expect(me).greets(
        browser.user,
        `${browser.owner} sent the right name and password, and ${me.answeredBy} greets ${me.greeted}. It holds one user, either for everyone or for everyone with the same address.`,
      );
    }
  }
  // The first round opens the connections. In the second, all comes in at one moment.
  await askTogether(alice, bob);
  for (const { browser, me } of await askTogether(alice, bob)) {
    expect(me).greets(
      browser.user,
      `Alice and Bob asked at the same moment. ${browser.owner} sent the right password, and ${me.answeredBy} greets ${me.greeted}. While one password is being checked, the next request comes in, and a variable outside the function is shared by both.`,
    );
  }
});

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
  const [responses] = await Promise.all([Promise.all(asked), holdHalf()]);
  return responses;
}

check("http-remembers", async (scene) => {
  const alice = laptopOf("alice");
  await aliceIsGreeted(scene, alice);
  alice.basic = null;
  scene.note("from now on, Alice's laptop sends no password");
  for (const me of await atOnce([alice, lab.browser("bob")])) {
    expectStranger(
      me,
      `This request brought no name and no password, and ${me.answeredBy} greets ${me.greeted}. It remembers a request that came before.`,
    );
  }
});

check("trusts-the-name", async () => {
  const guesses = ["", "admin", passwords.alice];
  const guessing = guesses.map((password) => malloryAs("admin", password));
  for (const me of await atOnce([...guessing, malloryAs("mallory", "anything")])) {
    expectStranger(
      me,
      `Mallory sent a name with a password that is not its own, and ${me.answeredBy} greets ${me.greeted}.`,
    );
  }
});

check("password-checked-once", async (scene) => {
  const alice = laptopOf("alice");
  await aliceIsGreeted(scene, alice);
  for (const me of await atOnce([malloryAs("alice", "looking-glass")])) {
    expectStranger(
      me,
      `Alice's password was found right. Then Mallory sent her name with a wrong one, and ${me.answeredBy} greets ${me.greeted}: it took what it had noted about the name for a proof.`,
    );
  }
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).greets(
      "alice",
      "Mallory tried a wrong password for Alice's name, and now Alice's right one is refused.",
    );
  }
  await eachPasswordCountsForItself(alice);
  for (const [user, password] of otherSplitsOf("alice", passwords.alice)) {
    for (const me of await atOnce([malloryAs(user, password)])) {
      expectStranger(
        me,
        `Alice's name and password were found right. Then Mallory sent the name "${user}" with the rest of both as the password, and ${me.answeredBy} greets ${me.greeted}: what it keeps of a proof doesn't say where the name ends.`,
      );
    }
  }
});

/** The right password and a wrong one for the same name, at the same moment. */
async function eachPasswordCountsForItself(alice: Browser): Promise<void> {
  const mallory = malloryAs("alice", "looking-glass");
  for (const [first, second] of [
    [alice, mallory],
    [mallory, alice],
  ] as const) {
    for (const { browser, me } of await askTogether(first, second)) {
      // Whether a stranger gets an answer at all is checked for TODO 2.
      if (me.hop.server === null) continue;
      if (browser === mallory) {
        expectStranger(
          me,
          `Alice and Mallory sent Alice's name at the same moment, Mallory with a wrong password, and ${me.answeredBy} greets Mallory as ${me.greeted}: one check of a name counted for both.`,
        );
      } else {
        expect(me).greets(
          "alice",
          `Alice and Mallory sent Alice's name at the same moment, Mallory with a wrong password, and ${me.answeredBy} doesn't know Alice: one check of a name counted for both.`,
          { slug: null },
        );
      }
    }
  }
}

/** The same characters, with the name ending elsewhere. */
function otherSplitsOf(user: string, password: string): [string, string][] {
  const whole = `${user}${password}`;
  return [user.length - 2, user.length + 3].map((at) => [
    whole.slice(0, at),
    whole.slice(at),
  ]);
}

// TODO 2

check("stranger-gets-no-401", async (scene) => {
  for (const [brought, stranger] of strangers()) {
    for (const me of await scene.askEveryServer(stranger)) expect401(me, brought);
  }
});

function expect401(response: Response, brought: string): void {
  const asked = `A request for ${response.hop.path} brought ${brought}`;
  expect(response).that(
    response.status === 401,
    "401",
    `${asked}${insteadOf401(response)}`,
  );
}

function insteadOf401({ answeredBy, status }: Response): string {
  if (status === 500) {
    return `, and ${answeredBy} threw an error. A stranger is nothing unusual, and no error: whoIs gives null for one, and refuse answers 401.`;
  }
  if (status > 500) {
    return ", and got no answer. A status and headers are only its beginning: it goes out when it has a body, or an end.";
  }
  const meaning =
    status === 403
      ? " That says: I know who you are, and you may not."
      : status >= 300 && status < 400
        ? " That sends them to another page: a program follows, and takes that page for the answer."
        : status < 300
          ? ` A program reads the status, not the text: ${status} says that all is well.`
          : "";
  return `, and ${answeredBy} answered ${status}.${meaning}`;
}

check("no-challenge", async () => {
  for (const [brought, stranger] of strangers()) {
    for (const path of ["/me", "/cart"]) {
      const response = await stranger.get(path);
      expect401(response, brought);
      const challenge = response.headers["www-authenticate"] ?? "";
      expect(response)
        .that(
          challenge !== "",
          "WWW-Authenticate",
          "The 401 has no WWW-Authenticate, so a browser shows no box for a name and a password.",
        )
        .that(
          /(^|,)\s*basic(\s|$)/i.test(challenge),
          "Basic",
          "The 401 asks for another scheme than Basic, and Basic is the one that this server reads.",
        )
        .that(
          /\brealm\s*=/i.test(challenge),
          "a realm",
          'The challenge names no realm, as in realm="shop": a browser uses that to know which password belongs here.',
        );
    }
  }
});

// Guards: what the given code does right already.

check("broken-header-breaks-the-server", async () => {
  const mallory = lab.browser("mallory");
  for (const [what, Authorization] of Object.entries(brokenHeaders())) {
    const me = await mallory.get("/me", { headers: { Authorization } });
    const held = `An Authorization header held ${what}`;
    expect(me)
      .that(me.status !== 500, "401", `${held}, and ${me.answeredBy} threw an error.`)
      .status(401, `${held}, and the shop answered ${me.status}.`);
  }
});

function brokenHeaders(): Record<string, string> {
  const right = basic("alice", passwords.alice);
  const base64 = (text: string | number[]) => Buffer.from(text).toString("base64");
  return {
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
}

check("scheme-in-one-case", async () => {
  const alice = lab.browser("alice");
  for (const scheme of ["Basic", "basic", "BASIC"]) {
    const Authorization = basic("alice", passwords.alice, scheme);
    expect(await alice.get("/me", { headers: { Authorization } })).status(
      200,
      `Alice's program wrote the scheme as "${scheme}", and was refused.`,
    );
  }
});

check("splits-at-every-colon", async () => {
  const mallory = malloryAs("alice", `${passwords.alice}:more`);
  expect(await mallory.get("/me")).status(
    401,
    "Mallory sent Alice's password with a colon and more after it, and was let in: what came after the second colon was thrown away.",
  );
});

check("closed-to-everybody", async () => {
  for (const [, stranger] of strangers()) {
    expect(await stranger.get("/products")).status(
      200,
      "A stranger asked for the products, and was refused.",
    );
  }
});

check("known-told-to-sign-in", async () => {
  const path = "/admin/accounts";
  expect(await laptopOf("bob").get(path)).status(
    403,
    "Bob proved who he is, and asked for the admin's page. A 401 would tell him to sign in, which he has done.",
  );
  expect(await laptopOf("admin").get(path)).status(
    200,
    "The admin sent the right password, and can't see the admin's page.",
  );
  expect(await lab.browser("mallory").get(path)).status(
    401,
    "A stranger asked for the admin's page. Nobody knows yet whether they may.",
  );
});

// Stretch task

check("not-a-whole-request", async () => {
  for (const user of ["alice", "bob"] as const) {
    const text = String(await lab.call("A", "requestByHand", user, passwords[user]));
    expectThat(
      !/(^|[^\r])\n/.test(text),
      "A line of the text ends with \\n alone. On the wire a line ends with \\r\\n.",
    );
    expectThat(
      text.endsWith("\r\n\r\n"),
      "The text does not end with an empty line, \\r\\n\\r\\n, so a server waits for more headers.",
    );
    expectThat(
      !/HTTP\/1\.1\r\n/.test(text) || /^host:/im.test(text),
      "The text has no Host. Many shops can be behind one address, and without it a server answers 400.",
    );
    const response = await lab.sendRaw(text);
    expect(response)
      .status(
        200,
        `The text went over the wire as it stands, and ${response.answeredBy} answered ${response.status}. ${lackOf(response)}`,
      )
      .greets(
        user,
        `The text was made for ${user}, and the shop greets ${response.greeted}. It must bring the name and the password that it is given.`,
      )
      .that(
        /^connection:[ \t]*close[ \t]*\r$/im.test(text),
        "Connection: close",
        "The text does not say Connection: close, so the server keeps the connection open and waits for another request.",
      );
  }
});

function lackOf({ status }: Response): string {
  if (status === 401)
    return 'The word "Basic" and user:password in base64 must say who asks.';
  return status === 400
    ? "That says: this is no request. Look at the first line, and at each header: a name, a colon, a value."
    : "It must ask for /me with GET.";
}
