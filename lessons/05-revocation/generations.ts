import {
  expect,
  Forgery,
  inWords,
  lifeOf,
  property,
  type Scene,
  signInForToken,
} from "#harness";

/** What a token says by the book, and what the shop wants of each. */
const usual = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "role"];

/** Every server insists on the same generation. */
export async function everyServerKnowsTheGeneration(scene: Scene): Promise<void> {
  const { alice } = scene;
  const { response } = await signInForToken(alice);
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).status(
      200,
      `Server ${response.server} signed Alice in, and ${me.answeredBy} refuses her token, which nobody has revoked: what it compares with is not what ${response.answeredBy} signed.`,
    );
  }
}

/** A further sign-in joins the user's generation. */
export const signInEndsNoOther = property("OWASP ASVS 5.0, 7.4.2", async (scene) => {
  const { alice: laptop, phone } = scene;
  await signInForToken(laptop);
  await signInForToken(phone);
  for (const me of await scene.askEveryServer(laptop)) {
    expect(me).status(
      200,
      "Alice signed in on her phone, and her laptop is signed out: the second sign-in began a generation of its own.",
    );
  }
});

/** A generation lasts as long as the last token that names it. */
export async function generationLastsLongEnough(scene: Scene): Promise<void> {
  const { alice: laptop, phone, lab } = scene;
  const life = lifeOf(scene);
  await signInForToken(laptop);
  await lab.time.pass(life - 60);
  await signInForToken(phone);
  await lab.time.pass(life - 60);
  const me = await phone.get("/me");
  expect(me).status(
    200,
    `Alice signed in on her phone ${inWords(life - 60)} ago, and a token lives for ${inWords(life)}. It is refused: her generation ended with an earlier sign-in, and this one didn't renew it.`,
  );
}

/** A token that names no generation, or another one, is no one's. */
export async function onlyTheGenerationCounts(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const own = Object.keys(forgery.token.claims).filter((name) => !usual.includes(name));
  // One whose server keeps a list of what counts needs no more than the id.
  if (own.length === 0) return;
  const names = own.join(", ");
  const without = Object.fromEntries(own.map((name) => [name, undefined]));
  for (const [what, claims] of [
    [`a token of ours without ${names}`, without],
    [`a token of ours whose ${names} is another one's`, another(own)],
  ] as const) {
    expect(await forgery.show(what, forgery.write(claims))).status(
      401,
      `The shop lets in ${what}. A token from before there were generations would never end with one.`,
    );
  }
}

function another(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, "another"]));
}
