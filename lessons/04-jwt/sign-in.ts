import { type Browser, expect, type Response, type Ticket } from "#harness";
import { readToken, type Token } from "./token.ts";

export type SignedIn = { response: Response; cookie: Ticket; token: Token };

/** Signs in, and finds the token in whatever cookie the response sets. */
export async function signIn(browser: Browser): Promise<SignedIn> {
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
