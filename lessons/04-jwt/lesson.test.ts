import {
  eventually,
  expect,
  expectThat,
  formOfAnotherSiteChangesNothing,
  killRedis,
  lifeOf,
  openChecks,
  secondsKept,
  ticketIsOutOfReach,
} from "#harness";
import { expectRefused, Forgery, signIn } from "./forgery.ts";
import { misconceptions } from "./misconceptions.ts";
import { encode, keyOf, now, type Part, sign, type Token } from "./token.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);
const SECRET = lab.env.JWT_SECRET ?? "";
const MINUTE = 60;
const YEAR = 365 * 24 * 60 * MINUTE;

// TODO 1

check("no-signed-token", async (scene) => {
  const { response, token } = await signIn(scene.alice);
  const { alg } = token.header;
  const signature = token.text.split(".")[2] ?? "";
  expect(response)
    .that(
      signature !== "" && String(alg).toLowerCase() !== "none",
      "a signature",
      "The token is not signed: anyone can write one like it, with any name in it.",
    )
    .that(
      alg === "HS256",
      "HS256",
      `The token's header says ${String(alg)}, and all servers here sign and verify with HS256.`,
    );
});

check("key-of-one-server", async (scene) => {
  const { response, token } = await signIn(scene.alice);
  expect(response).that(
    keyOf(token, SECRET) !== undefined,
    "signed with JWT_SECRET",
    `Server ${response.server} signed the token, and the signature fits neither the text of JWT_SECRET nor the bytes which that text spells in base64. Anyone who has only JWT_SECRET takes it for a forgery.`,
  );
});

check("token-without-a-subject", async (scene) => {
  for (const browser of [scene.alice, scene.bob, scene.admin]) {
    const { response, token } = await signIn(browser);
    const { sub, role } = token.claims;
    const isAdmin = browser.user === "admin";
    expect(response)
      .that(
        sub === browser.user,
        `sub: ${browser.user}`,
        sub === undefined
          ? `${browser.owner} signed in, and the token has no sub.`
          : `${browser.owner} signed in, and the sub of the token is ${JSON.stringify(sub)}. The subject is the user's name.`,
      )
      .that(
        role === (isAdmin ? "admin" : "customer"),
        "the user's role",
        `${browser.owner} signed in, and the role in the token is ${JSON.stringify(role) ?? "missing"}. It is in user.role.`,
      );
  }
});

check("token-without-an-address", async (scene) => {
  const { response, token } = await signIn(scene.alice);
  for (const [claim, meaning] of [
    ["iss", "who wrote it"],
    ["aud", "for whom"],
  ] as const) {
    const values = [token.claims[claim]].flat();
    expect(response).that(
      values.some((value) => typeof value === "string" && value),
      claim,
      `The token has no ${claim}: it doesn't say ${meaning}.`,
    );
  }
});

check("expiry-in-the-wrong-unit", async (scene) => {
  const expected = lifeOf(scene);
  const { response, cookie, token } = await signIn(scene.alice);
  const { exp } = token.claims;
  const end = expect(response).found(
    typeof exp === "number" ? exp : null,
    "an exp",
    "The token has no exp: it never ends, and no server keeps a list from which it could be struck.",
  );
  const life = end - now();
  expect(response)
    .that(
      life > 0,
      "a moment to come",
      `The token's exp is ${end}: that many seconds after the start of 1970, long over. exp is a moment; a duration belongs in expiresIn.`,
      { slug: null },
    )
    .that(
      Math.abs(life - expected) <= MINUTE,
      `${expected} s`,
      `The token lives ${life} s, and it should live ${expected} s. (exp itself counts seconds.)`,
    );
  const { expires } = cookie;
  const kept = expect(response).found(
    secondsKept(cookie),
    `Max-Age=${expected}`,
    `The token lives ${expected} s, and its cookie says neither Max-Age nor Expires: it lives until the browser is closed.`,
    { slug: null },
  );
  expect(response)
    .that(
      kept > 0,
      `Max-Age=${expected}`,
      `The cookie was over before it came${expires ? `: its Expires is ${expires.toUTCString()}` : ""}. Expires is a moment, and maxAge a duration.`,
      { slug: null },
    )
    .that(
      Math.abs(kept - expected) <= MINUTE,
      `Max-Age=${expected}`,
      `The token lives ${expected} s, and its cookie ${Math.round(kept)} s.`,
    );
});

