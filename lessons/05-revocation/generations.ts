import {
  AWAY_MS,
  type Browser,
  expect,
  expectThat,
  Forgery,
  inWords,
  lifeOf,
  property,
  type Response,
  type Scene,
  type SlowServers,
  showOnly,
  signInForToken,
  storeOf,
} from "#harness";
import { forgetAll } from "./store-entries.ts";

/** What a token says by the book, and what the shop wants of each. */
const usual = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "role"];

/** A store that lost its memory signs everyone out, and revives nothing. */
export async function emptyStoreRevivesNothing(scene: Scene): Promise<void> {
  const { alice, phone, lab } = scene;
  const { response } = await signInForToken(alice);
  const copy = scene.copyOf(alice);
  await alice.signOut();
  await forgetAll(storeOf(lab));
  scene.note("Redis loses its memory: every key is gone");
  await expectNoneOpens(scene, copy, response, "Then Redis lost its memory");
  await signInForToken(phone);
  const since = "Then Redis lost its memory, and she signed in again";
  await expectNoneOpens(scene, copy, response, since);
}

async function expectNoneOpens(
  scene: Scene,
  copy: Browser,
  signedIn: Response,
  since: string,
): Promise<void> {
  const asked = await scene.askEveryServer(copy);
  const open = asked.filter(({ status }) => status !== 401);
  const [first] = open;
  if (first === undefined) return;
  const onlyThere = open.every(({ server }) => server === signedIn.server);
  expect(first).status(
    401,
    onlyThere && open.length < asked.length
      ? `Alice signed out. ${since}, and ${first.answeredBy}, which had signed her in, still knows a copy of her token; the others don't. It compares with something that only this process has.`
      : `Alice signed out. ${since}, and a copy of her token, from before, opens the shop again: an empty Redis can't say what was revoked.`,
    onlyThere && open.length < asked.length
      ? { slug: "generation-kept-in-the-process" }
      : undefined,
  );
}

/** Two first sign-ins at the same moment come to one generation. */
export class SignInsAtOnce {
  readonly #further: SlowServers;

  constructor(further: SlowServers) {
    this.#further = further;
  }

  readonly shareAGeneration = async (scene: Scene): Promise<void> => {
    const { alice: laptop, phone, lab } = scene;
    const [d, e] = [await this.#further.start("D"), await this.#further.start("E")];
    await forgetAll(storeOf(lab));
    await lab.beginAnew();
    scene.note(`no one is signed in; Redis is put ${AWAY_MS} ms away from D and E`);
    {
      await using _two = await showOnly(lab, [d.name, e.name], lab.servers.first);
      using _slowD = d.line.slowDown(AWAY_MS);
      using _slowE = e.line.slowDown(AWAY_MS);
      const responses = await Promise.all([laptop.signIn(), phone.signIn()]);
      // What was given up as too slow says nothing.
      if (responses.some(({ status }) => status === 503)) return;
    }
    // Which of the two loses is a matter of luck, so they ask together.
    const asked = await Promise.all([laptop.get("/me"), phone.get("/me")]);
    const refused = asked.filter(({ status }) => status === 401).length;
    expectThat(
      refused === 0,
      `Alice signed in on her laptop and on her phone at the same moment, when there was no generation yet. Both sign-ins got 200, and ${refused === 1 ? "one of the two browsers" : "each of them"} is refused right after it: each server made a generation of its own, and Redis kept only one.`,
    );
  };
}

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
