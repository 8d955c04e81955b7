import { createHmac } from "node:crypto";
import { parseSetCookie } from "cookie";
import {
  type Browser,
  check,
  eventually,
  expectStatus,
  expectThat,
  killRedis,
  openLab,
  type Response,
} from "#harness";

const lab = await openLab(import.meta.url);
const LIFE_SECONDS = Number(lab.env.SESSION_ABSOLUTE_SECONDS);
const SECRET = lab.env.JWT_SECRET ?? "";
const SIGNED_IN = [200, 201, 204, 302, 303];
const MINUTE = 60;
const hashes: Record<string, string> = {
  HS256: "sha256",
  HS384: "sha384",
  HS512: "sha512",
};

type Part = Record<string, unknown>;
type Token = { text: string; header: Part; claims: Part };
type SignedIn = { browser: Browser; answer: Response; cookie: string; token: Token };

/** A key that JWT_SECRET can stand for: its characters, or the bytes that they encode. */
const keys = [Buffer.from(SECRET), Buffer.from(SECRET, "base64url")];
const now = () => Math.floor(Date.now() / 1000);
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** One of the first two parts of a token, for anybody to read. */
function readPart(part: string): Part | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function readToken(text: string): Token | null {
  const [first = "", second = "", ...rest] = text.split(".");
  const [header, claims] = [readPart(first), readPart(second)];
  return header && claims && rest.length === 1 ? { text, header, claims } : null;
}

function mac(input: string, key: string | Buffer, algorithm = "HS256"): string {
  return createHmac(hashes[algorithm] ?? "", key)
    .update(input)
    .digest("base64url");
}

/** The key that signed this token, if JWT_SECRET stands for it. */
function keyOf({ text }: Token): Buffer | undefined {
  const end = text.lastIndexOf(".");
  return keys.find((key) => mac(text.slice(0, end), key) === text.slice(end + 1));
}

/** Signs in, and finds the token in whatever cookie the answer sets. */
async function signIn(user: string): Promise<SignedIn> {
  const browser = lab.browser(user);
  const answer = await browser.signIn();
  expectStatus(answer, SIGNED_IN, "The right password did not sign in.");
  expectThat(
    answer.setCookies.length > 0,
    `The password was right, and the answer sets no cookie: ${browser.owner}'s browser has nothing to show with the next request.`,
    { answer, expected: "a Set-Cookie" },
  );
  for (const line of answer.setCookies) {
    const { name, value } = parseSetCookie(line);
    const token = readToken(value ?? "");
    if (token) return { browser, answer, cookie: name, token };
  }
  expectThat(
    false,
    "The cookie holds no token: a token is three parts with dots between them, and the first two are JSON in base64url. A random id would have to be looked up, and no list of ids is here.",
    { answer, expected: "a token" },
  );
}

/** Writes tokens as somebody could who knows how ours look: changed, or signed anew. */
async function openForgery(user = "alice") {
  const { cookie, token } = await signIn(user);
  const ourKey = keyOf(token) ?? Buffer.from(SECRET);
  const stranger = lab.browser("stranger");
  const changed = (before: Part, changes: Part): Part => ({ ...before, ...changes });

  /** A token with these changes (undefined: taken out), signed as its header says. */
  function write(
    claims: Part,
    { header = {}, key = ourKey }: { header?: Part; key?: string | Buffer } = {},
  ): string {
    const head = changed({ ...token.header, alg: "HS256" }, header);
    const input = `${encode(head)}.${encode(changed(token.claims, claims))}`;
    return `${input}.${mac(input, key, String(head.alg))}`;
  }

  /** Shows a token to the shop, as a browser would. */
  async function show(what: string, text: string, path = "/me"): Promise<Response> {
    lab.timeline.addEvent(what);
    const headers = { Cookie: `${cookie}=${encodeURIComponent(text)}` };
    return stranger.get(path, { headers });
  }
  return { token, ourKey, write, show };
}

