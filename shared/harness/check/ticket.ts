import type { Browser } from "../browser/browser.ts";
import type { ReceivedCookie, Response } from "../browser/response.ts";
import { expect } from "./expect.ts";

/** The cookie that signs a browser in. */
export type Ticket = ReceivedCookie;

/**
 * The ticket in a response: the cookie without which the shop doesn't recognize this
 * browser. A shop can set other cookies too, for a page's own scripts, for example.
 *
 * @throws {Finding} if the response sets no cookie, or none that a browser keeps
 */
export async function findTicket(browser: Browser, response: Response): Promise<Ticket> {
  const cookies = response.cookies.filter(({ value }) => value !== "");
  const first = expect(response).found(
    cookies[0],
    "a Set-Cookie",
    `The password was right, and the response sets no cookie: ${browser.owner}'s browser has nothing to show with its next request.`,
    { slug: null },
  );
  if (cookies.every(({ name }) => response.dropped.has(name))) {
    expect(response).that(
      false,
      "a cookie that browsers keep",
      dropFact(browser, response),
      {
        slug: null,
      },
    );
  }
  if (cookies.length === 1) return first;
  for (const cookie of cookies) {
    if (!(await isKnownWithout(browser, cookie.name))) return cookie;
  }
  return first;
}

function dropFact({ owner }: Browser, { dropped }: Response): string {
  const [[name, reason] = ["", ""]] = dropped;
  return `The password was right, and ${owner}'s browser ignores the cookie ${name}: ${reason}. That browser has nothing to show with its next request.`;
}

// Not recorded: these requests aren't part of the story, only of telling it.
async function isKnownWithout(browser: Browser, cookie: string): Promise<boolean> {
  using twin = browser.unrecordedTwinWithout(cookie);
  return (await twin.get("/me")).user !== undefined;
}
