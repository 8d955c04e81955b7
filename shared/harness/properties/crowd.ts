import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { expect } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";

/** A sign-in or sign-out proves no misconception: only who is known afterward does. */
const NONE = { slug: null };

/**
 * Browsers that behave like users. After each thing that one of them does, all of them
 * ask every server, and each must be greeted as who it is by then.
 */
export class Crowd {
  readonly #scene: Scene;
  /** Whether each is signed in, and its name in a sentence. */
  readonly #members = new Map<Browser, { name: string; signedIn: boolean }>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** @param name its name in a sentence: "Alice's phone" */
  async signIn(browser: Browser, name: string): Promise<void> {
    const again = this.#members.get(browser)?.signedIn === true;
    const { response } = await this.#scene.signIn(browser);
    this.#members.set(browser, { name, signedIn: true });
    await this.#goOn(`${name} signed in${again ? " again" : ""}`, response);
  }

  /**
   * Adds an item to the cart, which must then contain it and everything it had before.
   */
  async buy(browser: Browser, item: string): Promise<void> {
    const name = this.#nameOf(browser);
    const before = await browser.get("/cart");
    const response = await browser.post("/cart", { item });
    expect(response).success(`${name} put ${item} into the cart, and failed.`, NONE);
    await this.#goOn(`${name} put ${item} into the cart`, response);
    for (const cart of await this.#scene.askEveryServer(browser, "/cart")) {
      expect(cart).cart(
        [...before.cart, item],
        `${name} put ${item} into the cart, and ${cart.answeredBy} shows another cart.`,
        NONE,
      );
    }
  }

  async signOut(browser: Browser): Promise<void> {
    const name = this.#nameOf(browser);
    const response = await browser.signOut();
    expect(response).success(`${name} signed out, and that failed.`, NONE);
    this.#members.set(browser, { name, signedIn: false });
    await this.#goOn(`${name} signed out`, response);
  }

  async #goOn(what: string, after: Response): Promise<void> {
    const happened = `${what} on ${after.answeredBy}`;
    for (const [browser, { name, signedIn }] of this.#members) {
      for (const me of await this.#scene.askEveryServer(browser)) {
        if (signedIn) expectKnown(me, browser, happened, name);
        else
          expect(me).that(
            me.user === undefined,
            "nobody",
            `${happened}. ${name}, signed out, is greeted as ${me.greeted}.`,
            NONE,
          );
      }
    }
  }

  #nameOf(browser: Browser): string {
    return this.#members.get(browser)?.name ?? `${browser.owner}'s browser`;
  }
}

function expectKnown(me: Response, browser: Browser, happened: string, name: string) {
  const held =
    browser.cookieNames().length === 0 ? " That browser holds no cookie anymore." : "";
  expect(me)
    .status(
      200,
      `${happened}. After that, ${me.answeredBy} answers ${name}, which is signed in, with ${me.status}.${held}`,
      NONE,
    )
    .greets(
      browser.user,
      `${happened}. After that, ${me.answeredBy} greets ${name} as ${me.greeted}.`,
      NONE,
    );
}
