import { parseSetCookie, type SetCookie } from "cookie";
import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { Finding } from "../core/finding.ts";

/** The cookie that signs a browser in, as a response set it. */
export type Ticket = SetCookie & { value: string };

/**
 * The ticket that a response hands over: the cookie without which this browser is a stranger.
 * A shop may set others beside it, for a page's own scripts, say.
 *
 * @throws {Finding} if it sets no cookie
 */
export async function findTicket(browser: Browser, response: Response): Promise<Ticket> {
  const cookies = response.setCookies.map(readCookie).filter(({ value }) => value !== "");
  const [first, ...others] = cookies;
  if (!first) {
    const fact = `The password was right, and the response sets no cookie: ${browser.owner}'s browser has nothing to show with its next request.`;
    throw new Finding(fact, {
      hop: response.hop.number,
      expected: "a Set-Cookie",
      slug: null,
    });
  }
  if (others.length === 0) return first;
  for (const cookie of cookies) {
    if (!(await isKnownWithout(browser, cookie.name))) return cookie;
  }
  return first;
}

// Beside the record: it is not part of the story, only of telling it.
async function isKnownWithout(browser: Browser, cookie: string): Promise<boolean> {
  using twin = browser.unrecordedTwinWithout(cookie);
  return (await twin.get("/me")).user !== undefined;
}

function readCookie(line: string): Ticket {
  const cookie = parseSetCookie(line);
  return { ...cookie, value: cookie.value ?? "" };
}
