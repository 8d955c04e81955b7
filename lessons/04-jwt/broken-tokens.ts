import {
  expect,
  expectRefused,
  Forgery,
  type Scene,
  secondsNow,
  signParts,
} from "#harness";

const MINUTE = 60;

/** Who sends nonsense is no one; it is no reason to break. */
export async function nonsenseBreaksNothing(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  for (const [what, text] of [
    ["a cookie with one word in it", "alice"],
    ["a token that is cut off", forgery.token.text.slice(0, -20)],
    ["a token that is over", forgery.write({ exp: secondsNow(scene.lab) - 10 * MINUTE })],
  ] as const) {
    const me = await forgery.show(what, text);
    expect(me).that(
      me.status < 500,
      "401",
      `Server ${me.server} answered ${me.status} to ${what}. (Where verifying gives a promise, a try catches its failure only if it is awaited there.)`,
    );
  }
}

/** What is no token of ours, or another spelling of one, opens nothing. */
export async function nonsenseOpensNothing(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  for (const [what, text] of Object.entries(notTokens(forgery))) {
    expectRefused(
      await forgery.show(`a cookie with ${what}`, text),
      `This was no token of ours (${what}), and it opened the shop.`,
    );
  }
  for (const [what, text] of Object.entries(otherSpellings(forgery))) {
    expectRefused(
      await forgery.show(`Alice's token with ${what}`, text),
      `Alice's token opened the shop with ${what}, too. A list of stopped tokens would miss this spelling: verify the text as it came, neither cut nor trimmed.`,
    );
  }
}

function notTokens(forgery: Forgery): Record<string, string> {
  const { text } = forgery.token;
  const [header = "", payload = ""] = text.split(".");
  const signed = (claims: string) =>
    signParts(header, Buffer.from(claims).toString("base64url"), forgery.ourKey);
  return {
    "nothing in it": "",
    "one word": "alice",
    dots: "..",
    "the first two parts": `${header}.${payload}`,
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

/**
 * Without padding and line ends in the signature: many libraries decode these away. The bytes
 * that were signed are the same.
 */
function otherSpellings({ token: { text } }: Forgery): Record<string, string> {
  return {
    "a fourth part": `${text}.x`,
    "a fourth part that is empty": `${text}.`,
    "a space in front": ` ${text}`,
    "Bearer in front": `Bearer ${text}`,
  };
}