check("cookie-open-to-others", ticketIsOutOfReach);

check("token-tells-too-much", async (scene) => {
  const { response, token } = await signIn(scene.alice);
  // Not among the values as a whole: a random jti may well spell a word.
  const { jti, ...claims } = token.claims;
  const text = JSON.stringify(claims).toLowerCase();
  for (const word of ["password", "wonderland", "hash", "salt", "email", "cart"]) {
    expect(response).that(
      !text.includes(word),
      `no ${word}`,
      `The word "${word}" stands in the token's payload${word === "cart" ? ", which would also grow with every item" : ""}.`,
    );
  }
});

// TODO 2

check("token-known-to-one-server", async (scene) => {
  const { alice, bob } = scene;
  const [hers, his] = [await signIn(alice), await signIn(bob)];
  const first = await scene.askEveryServer(alice);
  expect(hers.response).that(
    first.some(({ status }) => status !== 401),
    "a token that opens the shop",
    `Server ${hers.response.server} signed Alice in, and then every server was asked, and none knows her token, not even that one.${hintAtType(hers.token)} (If what verifies the token returns a promise, whoIs must be async, and await it.)`,
    { slug: null },
  );
  const asked = new Set<string>();
  for (let round = 0; round < 2 * lab.servers.names.length; round++) {
    const browser = round % 2 === 0 ? alice : bob;
    const me = await browser.get("/me");
    asked.add(me.server);
    expect(me)
      .status(
        200,
        `Server ${hers.response.server} signed Alice in, and server ${his.response.server} Bob. Server ${me.server} has the same key, and doesn't know ${browser.owner}'s token.${hintAtType(hers.token)}`,
      )
      .greets(
        browser.user,
        `The token is ${browser.owner}'s, and the shop greets ${me.greeted}. The subject of the token says whose it is.`,
      );
  }
  expectThat(
    asked.size === lab.servers.names.length,
    "Not every server was asked: the balancer should have taken turns.",
  );
  const forgery = await Forgery.open(scene);
  const another = "another of our servers writes a token for Alice";
  expect(await forgery.show(another, forgery.write({}))).status(
    200,
    "A server that runs this same code signed a token for Alice. It has our key, issuer and audience, and it was refused: nothing may be needed that only one server holds.",
  );
});

/** For a token of the usual type: whoIs may ask for one of its own. */
function hintAtType({ header }: Token): string {
  if (header.typ !== "JWT") return "";
  return " Its header says typ: JWT; if whoIs asks for another type, signIn has to write that one (HEADER).";
}

check("wrong-token-crashes", async (scene) => {
  const forgery = await Forgery.open(scene);
  for (const [what, text] of [
    ["a cookie with one word in it", "alice"],
    ["a token that is cut off", forgery.token.text.slice(0, -20)],
    ["a token that is over", forgery.write({ exp: now() - 10 * MINUTE })],
  ] as const) {
    const me = await forgery.show(what, text);
    expect(me).that(
      me.status < 500,
      "401",
      `Server ${me.server} answered ${me.status} to ${what}.`,
    );
  }
});

check("decode-instead-of-verify", async (scene) => {
  const forgery = await Forgery.open(scene);
  const { claims, text } = forgery.token;
  const [header = "", payload = "", signature = ""] = text.split(".");
  const forBob = encode({ ...claims, sub: "bob", role: "admin" });
  const other = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
  for (const [what, forged] of [
    ["someone writes Bob's name into Alice's token", `${header}.${forBob}.${signature}`],
    ["someone changes the signature", `${header}.${payload}.${other}`],
    ["someone leaves the signature out", `${header}.${payload}.`],
  ] as const) {
    expectRefused(
      await forgery.show(what, forged),
      "The signature doesn't fit what the token says, and the shop believed it.",
    );
  }
  for (const key of ["your-secret-key", "secret", "another key of 32 bytes or more"]) {
    const forged = forgery.write({ role: "admin" }, { key });
    expectRefused(
      await forgery.show("someone signs with another key", forged),
      "A token that was signed with another key than JWT_SECRET was believed.",
    );
  }
});

