import { type Browser, expect, type Lab, type Response } from "#harness";
import { expectServed } from "./served.ts";
import { Visitor } from "./visitor.ts";

/** Enough browsers to meet every server, even for a balancer that throws dice. */
export const MANY = 45;

/** The people who come to the shop, and how each of them begins. */
export class Visitors {
  readonly #lab: Lab;
  #pin: string | null = null;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Comes with a browser that the balancer has never seen. */
  async arrive(user = "bob"): Promise<Visitor> {
    const browser = this.#lab.browser(user);
    const first = await browser.get("/products");
    return new Visitor(this.#lab, browser, first, this.#pin ?? pinIn(first));
  }

  /** The name of the balancer's cookie: the shop itself sets none with its products. */
  async pinName(): Promise<string> {
    this.#pin ??= pinIn((await this.arrive()).first);
    return this.#pin;
  }

  /** Signs in, and is known to one server from then on. */
  async signIn(user: string): Promise<Visitor> {
    const pin = await this.pinName();
    const browser = this.#lab.browser(user);
    const login = expectSignedIn(this.#lab, await browser.signIn());
    return new Visitor(this.#lab, browser, login, pin);
  }

  /** Comes with a new browser, and is sent to this server; null: no one is. */
  async arriveAt(home: string): Promise<Visitor | null> {
    for (let count = 0; count < MANY; count++) {
      const visitor = await this.arrive();
      if (visitor.home === home) return visitor;
    }
    return null;
  }

  /** The same, at another server than this one. */
  async signInElsewhere(user: string, notAt: string): Promise<Visitor> {
    for (let count = 1; count < MANY; count++) {
      const visitor = await this.signIn(user);
      if (visitor.home !== notAt) return visitor;
    }
    return this.signIn(user);
  }

  /** Comes with a pin that nobody gave to this browser. */
  async arriveWith(pin: string): Promise<Visitor> {
    const { browser, first, name } = await this.askWith(pin);
    return new Visitor(this.#lab, browser, first, name);
  }

  /** The same, whatever the answer is. */
  async askWith(
    pin: string,
  ): Promise<{ browser: Browser; first: Response; name: string }> {
    const name = await this.pinName();
    const browser = this.#lab.browser("bob");
    browser.setCookie(name, pin);
    return { browser, first: await browser.get("/products"), name };
  }
}

/** Expects that a server answered a sign-in, and accepted the password. */
export function expectSignedIn(lab: Lab, response: Response): Response {
  return expect(expectServed(lab, response)).status(
    200,
    "The right password did not sign in.",
    { slug: null },
  ).response;
}

function pinIn({ cookies }: Response): string {
  return cookies[0]?.name ?? "";
}
