import {
  capitalize,
  expect,
  expectRefused,
  Forgery,
  lifeOf,
  type Response,
  type Scene,
  secondsNow,
  signInForToken,
} from "#harness";

const MINUTE = 60;
const YEAR = 365 * 24 * 60 * MINUTE;

/** Where an expired token opens the shop, exp may be read, with a leeway beyond all use. */
export async function leewayIsShort(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const late = await showExpired(scene, forgery, "ten minutes", 10 * MINUTE);
  if (late.status !== 200) return;
  const old = await showExpired(scene, forgery, "a year", YEAR);
  expect(late).that(
    old.status === 200,
    "401",
    "A token that ended ten minutes ago opens the shop, and one that ended a year ago does not: exp is read, with a leeway of more than ten minutes.",
  );
}

/** A token has an end, and opens nothing after it. */
export async function expiredOpensNothing(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  expectRefused(
    await showExpired(scene, forgery, "ten minutes", 10 * MINUTE),
    "The token ended ten minutes ago, and it still opens the shop. (verify reads exp, unless ignoreExpiration forbids it; decode never does.)",
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
  await usedOnesEndToo(scene);
}

async function showExpired(
  scene: Scene,
  forgery: Forgery,
  ago: string,
  seconds: number,
): Promise<Response> {
  const exp = secondsNow(scene.lab) - seconds;
  const text = forgery.write({ iat: exp - lifeOf(scene), nbf: undefined, exp });
  return forgery.show(`a token that ended ${ago} ago`, text);
}

/** What a server has found good once is looked at again, when its time may be over. */
async function usedOnesEndToo(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  await signInForToken(alice);
  const copy = scene.copyOf(alice);
  const asked = await scene.askEveryServer(copy);
  if (asked.some(({ status }) => status !== 200)) return;
  await lab.time.pass(lifeOf(scene) + 10 * MINUTE);
  for (const me of await scene.askEveryServer(copy)) {
    expectRefused(
      me,
      `Alice's token ended ten minutes ago. ${capitalize(me.answeredBy)} found it good before that, and takes it still: what it keeps of a token outlives the token.`,
    );
  }
}

/** A token opens nothing before the time that it names. */
export async function earlyOpensNothing(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const early = forgery.write({ nbf: secondsNow(scene.lab) + 10 * MINUTE });
  expectRefused(
    await forgery.show("a token that begins in ten minutes", early),
    "The token says nbf: not before ten minutes from now, and it opened the shop at once.",
  );
  const begun = forgery.write({ nbf: secondsNow(scene.lab) - MINUTE });
  expect(await forgery.show("a token that began a minute ago", begun)).status(
    200,
    "The token's nbf was a minute ago: its time has begun, and it was refused.",
  );
}

/** Clocks that are half a minute apart keep no good token out, and let no other one in. */
export async function clocksMayDiffer(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const ahead = forgery.write({
    iat: secondsNow(scene.lab) + 30,
    nbf: secondsNow(scene.lab) + 30,
  });
  expect(
    await forgery.show("a token that begins in 30 s, by another server's clock", ahead),
  ).status(
    200,
    "The server that signed this token has a clock that is 30 s fast, so here its time has not begun, and it was refused. (In jsonwebtoken a leeway is clockTolerance.)",
  );
  const late = forgery.write({ exp: secondsNow(scene.lab) - 20 });
  expect(await forgery.show("a token that ended 20 s ago", late)).status(
    200,
    "The token ended 20 s ago by this clock, and on the server that signed it it is still good.",
  );
  for (const claims of [
    { nbf: secondsNow(scene.lab) + 10 * MINUTE },
    { exp: secondsNow(scene.lab) - 10 * MINUTE },
  ]) {
    expect(await forgery.show("a token ten minutes off", forgery.write(claims))).status(
      401,
      "A token that is ten minutes off was believed. No clock is that wrong.",
    );
  }
}