/** Refused is refused, in these checks; that it be a 401 is a check of its own. */
function expectRefused(answer: Response, because: string): void {
  const refused = [302, 303, 401, 403].includes(answer.status);
  expectStatus(answer, refused ? answer.status : 401, because);
}

// TODO 1

check("no-signed-token", "signing in gives Alice a token", async () => {
  const { answer, token } = await signIn("alice");
  const { alg } = token.header;
  const signature = token.text.split(".")[2] ?? "";
  expectThat(
    signature !== "" && String(alg).toLowerCase() !== "none",
    "The token is not signed: anybody can write one like it, with any name in it.",
    { answer, expected: "a signature" },
  );
  expectThat(
    alg === "HS256",
    `The token's header says ${String(alg)}. All servers here sign and verify with HS256 and nothing else: name it when you sign.`,
    { answer, expected: "HS256" },
  );
});

check("key-of-one-server", "whoever has JWT_SECRET can check the signature", async () => {
  const { answer, token } = await signIn("alice");
  expectThat(
    keyOf(token) !== undefined,
    `Server ${answer.server} signed the token, and the signature doesn't fit the JWT_SECRET that all servers were given. With any other key the next server takes her token for a forgery.`,
    { answer, expected: "signed with JWT_SECRET" },
  );
});

check("token-without-a-subject", "the token says who she is", async () => {
  for (const user of ["alice", "bob", "admin"]) {
    const { answer, token, browser } = await signIn(user);
    const { sub, role } = token.claims;
    expectThat(
      sub === user,
      sub === undefined
        ? `${browser.owner} signed in, and the token has no sub: it doesn't say whose it is, and no list will tell.`
        : `${browser.owner} signed in, and the sub of the token is ${JSON.stringify(sub)}. The subject is the user's name.`,
      { answer, expected: `sub: ${user}` },
    );
    expectThat(
      role === (user === "admin" ? "admin" : "customer"),
      `${browser.owner} signed in, and the role in the token is ${JSON.stringify(role) ?? "missing"}. It is in user.role.`,
      { answer, expected: "the user's role" },
    );
  }
});

check(
  "token-without-an-address",
  "the token says who wrote it, and for whom",
  async () => {
    const { answer, token } = await signIn("alice");
    for (const [claim, meaning] of [
      ["iss", "who wrote it"],
      ["aud", "for whom"],
    ] as const) {
      expectThat(
        [token.claims[claim]].flat().some((value) => typeof value === "string" && value),
        `The token has no ${claim}: it doesn't say ${meaning}. Another service with the same key could not tell our tokens from its own.`,
        { answer, expected: claim },
      );
    }
  },
);

check(
  "expiry-in-the-wrong-unit",
  "the token ends when it should, and so does its cookie",
  async () => {
    const { answer, token } = await signIn("alice");
    const { exp } = token.claims;
    expectThat(
      typeof exp === "number",
      "The token has no exp: it never ends. No server keeps a list from which it could be struck.",
      { answer, expected: "an exp" },
    );
    const life = exp - now();
    expectThat(
      Math.abs(life - LIFE_SECONDS) <= MINUTE,
      `The token lives ${life} s, and it should live ${LIFE_SECONDS} s. ${unitOf(life)}`,
      { answer, expected: `${LIFE_SECONDS} s` },
    );
    const cookie = answer.setCookies.map((line) => parseSetCookie(line)).at(0);
    const { maxAge, expires } = cookie ?? {};
    const kept = maxAge ?? (expires ? (expires.getTime() - Date.now()) / 1000 : 0);
    expectThat(
      Math.abs(kept - LIFE_SECONDS) <= MINUTE,
      `The token lives ${LIFE_SECONDS} s, and its cookie ${kept === 0 ? "until the browser is closed" : `${Math.round(kept)} s`}. Express takes maxAge in milliseconds.`,
      { answer, expected: `Max-Age=${LIFE_SECONDS}` },
    );
  },
);

function unitOf(life: number): string {
  return life < LIFE_SECONDS
    ? "jsonwebtoken takes a number as seconds, and a string without a unit as milliseconds; exp itself counts seconds."
    : "exp counts seconds, not milliseconds, and so does expiresIn if it is a number.";
}

