import { expect, lifeOf, type Scene, secondsKept } from "#harness";
import { signIn } from "./sign-in.ts";
import { now } from "./token.ts";

const MINUTE = 60;
/** Nobody means a moment so soon after 1970, or a duration so long: one is the other. */
const TEN_YEARS = 10 * 365 * 24 * 60 * MINUTE;
/** From here on a number is of milliseconds: as seconds, it would be in the year 5138. */
const MILLISECONDS_FROM = 100_000_000_000;

/** exp and Expires are moments, and expiresIn and maxAge durations: none is the other. */
export async function momentsAreNoDurations(scene: Scene): Promise<void> {
  const expected = lifeOf(scene);
  const { response, cookie, token } = await signIn(scene.alice);
  const { exp } = token.claims;
  if (typeof exp === "number" && exp < MILLISECONDS_FROM) {
    expect(response)
      .that(
        exp > TEN_YEARS,
        "an exp to come",
        `The token's exp is ${exp}. Counted from 1970, as exp is, that was in ${yearOf(exp)}: the token was over before it came.`,
      )
      .that(
        exp - now() < TEN_YEARS,
        `an exp in ${expected} s`,
        `The token's exp is in ${yearOf(exp)}, and it should live ${expected} s: a moment was added to another one.`,
      );
  }
  const { maxAge, expires } = cookie;
  expect(response).that(
    maxAge === undefined || maxAge < TEN_YEARS,
    `Max-Age=${expected}`,
    `The cookie's Max-Age is ${maxAge} s, which is ${Math.round((maxAge ?? 0) / TEN_YEARS) * 10} years: a moment, counted from 1970, and no duration.`,
  );
  if (maxAge !== undefined || expires === undefined) return;
  const end = expires.getTime() / 1000;
  expect(response).that(
    end > TEN_YEARS || isInSeconds(expires, expected),
    "an Expires to come",
    `The cookie's Expires is ${expires.toUTCString()}: it was over before it came, so her browser keeps no token.`,
  );
}

/** The token and its cookie live as long as they should. */
export async function lifeIsInItsUnit(scene: Scene): Promise<void> {
  const expected = lifeOf(scene);
  const { response, cookie, token } = await signIn(scene.alice);
  const { exp } = token.claims;
  const end = expect(response).found(
    typeof exp === "number" ? exp : null,
    "an exp",
    "The token has no exp: it never ends, and no server keeps a list from which it could be struck.",
  );
  const life = end - now();
  const { expires } = cookie;
  const kept = secondsKept(cookie);
  expect(response)
    .that(
      end < MILLISECONDS_FROM,
      "an exp in seconds",
      `The token's exp is ${end}. Counted in seconds, as exp is, that is in ${yearOf(end)}.`,
    )
    .that(
      Math.abs(life - expected) <= MINUTE,
      `${expected} s`,
      life > 0
        ? `The token lives ${life} s, and it should live ${expected} s. (exp itself counts seconds.)`
        : `The token's exp was over when it came, and it should live ${expected} s.`,
    )
    .that(
      kept === null || kept > 0,
      `Max-Age=${expected}`,
      `The cookie ${expires && cookie.maxAge === undefined ? `ended on ${expires.toUTCString()}` : "has no second to live"}, so her browser keeps no token. (A Date counts milliseconds, and so does maxAge.)`,
    )
    .that(
      kept !== null && Math.abs(kept - expected) <= MINUTE,
      `Max-Age=${expected}`,
      `The token lives ${expected} s, and its cookie ${kept === null ? "until the browser is closed" : `${Math.round(kept)} s`}.`,
    );
}

/** Whether a date is the right moment, but for the unit: its milliseconds are our seconds. */
function isInSeconds(date: Date, life: number): boolean {
  return Math.abs(date.getTime() - now() - life) <= MINUTE;
}

/** The year of a moment that counts seconds; far off, one that no Date can name. */
function yearOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (!Number.isNaN(date.getTime())) return `the year ${date.getUTCFullYear()}`;
  return "a year that no calendar has";
}