check("algorithm-from-the-token", async (scene) => {
  const forgery = await Forgery.open(scene);
  const { header, claims } = forgery.token;
  for (const alg of ["none", "None", "NONE", "nOnE"]) {
    const text = `${encode({ ...header, alg })}.${encode(claims)}.`;
    expectRefused(
      await forgery.show(`a token whose header says alg: ${alg}, unsigned`, text),
      `The token said of itself "alg: ${alg}", so it was not checked at all.`,
    );
  }
  for (const alg of ["HS384", "HS512"]) {
    const text = forgery.write({}, { header: { alg } });
    expectRefused(
      await forgery.show(`a token signed with ${alg}`, text),
      `The header said ${alg}, and the server followed it: with a weaker algorithm in the list it would be the forger's choice.`,
    );
  }
});

check("token-without-an-end", async (scene) => {
  const forgery = await Forgery.open(scene);
  const then = now() - lifeOf(scene);
  const over = { iat: then - 10 * MINUTE, nbf: undefined, exp: now() - 10 * MINUTE };
  const late = await forgery.show(
    "a token that ended ten minutes ago",
    forgery.write(over),
  );
  if (late.status === 200) {
    const longOver = { ...over, iat: then - YEAR, exp: now() - YEAR };
    const old = await forgery.show(
      "a token that ended a year ago",
      forgery.write(longOver),
    );
    expect(late).that(
      old.status === 200,
      "401",
      "A token that ended ten minutes ago still opens the shop, and one that ended a year ago does not. exp is read, with a leeway that is too long. (clockTolerance counts seconds, as leeway does.)",
      { slug: null },
    );
  }
  expectRefused(
    late,
    "The token ended ten minutes ago, and it still opens the shop; so does one that ended a year ago. Nothing looks at exp. (verify does, unless ignoreExpiration forbids it; decode never does.)",
  );
  expectRefused(
    await forgery.show("a token without exp", forgery.write({ exp: undefined })),
    "A token without exp was believed: it never ends.",
  );
  for (const exp of ["9999999999", null, {}]) {
    const said = JSON.stringify(exp);
    expectRefused(
      await forgery.show(`a token whose exp is ${said}`, forgery.write({ exp })),
      "The exp of this token is no number, so no time is over by it, and it was believed.",
    );
  }
});

check("token-before-its-time", async (scene) => {
  const forgery = await Forgery.open(scene);
  const early = forgery.write({ nbf: now() + 10 * MINUTE });
  expectRefused(
    await forgery.show("a token that begins in ten minutes", early),
    "The token says nbf: not before ten minutes from now, and it opened the shop at once.",
  );
  const begun = forgery.write({ nbf: now() - MINUTE });
  expect(await forgery.show("a token that began a minute ago", begun)).status(
    200,
    "The token's nbf lies a minute back: its time has begun, and it was refused.",
  );
});