check(
  "cookie-open-to-others",
  "the token is out of reach of scripts and other sites",
  async () => {
    const { answer, cookie } = await signIn("alice");
    const found = answer.setCookies
      .map((line) => parseSetCookie(line))
      .find(({ name }) => name === cookie);
    const at = (expected: string) => ({ answer, expected });
    expectThat(
      found?.httpOnly === true,
      "The cookie lacks HttpOnly: one line of somebody's script on the page can read Alice's token and send it away.",
      at("HttpOnly"),
    );
    expectThat(
      found.secure === true,
      "The cookie lacks Secure: her browser would send the token over plain http too, where the network can read it.",
      at("Secure"),
    );
    expectThat(
      ["lax", "strict", true].includes(found.sameSite ?? false),
      "The cookie does not say SameSite=Lax or Strict: then it depends on the browser whether another site's form is sent with Alice's token.",
      at("SameSite"),
    );
    expectThat(
      found.domain === undefined,
      "The cookie names a Domain: that widens it to every sub-domain. Without one it goes back to this host alone.",
      at("no Domain"),
    );
  },
);

check("token-tells-too-much", "the token tells nothing that is private", async () => {
  const { answer, token } = await signIn("alice");
  // Not among the values as a whole: a random jti may well spell a word.
  const { jti, ...claims } = token.claims;
  const text = JSON.stringify(claims).toLowerCase();
  for (const word of ["password", "wonderland", "hash", "salt", "email", "cart"]) {
    expectThat(
      !text.includes(word),
      `The word "${word}" stands in the token's payload. Signed is not sealed: whoever holds the token reads it. Subject and role are enough${word === "cart" ? ": a cart in it would also grow with every item" : ""}.`,
      { answer, expected: `no ${word}` },
    );
  }
});

// TODO 2

check(
  "token-known-to-one-server",
  "Alice signs in once, and every server knows her",
  async () => {
    const alice = await signIn("alice");
    const bob = await signIn("bob");
    const asked = new Set<string>();
    for (let round = 0; round < 2 * lab.servers.names.length; round++) {
      const { browser } = round % 2 === 0 ? alice : bob;
      const me = await browser.get("/me");
      expectStatus(
        me,
        200,
        `Server ${alice.answer.server} signed Alice in, and server ${bob.answer.server} Bob. Server ${me.server} has the same key, and doesn't know ${browser.owner}'s token. All that it needs stands in the token.${hintAtType(alice.token)}`,
      );
      expectThat(
        me.user === browser.user,
        `The token is ${browser.owner}'s, and the shop greets ${me.user ?? "nobody"}. The subject of the token says whose it is.`,
        { answer: me, expected: browser.user },
      );
      asked.add(me.server);
    }
    expectThat(
      asked.size === lab.servers.names.length,
      "Not every server was asked: the balancer should have taken turns.",
    );
    const { write, show } = await openForgery();
    expectStatus(
      await show("another of our servers writes a token for Alice", write({})),
      200,
      "A server that runs this same code signed a token for Alice. It has our key, issuer and audience, and it was refused: nothing may be needed that only one server holds.",
    );
  },
);

/** For a token of the usual type: whoIs may ask for one of its own. */
function hintAtType({ header }: Token): string {
  if (header.typ !== "JWT") return "";
  return " Its header says typ: JWT; if whoIs asks for another type, signIn has to write that one (HEADER).";
}

check(
  "wrong-token-crashes",
  "a token that makes no sense is no fault of the server's",
  async () => {
    const { token, write, show } = await openForgery();
    for (const [what, text] of [
      ["a cookie with one word in it", "alice"],
      ["a token that is cut off", token.text.slice(0, -20)],
      ["a token that is over", write({ exp: now() - 10 * MINUTE })],
    ] as const) {
      const me = await show(what, text);
      expectThat(
        me.status < 500,
        `Server ${me.server} answered ${me.status} to ${what}. jwt.verify throws when anything is wrong with a token, and anybody can send a wrong one: that is nobody signed in, not an error of ours.`,
        { answer: me, expected: "401" },
      );
    }
  },
);

