import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { expect, expectThat } from "../check/expect.ts";
import type { Lab } from "../lab/lab.ts";

/** A limit that right answers easily meet; the browser itself gives up after 5 s. */
const MAX_RESPONSE_SECONDS = 4;

export type Timed = { what: string; response: Response | null; seconds: number };

/**
 * What users do in a shop, all at once.
 *
 * @param browser belongs to someone who is signed in
 * @param leaver belongs to someone who is signed in, and signs out
 */
export async function askEverything(
  lab: Lab,
  browser: Browser,
  leaver: Browser,
): Promise<Timed[]> {
  const began = performance.now();
  const requests: Record<string, () => Promise<Response>> = {
    "GET /me": () => browser.get("/me"),
    "POST /cart": () => browser.post("/cart", { item: "apple" }),
    "POST /login": () => lab.browser("bob").signIn(),
    "POST /logout": () => leaver.signOut(),
    "GET /products": () => browser.get("/products"),
  };
  const sent = Object.entries(requests).map(async ([what, send]) => {
    const response = await send().catch(() => null);
    return { what, response, seconds: (performance.now() - began) / 1000 };
  });
  return Promise.all(sent);
}

/** While the store doesn't answer, the shop still does (CWE-400). */
export function expectInTime(all: readonly Timed[]): void {
  const late = all.find(({ seconds }) => seconds > MAX_RESPONSE_SECONDS);
  expectThat(
    late === undefined,
    `Redis does not answer, and ${late?.what} had no response after ${MAX_RESPONSE_SECONDS} s.`,
  );
}

/**
 * An outage doesn't make a user a stranger: what needs the store answers 503 with
 * Retry-After and leaves the cookie alone; what doesn't need it still works (RFC 9110
 * §15.6.4 and §10.2.3).
 */
export function expectHonest(all: readonly Timed[]): void {
  for (const { what, response } of all) {
    expectThat(response !== null, `${what} got no answer while Redis was away.`);
    if (what === "GET /products") {
      expect(response).status(
        200,
        `Redis is away, and ${response.answeredBy} does not even list the products, which needs no session.`,
      );
    } else expectHonestRefusal(what, response);
  }
}

function expectHonestRefusal(what: string, response: Response): void {
  const { answeredBy, status, headers, setCookies } = response;
  expect(response)
    .that(
      status === 503,
      "503",
      `Redis is away, and ${answeredBy} answers ${what} with ${status}. ${meaningOf(status)}`,
      status === 401 ? undefined : { slug: null },
    )
    .that(
      headers["retry-after"] !== undefined,
      "Retry-After",
      `Redis is away, and ${answeredBy} says 503 without Retry-After: browsers will all ask again at once.`,
    )
    .that(
      setCookies.length === 0,
      "no Set-Cookie",
      `Redis is away, and ${what} on ${answeredBy} changes the cookie, though nothing could be read or written.`,
    );
}

function meaningOf(status: number): string {
  if (status === 401) return "That says: you are not signed in.";
  if (status < 400) return "It could not look, so what it says is its own guess.";
  return "That says that something broke, and not that a second try may help.";
}