check("token-for-somebody-else", async (scene) => {
  const forgery = await Forgery.open(scene);
  const { iss, aud } = forgery.token.claims;
  const [ours] = [aud].flat();
  const foreign: [what: string, claims: Part, fact: string][] = [
    [
      "a token by another issuer",
      { iss: "https://login.example" },
      "Someone else wrote this token, as its iss says, and the shop took it for its own.",
    ],
    [
      "a token without an issuer",
      { iss: undefined },
      "The token doesn't say who wrote it, and the shop took it for its own.",
    ],
    [
      "a token for another audience",
      { aud: "warehouse" },
      "The token was written for the warehouse, as its aud says, and it opened the shop.",
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
  for (const [what, claims, fact] of foreign) {
    expectRefused(await forgery.show(what, forgery.write({ iss, ...claims })), fact);
  }
  if (typeof ours === "string") {
    for (const aud of [
      `work${ours}`,
      `${ours}ping`,
      [`work${ours}`],
      ours.slice(0, -1),
    ]) {
      const said = JSON.stringify(aud);
      expectRefused(
        await forgery.show(`a token whose aud is ${said}`, forgery.write({ aud })),
        `The token was written for ${said}, and this shop is "${ours}": only the very name counts, or a list with it.`,
      );
    }
  }
  const forBoth = forgery.write({ aud: ["warehouse", ours] });
  expect(await forgery.show("a token for us and for the warehouse", forBoth)).status(
    200,
    "The token names two services, and one of them is this shop, and it was refused.",
  );
});

check("accepts-broken-tokens", async (scene) => {
  const forgery = await Forgery.open(scene);
  for (const [what, text] of Object.entries(brokenTokens(forgery))) {
    expectRefused(
      await forgery.show(`a cookie with ${what}`, text),
      `This was no token of ours (${what}), and it opened the shop.`,
    );
  }
});

function brokenTokens(forgery: Forgery): Record<string, string> {
  const { text } = forgery.token;
  const [header = "", payload = ""] = text.split(".");
  const signed = (claims: string) =>
    sign(header, Buffer.from(claims).toString("base64url"), forgery.ourKey);
  return {
    "an empty cookie": "",
    "one word": "alice",
    dots: "..",
    "the first two parts": `${header}.${payload}`,
    "a fourth part": `${text}.x`,
    "a fourth part that is empty": `${text}.`,
    "a space in front": ` ${text}`,
    "a header that is no JSON": `x.${payload}.x`,
    "a very long token": `${text}${"A".repeat(3_000)}`,
    "a payload that is a text": signed('"alice"'),
    "a payload that is a list": signed('["alice"]'),
    "no sub": forgery.write({ sub: undefined }),
    "a sub that is empty": forgery.write({ sub: "" }),
    "a sub that is a number": forgery.write({ sub: 42 }),
    "a sub that is an object": forgery.write({ sub: { name: "alice" } }),
  };
}

check("role-from-the-request", async (scene) => {
  const { alice, admin } = scene;
  await signIn(alice);
  const headers = { "X-Role": "admin", "X-User-Role": "admin", Role: "admin" };
  for (const path of ["/admin/accounts", "/admin/accounts?role=admin&user=admin"]) {
    const page = await alice.get(path, { headers });
    expect(page).status(
      403,
      page.status === 401
        ? "Alice is signed in. She may not see this page, which is 403; 401 would send her to sign in again."
        : "Alice is a customer. Her request carried X-Role: admin, and ?role=admin, and the admin's page opened.",
    );
  }
  await signIn(admin);
  expect(await admin.get("/admin/accounts")).status(
    200,
    "The admin signed in, and the admin's page stays closed. The role stands in the token: hand it on in the session.",
  );
  const forgery = await Forgery.open(scene);
  const superuser = forgery.write({ role: "superuser" });
  expectRefused(
    await forgery.show(
      "a token with a role that nobody knows",
      superuser,
      "/admin/accounts",
    ),
    "The token's role is one that the shop doesn't know, and the admin's page opened.",
  );
});

// TODO 3

check("token-in-the-address", async (scene) => {
  const { cookie, token } = await signIn(scene.alice);
  for (const name of ["token", "access_token", "jwt"]) {
    scene.note(`someone opens /me?${name}=… with Alice's token in it`);
    expectRefused(
      await scene.stranger.get(`/me?${name}=${token.text}`),
      `The shop took Alice's token from ?${name}= in the address.`,
    );
  }
  // The text says: the cookie or a Bearer, and nothing else.
  for (const name of [
    "X-Access-Token",
    "X-Auth-Token",
    "Access-Token",
    "Token",
    "JWT",
    "Proxy-Authorization",
  ]) {
    for (const value of [token.text, `Bearer ${token.text}`]) {
      const asked = `${name}: ${value === token.text ? "<token>" : "Bearer <token>"}`;
      scene.note(asked);
      expectRefused(
        await scene.stranger.get("/me", { headers: { [name]: value } }),
        `The shop took Alice's token from the header "${asked}". Only the cookie and Authorization may bring one.`,
        { slug: null },
      );
    }
  }
  for (const name of ["token", "access_token", "jwt"]) {
    scene.note(`someone sends Alice's token as ${name} in the body`);
    expectRefused(
      await scene.stranger.post("/cart", { item: "book", [name]: token.text }),
      `The shop took Alice's token from ${name} in the body. Only the cookie and Authorization may bring one.`,
      { slug: null },
    );
    if (name === cookie.name) continue;
    scene.note(`someone sends Alice's token in a cookie named ${name}`);
    const headers = { Cookie: `${name}=${token.text}` };
    expectRefused(
      await scene.stranger.get("/me", { headers }),
      `signIn sets the cookie ${cookie.name}, and the shop took Alice's token from the cookie ${name}, which it never set.`,
      { slug: null },
    );
  }
});

check("bearer-by-replace", async (scene) => {
  const { token } = await signIn(scene.alice);
  const ask = (form: string) => {
    scene.note(`Authorization: ${form}`);
    const Authorization = form.replaceAll("<token>", token.text);
    return scene.stranger.get("/me", { headers: { Authorization } });
  };
  for (const form of ["Bearer <token>", "bearer <token>", "BEARER   <token>"]) {
    expect(await ask(form)).status(200, `"Authorization: ${form}" was refused.`);
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
      await ask(form),
      `"Authorization: ${form}" was taken for a Bearer. replace and split also take what only looks like one.`,
    );
  }
});

// TODO 4

check("secret-with-a-default", async (scene) => {
  const { alice } = scene;
  await signIn(alice);
  const secrets: [what: string, secret: string | null, because: string][] = [
    [
      "without JWT_SECRET",
      null,
      "A key in the code is known to all who read it, and one that a server makes up is known to no other server.",
    ],
    ["with an empty JWT_SECRET", "", "That is what a forgotten setting looks like."],
    ["with a JWT_SECRET of spaces", " ".repeat(8), "That is no key."],
    [
      "with a JWT_SECRET of 31 bytes",
      "k".repeat(31),
      "Whoever has one token can try out short keys on a machine of their own, and jsonwebtoken takes any.",
    ],
  ];
  for (const [what, JWT_SECRET, because] of secrets) {
    scene.note(`a server is started ${what}`);
    const outcome = await lab.tryToStart({ JWT_SECRET });
    expectThat(
      outcome !== "hangs",
      `A server was started ${what}. It does not serve, and it does not end.`,
    );
    expectThat(
      outcome === "refused",
      `A server was started ${what}, and it serves. ${because}`,
    );
  }
  expect(await alice.get("/me")).status(
    200,
    "A server with a bad key refused to start, and the others no longer know Alice.",
  );
});

// Guards: what the given code does right already.

check("no-challenge", async (scene) => {
  const me = await scene.stranger.get("/me");
  expect(me)
    .status(
      401,
      me.status < 300
        ? "Someone without any token was let in."
        : `Someone without any token asked for /me, and got ${me.status}: a program can't do anything with another page's address.`,
    )
    .that(
      /^[a-z]+/i.test(me.headers["www-authenticate"] ?? ""),
      "WWW-Authenticate",
      "The 401 has no WWW-Authenticate.",
    );
});

check("logout-keeps-the-cookie", async (scene) => {
  const { alice } = scene;
  const { cookie } = await signIn(alice);
  const signedOut = expect(await alice.signOut()).success("Signing out failed.");
  const clearing = signedOut.response.cookies.find(({ name }) => name === cookie.name);
  signedOut
    .that(
      clearing?.secure === true || !/^__(Host|Secure)-/i.test(cookie.name),
      "Secure",
      `The response ${clearing ? "clears" : "does not clear"} ${cookie.name}${clearing ? " without Secure. A browser drops such a line, because of the cookie's name, and keeps the cookie" : ", so her browser keeps it"}.`,
    )
    .that(
      !alice.cookieNames().includes(cookie.name),
      "the cookie cleared",
      `Alice signed out, and her browser keeps the cookie ${cookie.name}.`,
    );
  expect(await alice.get("/me")).status(
    401,
    "Alice signed out, and her own browser is still signed in.",
  );
});

check("cross-site-post", formOfAnotherSiteChangesNothing);

check("cart-in-the-token", async (scene) => {
  const { alice: laptop, phone, bob } = scene;
  for (const browser of [laptop, phone, bob]) await signIn(browser);
  const added = await laptop.post("/cart", { item: "candle" });
  expect(added).status([200, 201], "Alice could not put anything into her cart.");
  const cart = await phone.get("/cart");
  expect(cart).that(
    cart.cart.includes("candle"),
    "candle",
    "Alice put a candle into her cart on her laptop, and her phone doesn't show it.",
  );
  expect(await bob.get("/cart")).cart([], "Alice's candle is in Bob's cart.");
});

check("asks-the-store-who-she-is", async (scene) => {
  const { alice, bob } = scene;
  await signIn(alice);
  await alice.post("/cart", { item: "book" });
  // Each of them may wait for Redis as long as it is allowed to: side by side.
  const askAllAtOnce = () => Promise.all(lab.servers.names.map(() => alice.get("/cart")));
  scene.note("SIGKILL → Redis");
  await using killed = await killRedis(lab);
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).status(200, `Redis is dead, and ${me.answeredBy} can't say who Alice is.`);
  }
  for (const cart of await askAllAtOnce()) {
    expect(cart).status(
      503,
      `Redis is dead, and with it every cart. The shop can't look, and answers ${cart.status}.`,
    );
  }
  expect(await bob.signIn()).success(
    "Redis is dead, and Bob can't sign in. Writing a token needs no store.",
  );
  scene.note("Redis is started again, empty");
  await killed[Symbol.asyncDispose]();
  await eventually(async () => {
    for (const cart of await askAllAtOnce()) {
      expect(cart).status(
        200,
        "Redis is back, and her cart is not: the server has to connect again by itself.",
      );
    }
  });
});