check(
  "decode-instead-of-verify",
  "a token that somebody has changed opens nothing",
  async () => {
    const { token, write, show } = await openForgery();
    const [header = "", payload = "", signature = ""] = token.text.split(".");
    const forBob = encode({ ...token.claims, sub: "bob", role: "admin" });
    const first = signature.startsWith("A") ? "B" : "A";
    const forged: [what: string, text: string][] = [
      [
        "somebody writes Bob's name into Alice's token",
        `${header}.${forBob}.${signature}`,
      ],
      [
        "somebody changes the signature",
        `${header}.${payload}.${first}${signature.slice(1)}`,
      ],
      ["somebody leaves the signature out", `${header}.${payload}.`],
    ];
    for (const [what, text] of forged) {
      expectRefused(
        await show(what, text),
        "The signature doesn't fit what the token says, and the shop believed it. Reading a token (decode) proves nothing, and neither does a verify whose error is caught and ignored: without a good signature it is a stranger's.",
      );
    }
    for (const key of ["your-secret-key", "secret", "another key of 32 bytes or more"]) {
      expectRefused(
        await show("somebody signs with another key", write({ role: "admin" }, { key })),
        "A token that was signed with another key was believed. Only whoever has JWT_SECRET can write for this shop.",
      );
    }
  },
);

check(
  "algorithm-from-the-token",
  "the token does not choose how it is checked",
  async () => {
    const { token, write, show } = await openForgery();
    const payload = encode(token.claims);
    for (const alg of ["none", "None", "NONE", "nOnE"]) {
      const text = `${encode({ ...token.header, alg })}.${payload}.`;
      expectRefused(
        await show(`a token whose header says alg: ${alg}, unsigned`, text),
        `The token said of itself "alg: ${alg}", so it was not checked at all. Whoever writes a token also writes its header: the server decides what it verifies with.`,
      );
    }
    for (const alg of ["HS384", "HS512"]) {
      expectRefused(
        await show(`a token signed with ${alg}`, write({}, { header: { alg } })),
        `The header said ${alg}, and the server followed it. Today that is our own key; with a weaker algorithm in the list it would be the forger's choice. Name the one algorithm: algorithms: ["HS256"] (RFC 8725 §3.1).`,
      );
    }
  },
);

check("token-without-an-end", "a token whose time is over opens nothing", async () => {
  const { write, show } = await openForgery();
  const then = now() - LIFE_SECONDS;
  const over = { iat: then - 10 * MINUTE, nbf: undefined, exp: now() - 10 * MINUTE };
  expectRefused(
    await show("a token that ended ten minutes ago", write(over)),
    "The token ended ten minutes ago, and it still opens the shop. A browser drops the cookie in time; a copy in a file has no clock. verify reads exp, unless ignoreExpiration forbids it; decode never does.",
  );
  expectRefused(
    await show("a token without exp", write({ exp: undefined })),
    "A token without exp was believed: it never ends. jsonwebtoken checks exp only if it is there, so the server must insist on it.",
  );
  for (const exp of ["9999999999", null, {}]) {
    expectRefused(
      await show(`a token whose exp is ${JSON.stringify(exp)}`, write({ exp })),
      "The exp of this token is no number, so no time is over by it, and it was believed.",
    );
  }
});

check("token-before-its-time", "a token opens nothing before its time", async () => {
  const { write, show } = await openForgery();
  expectRefused(
    await show("a token that begins in ten minutes", write({ nbf: now() + 10 * MINUTE })),
    "The token says nbf: not before ten minutes from now, and it opened the shop at once.",
  );
  expectStatus(
    await show("a token that began a minute ago", write({ nbf: now() - MINUTE })),
    200,
    "The token's nbf lies a minute back: its time has begun, and it was refused.",
  );
});

