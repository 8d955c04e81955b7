import {
  type Browser,
  capitalize,
  expect,
  type Scene,
  type SignedInByToken,
  signInForToken,
} from "#harness";

type Named = SignedInByToken & { whose: string; id: string };

/** A list names a token by its id, so no two tokens have the same. */
export async function eachTokenHasItsOwnId(scene: Scene): Promise<void> {
  const { alice, phone, bob, lab } = scene;
  const all: Named[] = [];
  {
    // What is read from a clock repeats on a server while it stands still; what is counted
    // repeats on the next server.
    await using _held = await lab.time.hold();
    scene.note("the clocks stand still, as if all of it happened at once");
    for (let round = 1; round <= 2; round++) {
      all.push(await signIn("Alice's laptop", alice));
      all.push(await signIn("Alice's phone", phone));
      all.push(await signIn("Bob's browser", bob));
    }
  }
  for (const [one, other] of pairsOf(all)) {
    expect(other.response).that(
      one.id !== other.id,
      "another jti",
      `${capitalize(one.response.answeredBy)} signed a token for ${one.whose}, and ${other.response.answeredBy} one for ${other.whose}. Both have the same jti: revoke one, and the other is revoked too.`,
    );
  }
}

async function signIn(whose: string, browser: Browser): Promise<Named> {
  const signedIn = await signInForToken(browser);
  const { jti } = signedIn.token.claims;
  expect(signedIn.response).that(
    typeof jti === "string" && jti !== "",
    "a jti",
    `The token's jti is ${JSON.stringify(jti) ?? "missing"}. It has to be a text: what revokes a token names it by that.`,
  );
  return { ...signedIn, whose, id: String(jti) };
}

/** Each two, those of one server first: their clock is the very same. */
function pairsOf(all: readonly Named[]): [Named, Named][] {
  const pairs = all.flatMap((one, at) =>
    all.slice(at + 1).map((other): [Named, Named] => [one, other]),
  );
  const isOfOneServer = ([one, other]: [Named, Named]) =>
    one.response.server === other.response.server;
  return [
    ...pairs.filter(isOfOneServer),
    ...pairs.filter((pair) => !isOfOneServer(pair)),
  ];
}
