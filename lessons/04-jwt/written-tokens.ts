import {
  type Browser,
  expect,
  keyOf,
  type Response,
  readToken,
  type Scene,
  signInForToken,
} from "#harness";

/** What signIn writes is signed, with the algorithm on which all servers agree. */
export async function tokenIsSigned(scene: Scene): Promise<void> {
  const { response, token } = await signInForToken(scene.alice);
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
}

/** Who has JWT_SECRET has the key: its text, or the bytes which that spells. */
export async function secretIsTheKey(scene: Scene): Promise<void> {
  const { response, token } = await signInForToken(scene.alice);
  expect(response).that(
    keyOf(token, scene.env.JWT_SECRET ?? "") !== undefined,
    "signed with JWT_SECRET",
    `Server ${response.server} signed the token, and the signature fits neither the text of JWT_SECRET nor the bytes which that text spells in base64. Anyone who has only JWT_SECRET takes it for a forgery.`,
  );
}

/** No list fills in what a token leaves out: it says who she is, and what she may do. */
export async function tokenSaysWhoSheIs(scene: Scene): Promise<void> {
  for (const browser of [scene.alice, scene.bob, scene.admin]) {
    const { response, token } = await signInForToken(browser);
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
}

/** A token says who wrote it, and for whom. */
export async function tokenHasAnAddress(scene: Scene): Promise<void> {
  const { response, token } = await signInForToken(scene.alice);
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
}

/** Anyone can read a token, so nothing private is in it. */
export async function tokenIsNoSecret(scene: Scene): Promise<void> {
  const { response, token } = await signInForToken(scene.alice);
  // Not among the values as a whole: a random jti may well spell a word.
  const { jti, ...claims } = token.claims;
  const text = JSON.stringify(claims).toLowerCase();
  for (const word of ["password", "wonderland", "hash", "salt", "email", "cart"]) {
    expect(response).that(
      !text.includes(word),
      `no ${word}`,
      `The word "${word}" is in the token's payload${word === "cart" ? ", which would also grow with every item" : ""}.`,
    );
  }
}

/** Each sign-in gives its user a token, whatever cookie the browser sends along. */
export async function eachSignInGivesAToken(scene: Scene): Promise<void> {
  const { alice, bob } = scene;
  const { cookie, response } = await signInForToken(alice);
  const missing = alice.explainMissing(cookie.name, "/products");
  expect(response).that(
    missing === null,
    "a cookie that comes back",
    `The response sets ${cookie.name}, and Alice's browser won't send it with GET /products: ${missing?.clause}.`,
    { slug: null },
  );
  const page = await alice.get("/products");
  expect(page).that(
    page.hop.cookiesSeen.includes(cookie.name),
    `${cookie.name} sent along`,
    `Alice's browser holds ${cookie.name}, and doesn't send it along with GET /products: its path or its flags keep it back.`,
    { slug: null },
  );
  scene.note("she signs in again, in the same browser");
  expectHeld(await alice.signIn(), alice, cookie.name);
  scene.note("Bob sits down at her computer, where she is still signed in");
  bob.setCookie(cookie.name, cookie.value);
  expectHeld(await bob.signIn(), bob, cookie.name);
}

function expectHeld(response: Response, browser: Browser, cookie: string): void {
  const held = readToken(browser.cookie(cookie) ?? "");
  const { owner, user } = browser;
  expect(response)
    .success("The right password did not sign in.", { slug: null })
    .that(
      held?.claims.sub === user,
      `${owner}'s token`,
      held === null
        ? `${owner} signed in while the browser held a token, and afterwards it holds none.`
        : `${owner} signed in while the browser held a token, and afterwards it holds one whose sub is ${JSON.stringify(held.claims.sub)}.`,
    );
}