check(
  "token-for-somebody-else",
  "a token that was written by or for another service opens nothing here",
  async () => {
    const { token, write, show } = await openForgery();
    const { iss, aud } = token.claims;
    const [ours] = [aud].flat();
    const foreign: [what: string, claims: Part, because: string][] = [
      [
        "a token by another issuer",
        { iss: "https://login.example" },
        "Somebody else wrote this token, as its iss says, and the shop took it for its own. A key that two services share is no proof of who wrote it.",
      ],
      [
        "a token without an issuer",
        { iss: undefined },
        "The token doesn't say who wrote it, and the shop took it for its own.",
      ],
      [
        "a token for another audience",
        { aud: "warehouse" },
        "The token was written for the warehouse, as its aud says. Whoever works there could use it here, as Alice.",
      ],
      [
        "a token for others",
        { aud: ["warehouse", `${String(ours)}.example`] },
        "The token names two services, and neither is this one: only the very name counts.",
      ],
      [
        "a token without an audience",
        { aud: undefined },
        "The token doesn't say for whom it was written, and the shop took it.",
      ],
    ];
    for (const [what, claims, because] of foreign) {
      expectRefused(await show(what, write({ iss, ...claims })), because);
    }
    expectStatus(
      await show(
        "a token for us and for the warehouse",
        write({ aud: ["warehouse", ours] }),
      ),
      200,
      "The token names two services, and one of them is this shop. aud may be a list (RFC 7519 §4.1.3): it is enough that we are in it.",
    );
  },
);

check(
  "accepts-broken-tokens",
  "what is no token is a stranger's, and breaks nothing",
  async () => {
    const { token, ourKey, write, show } = await openForgery();
    const [header = "", payload = ""] = token.text.split(".");
    const signed = (text: string) => {
      const input = `${header}.${Buffer.from(text).toString("base64url")}`;
      return `${input}.${mac(input, ourKey)}`;
    };
    const broken: [what: string, text: string][] = [
      ["an empty cookie", ""],
      ["one word", "alice"],
      ["dots", ".."],
      ["the first two parts", `${header}.${payload}`],
      ["a fourth part", `${token.text}.x`],
      ["a fourth part that is empty", `${token.text}.`],
      ["padding at the end", `${token.text}=`],
      ["a space in front", ` ${token.text}`],
      ["a line end", `${token.text}\n`],
      ["a header that is no JSON", `x.${payload}.x`],
      ["a very long token", `${token.text}${"A".repeat(3_000)}`],
      ["a payload that is a text", signed('"alice"')],
      ["a payload that is a list", signed('["alice"]')],
      ["no sub", write({ sub: undefined })],
      ["a sub that is empty", write({ sub: "" })],
      ["a sub that is a number", write({ sub: 42 })],
      ["a sub that is an object", write({ sub: { name: "alice" } })],
    ];
    for (const [what, text] of broken) {
      expectRefused(
        await show(`a cookie with ${what}`, text),
        `This was no token of ours (${what}), and it opened the shop. A token is exactly three parts, and its claims are what signIn writes: take nothing else.`,
      );
    }
  },
);

check("role-from-the-request", "the admin's page opens to the admin alone", async () => {
  const alice = await signIn("alice");
  const headers = { "X-Role": "admin", "X-User-Role": "admin", Role: "admin" };
  for (const path of ["/admin/accounts", "/admin/accounts?role=admin&user=admin"]) {
    const page = await alice.browser.get(path, { headers });
    expectStatus(
      page,
      403,
      page.status === 401
        ? "Alice is signed in. She may not see this page, which is 403; 401 would send her to sign in again (RFC 9110 §15.5.4)."
        : "Alice is a customer. Her request carried X-Role: admin, and ?role=admin, and the admin's page opened. Take the role from the verified token, and from nowhere else.",
    );
  }
  const admin = await signIn("admin");
  expectStatus(
    await admin.browser.get("/admin/accounts"),
    200,
    "The admin signed in, and the admin's page stays closed. The role stands in the token: hand it on in the session.",
  );
  const { write, show } = await openForgery();
  const page = await show(
    "a token with a role that nobody knows",
    write({ role: "superuser" }),
    "/admin/accounts",
  );
  expectRefused(
    page,
    "The token's role is one that the shop doesn't know, and the admin's page opened.",
  );
});

