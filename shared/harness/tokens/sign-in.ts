import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { expect } from "../check/expect.ts";
import type { Ticket } from "../check/ticket.ts";
import { readToken, type Token } from "./token.ts";

export type SignedInByToken = { response: Response; cookie: Ticket; token: Token };

/** Signs in, and finds the token in whichever cookie the response sets. */
export async function signInForToken(browser: Browser): Promise<SignedInByToken> {
  const response = await browser.signIn();
  expect(response)
    .success("The right password did not sign in.", { slug: null })
    .that(
      response.setCookies.length > 0,
      "a Set-Cookie",
      `The password was right, and the response sets no cookie: ${browser.owner}'s browser has nothing to show with the next request. (If a callback or a promise gives the token, the response may have left before it: signIn has to be async then, and await the token.)`,
      { slug: null },
    );
  const [found] = response.cookies.flatMap((cookie) => {
    const token = readToken(cookie.value);
    return token ? [{ response, cookie, token }] : [];
  });
  return expect(response).found(
    found,
    "a token",
    "The cookie holds no token: a token is three parts with dots between them, and the first two are JSON in base64url.",
  );
}
