import {
  type Browser,
  expect,
  type Names,
  type Response,
  type Scene,
  type Ticket,
} from "#harness";
import { encode, keyOf, mac, type Part, readToken, type Token } from "./token.ts";

type SignedIn = { response: Response; cookie: Ticket; token: Token };

/** Signs in, and finds the token in whatever cookie the response sets. */
export async function signIn(browser: Browser): Promise<SignedIn> {
  const response = await browser.signIn();
  expect(response)
    .success("The right password did not sign in.")
    .that(
      response.setCookies.length > 0,
      "a Set-Cookie",
      `The password was right, and the response sets no cookie: ${browser.owner}'s browser has nothing to show with the next request. (If the token comes by a callback or a promise, the answer has left before it: signIn must be async, and await the token.)`,
      { slug: null },
    );
  const [found] = response.cookies.flatMap((cookie) => {
    const token = readToken(cookie.value);
    return token ? [{ response, cookie, token }] : [];
  });
  expect(response).that(
    !response.cookies.some(({ value }) => isPromiseAsText(value)),
    "a token",
    "The cookie holds what JavaScript makes of a promise when text is wanted, and no token. Whatever makes the token is still at work: await it, in an async signIn.",
    { slug: null },
  );
  return expect(response).found(
    found,
    "a token",
    "The cookie holds no token: a token is three parts with dots between them, and the first two are JSON in base64url.",
  );
}

/** Writes tokens as someone could who knows what ours look like: changed, or newly signed. */
export class Forgery {
  readonly token: Token;
  /** The key that signed ours. */
  readonly ourKey: Buffer;
  readonly #scene: Scene;
  readonly #cookie: string;

  /** Starts from a token that Alice is given. */
  static async open(scene: Scene): Promise<Forgery> {
    const { cookie, token } = await signIn(scene.lab.browser("alice"));
    return new Forgery(scene, cookie.name, token);
  }

  private constructor(scene: Scene, cookie: string, token: Token) {
    this.#scene = scene;
    this.#cookie = cookie;
    this.token = token;
    const secret = scene.env.JWT_SECRET ?? "";
    this.ourKey = keyOf(token, secret) ?? Buffer.from(secret);
  }

  /** Ours with these changes (undefined: taken out), signed as its header says. */
  write(
    claims: Part,
    { header = {}, key = this.ourKey }: { header?: Part; key?: string | Buffer } = {},
  ): string {
    const head: Part = { ...this.token.header, alg: "HS256", ...header };
    const input = `${encode(head)}.${encode({ ...this.token.claims, ...claims })}`;
    return `${input}.${mac(input, key, String(head.alg))}`;
  }

  /** Shows a token to the shop, as a stranger's browser would. */
  async show(what: string, text: string, path = "/me"): Promise<Response> {
    this.#scene.note(what);
    const headers = { Cookie: `${this.#cookie}=${encodeURIComponent(text)}` };
    return this.#scene.stranger.get(path, { headers });
  }
}

/** Refused is refused, in these checks; that it be a 401 is a check of its own. */
export function expectRefused(response: Response, fact: string, names?: Names): void {
  const refused = [302, 303, 401, 403].includes(response.status);
  expect(response).status(refused ? response.status : 401, fact, names);
}

/** A promise in a template or a string; Express writes an empty object as j:{}. */
function isPromiseAsText(value: string): boolean {
  return value.includes("[object Promise]") || value === "j:{}";
}