// TODO 3

check("token-in-the-address", "a token in an address opens nothing", async () => {
  const { token } = await signIn("alice");
  const stranger = lab.browser("stranger");
  for (const name of ["token", "access_token", "jwt"]) {
    lab.timeline.addEvent(`somebody opens /me?${name}=… with Alice's token in it`);
    expectRefused(
      await stranger.get(`/me?${name}=${token.text}`),
      `The shop took Alice's token from ?${name}= in the address. Addresses end up in histories and in log files, and whoever reads one there is Alice for as long as the token lives (RFC 6750 §2.3).`,
    );
  }
});

check(
  "bearer-by-replace",
  "a program shows its token as one well-formed Bearer",
  async () => {
    const { token } = await signIn("alice");
    const stranger = lab.browser("stranger");
    const ask = (Authorization: string) => {
      lab.timeline.addEvent(
        `Authorization: ${Authorization.replaceAll(token.text, "<token>")}`,
      );
      return stranger.get("/me", { headers: { Authorization } });
    };
    for (const form of ["Bearer <token>", "bearer <token>", "BEARER   <token>"]) {
      expectStatus(
        await ask(form.replaceAll("<token>", token.text)),
        200,
        `"Authorization: ${form}" was refused. Upper and lower case are the same in a scheme (RFC 9110 §11.1), and one or more spaces follow it.`,
      );
    }
    for (const form of [
      "<token>",
      "Bearer",
      "Bearer<token>",
      "Basic <token>",
      "Token <token>",
      "xBearer <token>",
      "Bearer Bearer <token>",
      "Bearer <token> <token>",
      "Bearer <token>, Bearer <token>",
      "Bearer <token> x",
      'Bearer "<token>"',
      "<token>Bearer ",
    ]) {
      expectRefused(
        await ask(form.replaceAll("<token>", token.text)),
        `"Authorization: ${form}" was taken for a Bearer. It is the word Bearer, spaces, and one token, from the first character to the last (RFC 6750 §2.1); replace and split also take what only looks like it.`,
      );
    }
  },
);

// TODO 4

check("secret-with-a-default", "a server without a good key does not start", async () => {
  const alice = await signIn("alice");
  const bad: [what: string, value: string | null, because: string][] = [
    [
      "without JWT_SECRET",
      null,
      "A key in the code is known to all who read the code, and one that a server makes up is known to no other server. Either is worse than a server that stays down and says why.",
    ],
    [
      "with an empty JWT_SECRET",
      "",
      "An empty setting is what a forgotten one looks like, and a default may not step in for it.",
    ],
    [
      "with a JWT_SECRET of spaces",
      " ".repeat(8),
      "That is no key: whoever has one of its tokens finds it out.",
    ],
    [
      "with a JWT_SECRET of 31 bytes",
      "k".repeat(31),
      "A key for HS256 has at least 32 bytes (RFC 7518 §3.2): whoever has one token can try out shorter ones on a machine of their own, and jsonwebtoken takes any.",
    ],
  ];
  for (const [what, JWT_SECRET, because] of bad) {
    lab.timeline.addEvent(`a server is started ${what}`);
    const outcome = await lab.tryToStart({ JWT_SECRET });
    expectThat(
      outcome !== "hangs",
      `A server was started ${what}. It does not serve, and it does not end: whoever waits for it learns nothing. A server that can't start says why, and ends.`,
    );
    expectThat(
      outcome === "refused",
      `A server was started ${what}, and it serves. ${because}`,
    );
  }
  expectStatus(
    await alice.browser.get("/me"),
    200,
    "A server with a bad key refused to start, and the others no longer know Alice.",
  );
});

// Guards: what the given code does right already.

