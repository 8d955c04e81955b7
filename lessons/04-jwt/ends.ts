import {
  expect,
  lifeOf,
  type Scene,
  secondsKept,
  secondsNow,
  signInForToken,
} from "#harness";

const MINUTE = 60;
const YEAR = 365 * 24 * 60 * MINUTE;
/** From here on a number is of milliseconds: as seconds, it would be in the year 5138. */
const MILLISECONDS_FROM = 100_000_000_000;

/** exp and Expires are moments, and expiresIn and maxAge durations: none is the other. */
export async function momentsAreNoDurations(scene: Scene): Promise<void> {
  const expected = lifeOf(scene);
  const { response, cookie, token } = await signInForToken(scene.alice);
  const { exp } = token.claims;
  if (typeof exp === "number") {
    expect(response)
      .that(
        !isDuration(exp),
        "an exp to come",
        `The token's exp is ${exp}. Counted from 1970, as exp is, that was ${describe(exp)}: the token was over before it came.`,
      )
      .that(
        !isMoment(exp - secondsNow(scene.lab)),
        `an exp in ${expected} s`,
        "From now to the token's exp it is as long as from 1970 to now: what was added is a moment, and no duration.",
      );
  }
  const { maxAge, expires } = cookie;
  expect(response).that(
    maxAge === undefined || !isMoment(maxAge),
    `Max-Age=${expected}`,
    "The cookie's Max-Age is as many seconds as there have been since 1970: a moment, and no duration.",
  );
  if (maxAge !== undefined || expires === undefined) return;
  const end = expires.getTime() / 1000;
  expect(response).that(
    !isDuration(end) || isMoment(end * 1000),
    "an Expires to come",
    `The cookie's Expires is ${expires.toUTCString()}: it was over before it came, so her browser keeps no token.`,
  );
}

/** Whether a moment, in seconds, is so soon after 1970 that a duration was meant. */
function isDuration(moment: number): boolean {
  return moment >= 0 && moment < 10 * YEAR;
}

/** Whether a duration, in seconds, is as long as from 1970 to now: then it is a moment. */
function isMoment(duration: number): boolean {
  return Math.abs(duration - Date.now() / 1000) < YEAR;
}

function describe(seconds: number): string {
  return new Date(seconds * 1000).toUTCString();
}

/** The token and its cookie live as long as they should. */
export async function lifeIsInItsUnit(scene: Scene): Promise<void> {
  const expected = lifeOf(scene);
  const { response, cookie, token } = await signInForToken(scene.alice);
  const { exp } = token.claims;
  const end = expect(response).found(
    typeof exp === "number" ? exp : null,
    "an exp",
    "The token has no exp: it never ends, and no server keeps a list from which it could be struck.",
  );
  const life = end - secondsNow(scene.lab);
  expect(response)
    .that(
      end < MILLISECONDS_FROM,
      "an exp in seconds",
      "Counted in seconds, as exp is, the token's exp is thousands of years ahead. (Date.now() counts milliseconds.)",
    )
    .that(
      life > 0,
      "an exp to come",
      `The token's exp was over when it came, and it should live ${expected} s.`,
    )
    .that(
      Math.abs(life - expected) <= MINUTE,
      `${expected} s`,
      `The token lives ${life} s, and it should live ${expected} s. (exp itself counts seconds.)`,
    );
  const kept = secondsKept(cookie);
  const year = cookie.expires?.getUTCFullYear();
  expect(response)
    .that(
      kept === null || kept > 0,
      `Max-Age=${expected}`,
      `The cookie ${cookie.maxAge === undefined ? `ended in ${year}, so` : "has no second to live:"} her browser keeps no token. (A Date counts milliseconds, and so does maxAge.)`,
    )
    .that(
      kept !== null && Math.abs(kept - expected) <= MINUTE,
      `Max-Age=${expected}`,
      `The token lives ${expected} s, and its cookie ${kept === null ? "until the browser is closed" : `${Math.round(kept)} s`}.`,
    );
}