// Stretch tasks

check("lenient-by-hand", async (scene) => {
  const forgery = await Forgery.open(scene);
  const { text } = forgery.token;
  const byHand = (token: string) => lab.call("A", "verifyByHand", token);
  const another = forgery.write({});
  for (const good of [text, another, forgery.write({ exp: now() + MINUTE })]) {
    expectThat(
      JSON.stringify(await byHand(good))?.includes("alice") === true,
      "verifyByHand refused a token of Alice's that is signed with our key, HS256, and not over.",
    );
  }
  for (const [what, bad] of Object.entries(lookalikes(forgery))) {
    const said = await byHand(bad);
    expectThat(
      said === null || said === undefined || said === false,
      `verifyByHand took a token that is not good: ${what}.`,
    );
  }
  // The same key and the same token in the shop: one request for the record.
  expect(await forgery.show("Alice asks the shop with the same token", text)).status(
    200,
    "verifyByHand is right about Alice's token, and the shop refused it.",
  );
});

/** What looks like the token, and is not it. */
function lookalikes(forgery: Forgery): Record<string, string> {
  const { text, header: ours, claims } = forgery.token;
  const [header = "", payload = "", signature = ""] = text.split(".");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const twin = alphabet[alphabet.indexOf(signature.at(-1) ?? "") ^ 1] ?? "";
  const none = encode({ ...ours, alg: "none" });
  const inBase64 = Buffer.from(signature, "base64url").toString("base64");
  return {
    "the empty string": "",
    "two parts": `${header}.${payload}`,
    "no signature": `${header}.${payload}.`,
    "a fourth part": `${text}.x`,
    padding: `${text}=`,
    "a space in the signature": `${header}.${payload}.${signature} `,
    "a line end": `${text}\n`,
    "the signature in base64, where it should be base64url": `${header}.${payload}.${inBase64}`,
    "a last character that stands for the same bytes": `${text.slice(0, -1)}${twin}`,
    "the right beginning of the signature": `${header}.${payload}.${signature.slice(0, 20)}`,
    "a changed payload": `${header}.${encode({ ...claims, sub: "bob" })}.${signature}`,
    "another key": forgery.write({}, { key: "another key of 32 bytes or more" }),
    HS512: forgery.write({}, { header: { alg: "HS512" } }),
    "alg none": `${none}.${payload}.`,
    "a header that says none, with an HS256 signature": sign(
      none,
      payload,
      forgery.ourKey,
    ),
    "a token that is over": forgery.write({ exp: now() - 10 * MINUTE }),
    "a token without exp": forgery.write({ exp: undefined }),
  };
}

check("clocks-that-agree", async (scene) => {
  const forgery = await Forgery.open(scene);
  const ahead = forgery.write({ iat: now() + 30, nbf: now() + 30 });
  expect(
    await forgery.show("a token that begins in 30 s, by another server's clock", ahead),
  ).status(
    200,
    "The server that signed this token has a clock that is 30 s fast, so here its time has not begun, and it was refused. (In jsonwebtoken a leeway is clockTolerance.)",
  );
  const late = forgery.write({ exp: now() - 20 });
  expect(await forgery.show("a token that ended 20 s ago", late)).status(
    200,
    "The token ended 20 s ago by this clock, and on the server that signed it it is still good.",
  );
  for (const claims of [{ nbf: now() + 10 * MINUTE }, { exp: now() - 10 * MINUTE }]) {
    expect(await forgery.show("a token ten minutes off", forgery.write(claims))).status(
      401,
      "A token that is ten minutes off was believed. No clock is that wrong.",
    );
  }
});