check("no-challenge", "whoever isn't signed in is told how to", async () => {
  const answer = await lab.browser("stranger").get("/me");
  expectStatus(
    answer,
    401,
    answer.status < 300
      ? "Somebody without any token was let in."
      : "Somebody without any token asked who she is. That is a 401: a program can't do anything with another page's address.",
  );
  expectThat(
    /^[a-z]+/i.test(answer.headers["www-authenticate"] ?? ""),
    "The 401 has no WWW-Authenticate: it must say which credentials would be taken (RFC 9110 §11.6.1).",
    { answer, expected: "WWW-Authenticate" },
  );
});

check(
  "logout-keeps-the-cookie",
  "signing out takes the token out of Alice's browser",
  async () => {
    const { browser, cookie } = await signIn("alice");
    const out = await browser.signOut();
    expectStatus(out, SIGNED_IN, "Signing out failed.");
    expectThat(
      !browser.cookieNames().includes(cookie),
      `Alice signed out, and her browser keeps the cookie ${cookie}. Whoever sits down there next is Alice.`,
      { answer: out, expected: "the cookie cleared" },
    );
    expectStatus(
      await browser.get("/me"),
      401,
      "Alice signed out, and her own browser is still signed in.",
    );
  },
);

check(
  "cross-site-post",
  "another site's form can't put anything into Alice's cart",
  async () => {
    const { browser } = await signIn("alice");
    const before = await browser.get("/cart");
    const forged = await browser.post("/cart", { item: "kettle" }, { crossSite: true });
    expectStatus(
      forged,
      [401, 403],
      "A form on another site was sent by Alice's browser, and the shop obeyed it.",
    );
    const after = await browser.get("/cart");
    expectThat(
      after.cart.join() === before.cart.join(),
      "A form on another site put a kettle into Alice's cart.",
      { answer: after, expected: "the cart as it was" },
    );
  },
);

check("cart-in-the-token", "Alice's cart is hers, on every device", async () => {
  const [laptop, phone, bob] = [
    await signIn("alice"),
    await signIn("alice"),
    await signIn("bob"),
  ];
  const added = await laptop.browser.post("/cart", { item: "candle" });
  expectStatus(added, [200, 201], "Alice could not put anything into her cart.");
  const cart = await phone.browser.get("/cart");
  expectThat(
    cart.cart.includes("candle"),
    "Alice put a candle into her cart on her laptop, and her phone doesn't show it. A token says who she is; her cart is kept under her name, in the store.",
    { answer: cart, expected: "candle" },
  );
  const his = await bob.browser.get("/cart");
  expectThat(his.cart.length === 0, "Alice's candle is in Bob's cart.", {
    answer: his,
    expected: "an empty cart",
  });
});

check("asks-the-store-who-she-is", "Redis is dead, and she is still Alice", async () => {
  const { browser } = await signIn("alice");
  await browser.post("/cart", { item: "book" });
  // Each of them may wait for Redis as long as it is allowed to: side by side.
  const askAllAtOnce = () =>
    Promise.all(lab.servers.names.map(() => browser.get("/cart")));
  lab.timeline.addEvent("SIGKILL → Redis");
  await using killed = await killRedis(lab);
  for (const _server of lab.servers.names) {
    const me = await browser.get("/me");
    expectStatus(
      me,
      200,
      `Redis is dead, and server ${me.server} can't say who Alice is. It needs no store for that: the token says it.`,
    );
  }
  for (const cart of await askAllAtOnce()) {
    expectStatus(
      cart,
      503,
      "Redis is dead, and with it every cart. The shop can't look, and says so with 503: neither a 401 nor an empty cart would be true.",
    );
  }
  expectStatus(
    await lab.browser("bob").signIn(),
    SIGNED_IN,
    "Redis is dead, and Bob can't sign in. Writing a token needs no store.",
  );
  lab.timeline.addEvent("Redis is started again, empty");
  await killed[Symbol.asyncDispose]();
  await eventually(async () => {
    for (const cart of await askAllAtOnce()) {
      expectStatus(
        cart,
        200,
        "Redis is back, and her cart is not: the server has to connect again by itself.",
      );
    }
  });
});

