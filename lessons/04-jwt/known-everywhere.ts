import {
  expect,
  expectThat,
  Forgery,
  type Response,
  type Scene,
  type SignedInByToken,
  signInForToken,
} from "#harness";

/** A token is all that a server needs to know her: no list, and nothing that one process holds. */
export async function everyServerKnowsHer(scene: Scene): Promise<void> {
  const { alice, bob, lab } = scene;
  const [hers, his] = [await signInForToken(alice), await signInForToken(bob)];
  expectSomeoneKnows(hers, await scene.askEveryServer(alice));
  const servers = lab.servers.first;
  const asked = new Set<string>();
  for (let round = 0; round < 2 * servers.length; round++) {
    const browser = round % 2 === 0 ? alice : bob;
    const me = await browser.get("/me");
    asked.add(me.server);
    expect(me)
      .status(
        200,
        `Server ${hers.response.server} signed Alice in, and server ${his.response.server} Bob. Server ${me.server} has the same key, and doesn't know ${browser.owner}'s token.`,
      )
      .greets(
        browser.user,
        `The token is ${browser.owner}'s, and the shop greets ${me.greeted}. The subject of the token says whose it is.`,
      );
  }
  expectThat(
    asked.size === servers.length,
    "Not every server was asked: the balancer should have taken turns.",
  );
  const forgery = await Forgery.open(scene);
  const another = "another of our servers writes a token for Alice";
  expect(await forgery.show(another, forgery.write({}))).status(
    200,
    "A server that runs this same code signed a token for Alice. It has our key, issuer and audience, and it was refused: nothing may be needed that only one server holds.",
  );
}

/** Where no server knows her, the misconception is another than that one server does. */
function expectSomeoneKnows(
  { response, token }: SignedInByToken,
  asked: readonly Response[],
): void {
  const typ = JSON.stringify(token.header.typ) ?? "missing";
  expect(response).that(
    asked.some(({ status }) => status !== 401),
    "a token that opens the shop",
    `Server ${response.server} signed Alice in, and no server knows her by her token, not even that one. (Is what whoIs asks of a token what signIn wrote? Its header's typ is ${typ}. If what verifies it gives a promise, whoIs has to await it.)`,
    { slug: null },
  );
}
