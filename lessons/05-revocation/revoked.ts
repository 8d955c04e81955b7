import {
  type Browser,
  encodePart,
  expect,
  Forgery,
  inWords,
  lifeOf,
  type Response,
  type Scene,
  signInForToken,
  signParts,
  storeOf,
} from "#harness";
import { expectSuccess } from "./list.ts";
import { forgetAll } from "./store-entries.ts";

/** A token that was revoked on one server is no one's on any other. */
export async function everyServerAsksTheList(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  await forgetAll(storeOf(lab));
  scene.note("the list is empty");
  const { response } = await signInForToken(alice);
  expectKnown(await scene.askEveryServer(alice), response);
  const copy = alice.copiedBySomeone();
  const out = expectSuccess(await alice.signOut());
  const asked = await scene.askEveryServer(copy);
  const open = asked.filter(({ status }) => status !== 401);
  const [first] = open;
  if (first === undefined) return;
  const servers = open.map(({ server }) => server).join(", ");
  const some = open.length < asked.length;
  expect(first).status(
    401,
    some
      ? `Alice signed out on ${out.answeredBy}. Server ${servers} still honors a copy of her token, and the others refuse it: what one process remembers, no other knows.`
      : `Alice signed out on ${out.answeredBy}, and every server still honors a copy of her token: none of them finds in Redis that it was revoked.`,
    some ? { slug: "list-kept-in-the-process" } : undefined,
  );
}

/** Without this, nothing that is refused afterwards says anything. */
function expectKnown(asked: readonly Response[], { server }: Response): void {
  const [me] = asked;
  if (me === undefined || asked.some(({ status }) => status === 200)) return;
  expect(me).status(
    200,
    `Server ${server} signed Alice in. The list is empty, and no server knows her, not even that one: whatever is asked about her token, the answer comes out as "revoked".`,
    { slug: null },
  );
}

/** Whether every server knows someone who has just signed in: if not, other checks say so. */
async function isKnownEverywhere(scene: Scene, browser: Browser): Promise<boolean> {
  const asked = await scene.askEveryServer(browser);
  return asked.every(({ status }) => status === 200);
}

/** Signing out ends that one token: neither another one of the user's, nor anyone else's. */
export async function othersStaySignedIn(scene: Scene): Promise<void> {
  const { alice: laptop, phone, bob, lab } = scene;
  await forgetAll(storeOf(lab));
  scene.note("the list is empty");
  for (const browser of [laptop, phone, bob]) await signInForToken(browser);
  const others = [
    ["Alice's phone", phone],
    ["Bob", bob],
  ] as const;
  for (const [, browser] of others) {
    if (!(await isKnownEverywhere(scene, browser))) return;
  }
  const out = expectSuccess(await laptop.signOut());
  for (const [who, browser] of others) {
    for (const me of await scene.askEveryServer(browser)) {
      expect(me).status(
        200,
        `Alice signed out on her laptop, on ${out.answeredBy}, and ${me.answeredBy} no longer knows ${who}, who had not signed out.`,
      );
    }
  }
}

/** The list names a token and not a text: the same token can be written in other ways. */
export async function otherSpellingsAreRevokedToo(scene: Scene): Promise<void> {
  await signInForToken(scene.alice);
  if (!(await isKnownEverywhere(scene, scene.alice))) return;
  const forgery = await Forgery.open(scene);
  const { header, claims, text } = forgery.token;
  const backward = (part: object) =>
    encodePart(Object.fromEntries(Object.entries(part).reverse()));
  const respelled = signParts(backward(header), backward(claims), forgery.ourKey);
  const what = "her token, its claims in another order, signed with our key";
  expect(await forgery.show(what, respelled)).status(
    200,
    "A token of ours whose claims are in another order was refused: order means nothing in JSON.",
    { slug: null },
  );
  expectSuccess(await forgery.show("she signs out", text, "/logout", "POST"));
  expect(await forgery.show(what, respelled)).status(
    401,
    "Alice's token was revoked. The same token with its claims in another order opens the shop: its jti is the same, and the list doesn't go by that.",
  );
}

/** Signing out ends the token that a request brings, wherever it brings it. */
export async function bearerIsRevokedToo(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const { token } = await signInForToken(alice);
  if (!(await isKnownEverywhere(scene, alice))) return;
  const program = lab.browser("alice");
  program.bearer = token.text;
  scene.note("a program of Alice's shows the token as a Bearer");
  expect(await program.get("/me")).status(
    200,
    "A program showed Alice's token as a Bearer, and was refused.",
    { slug: null },
  );
  const out = expectSuccess(await program.signOut());
  for (const me of await scene.askEveryServer(program)) {
    expect(me).status(
      401,
      `A program signed out on ${out.answeredBy} with its token as a Bearer, and ${me.answeredBy} still honors that token: whoIs reads it there, and signOut doesn't.`,
    );
  }
}

/** What was revoked stays so until the token has ended for every server, slow clocks included. */
export async function listLastsAsLongAsTheToken(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const life = lifeOf(scene);
  await signInForToken(alice);
  const copy = scene.copyOf(alice);
  const out = expectSuccess(await alice.signOut());
  let passed = 0;
  const [late, afterwards] = [life - 30, life + 30];
  for (const moment of [late / 2, late, afterwards]) {
    await lab.time.pass(moment - passed);
    passed = moment;
    const me = await copy.get("/me");
    const end =
      passed < life
        ? `its exp is ${inWords(life - passed)} away`
        : `its exp was ${inWords(passed - life)} ago, within the leeway`;
    expect(me).status(
      401,
      `Alice signed out on ${out.answeredBy}. ${inWords(passed)} later the list has forgotten her token, and ${me.answeredBy} lets it in: ${end}. (signOut decides how long it stays there: TODO 2.)`,
    );
  }
}