// Stretch tasks

check(
  "lenient-by-hand",
  "verified by hand, the same tokens are good and the same are not",
  async () => {
    const { token, ourKey, write, show } = await openForgery();
    const byHand = (text: string) => lab.call("A", "verifyByHand", text);
    const [header = "", payload = "", signature = ""] = token.text.split(".");
    for (const good of [token.text, write({}), write({ exp: now() + MINUTE })]) {
      expectThat(
        JSON.stringify(await byHand(good))?.includes("alice") === true,
        "verifyByHand refused a token of Alice's that is signed with our key, HS256, and not over. The MAC is over the first two parts with the dot between them, as they stand.",
      );
    }
    const last = signature.at(-1) ?? "";
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? "";
    const bad: [what: string, text: string][] = [
      ["the empty string", ""],
      ["two parts", `${header}.${payload}`],
      ["no signature", `${header}.${payload}.`],
      ["a fourth part", `${token.text}.x`],
      ["padding", `${token.text}=`],
      ["a space in the signature", `${header}.${payload}.${signature} `],
      ["a line end", `${token.text}\n`],
      [
        "the signature in base64, where it should be base64url",
        `${header}.${payload}.${Buffer.from(signature, "base64url").toString("base64")}`,
      ],
      [
        "a last character that stands for the same bytes",
        `${header}.${payload}.${signature.slice(0, -1)}${twin}`,
      ],
      [
        "the right beginning of the signature",
        `${header}.${payload}.${signature.slice(0, 20)}`,
      ],
      [
        "a changed payload",
        `${header}.${encode({ ...token.claims, sub: "bob" })}.${signature}`,
      ],
      ["another key", write({}, { key: "another key of 32 bytes or more" })],
      ["HS512", write({}, { header: { alg: "HS512" } })],
      ["alg none", `${encode({ alg: "none" })}.${payload}.`],
      [
        "a header that says none, with an HS256 signature",
        signedAs(encode({ alg: "none" }), payload, ourKey),
      ],
      ["a token that is over", write({ exp: now() - 10 * MINUTE })],
      ["a token without exp", write({ exp: undefined })],
    ];
    for (const [what, text] of bad) {
      const said = await byHand(text);
      expectThat(
        said === null || said === undefined || said === false,
        `verifyByHand took a token that is not good: ${what}. The whole token has one form, one algorithm and one signature; anything else is null.`,
      );
    }
    // The same key and the same token in the shop: one request for the record.
    expectStatus(
      await show("Alice asks the shop with the same token", token.text),
      200,
      "verifyByHand is right about Alice's token, and the shop refused it.",
    );
  },
);

function signedAs(header: string, payload: string, key: Buffer): string {
  return `${header}.${payload}.${mac(`${header}.${payload}`, key)}`;
}

check(
  "clocks-that-agree",
  "a token from a server whose clock is fast opens the shop",
  async () => {
    const { write, show } = await openForgery();
    const ahead = write({ iat: now() + 30, nbf: now() + 30 });
    expectStatus(
      await show("a token that begins in 30 s, by another server's clock", ahead),
      200,
      "The server that signed this token has a clock that is 30 s fast, so here its time has not begun. No two clocks agree: a small leeway, up to a few minutes, bears with that (RFC 7519 §4.1.5). In jsonwebtoken it is clockTolerance.",
    );
    expectStatus(
      await show("a token that ended 20 s ago", write({ exp: now() - 20 })),
      200,
      "The token ended 20 s ago by this clock, and on the server that signed it it is still good. The same leeway goes for exp (RFC 7519 §4.1.4).",
    );
    for (const claims of [{ nbf: now() + 10 * MINUTE }, { exp: now() - 10 * MINUTE }]) {
      expectStatus(
        await show("a token ten minutes off", write(claims)),
        401,
        "A token that is ten minutes off was believed. No clock is that wrong: a leeway this long only makes tokens live longer.",
      );
    }
  },
);
