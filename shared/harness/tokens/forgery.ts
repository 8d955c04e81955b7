import type { Response } from "../browser/response.ts";
import { expect, type Names } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";
import { signInForToken } from "./sign-in.ts";
import { encodePart, keyOf, mac, type Part, type Token } from "./token.ts";

/**
 * Writes tokens the way someone who knows what ours look like could: changed, or newly
 * signed.
 */
export class Forgery {
  readonly token: Token;
  /** The key that signed ours. */
  readonly ourKey: Buffer;
  readonly #scene: Scene;
  readonly #cookie: string;

  /** Starts from a token that Alice was given. */
  static async open(scene: Scene): Promise<Forgery> {
    const { cookie, token } = await signInForToken(scene.lab.browser("alice"));
    return new Forgery(scene, cookie.name, token);
  }

  private constructor(scene: Scene, cookie: string, token: Token) {
    this.#scene = scene;
    this.#cookie = cookie;
    this.token = token;
    const secret = scene.env.JWT_SECRET ?? "";
    this.ourKey = keyOf(token, secret) ?? Buffer.from(secret);
  }

  /**
   * Our token with these changes (undefined removes a claim), signed as its header says.
   */
  write(
    claims: Part,
    { header = {}, key = this.ourKey }: { header?: Part; key?: string | Buffer } = {},
  ): string {
    const head: Part = { ...this.token.header, alg: "HS256", ...header };
    const input = `${encodePart(head)}.${encodePart({ ...this.token.claims, ...claims })}`;
    return `${input}.${mac(input, key, String(head.alg))}`;
  }

  /** Sends a token to the shop, as a stranger's browser would. */
  async show(
    what: string,
    text: string,
    path = "/me",
    method = "GET",
  ): Promise<Response> {
    this.#scene.note(what);
    const headers = { Cookie: `${this.#cookie}=${encodeURIComponent(text)}` };
    return this.#scene.stranger.send(method, path, { headers });
  }
}

/** Any refusal will do in these checks; that it must be a 401 is a separate check. */
export function expectRefused(response: Response, fact: string, names?: Names): void {
  const refused = [302, 303, 401, 403].includes(response.status);
  expect(response).status(refused ? response.status : 401, fact, names);
}
