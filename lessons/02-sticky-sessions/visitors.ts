import { type Browser, expect, type Lab, type Response } from "#harness";
import { expectServed } from "./served.ts";
import { Visitor } from "./visitor.ts";

/** Enough browsers to meet every server, even for a balancer that throws dice. */
export const MANY = 45;

/** What someone could write into the pin by hand. */
const forgedPins = [
  "Z",
  "a",
  "127.0.0.1:6379",
  "__proto__",
  "constructor",
  "0",
  "undefined",
  "",
  "A,B",
  "A%0D%0Ax",
  "%E0%A4%A",
  "{}",
  "[",
  "x".repeat(3_000),
];

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

  /**
   * Pins that are none. A real one with more behind it is none either: it was never given
   * to anybody.
   */
  async forgePins(): Promise<string[]> {
    const name = await this.pinName();
    const { first } = await this.arrive();
    const real = first.cookies.find((cookie) => cookie.name === name);
    return real ? [...forgedPins, `${real.value}9999`] : forgedPins;
  }
}

/** A real pin with more behind it was never given out: it must not lead where the real one does. */
export async function expectNoneFollowed(visitors: Visitors): Promise<void> {
  const name = await visitors.pinName();
  const led: string[] = [];
  let last: Response | null = null;
  for (let count = 0; count < 3; count++) {
    const { first, home } = await visitors.arrive();
    const real = first.cookies.find((cookie) => cookie.name === name)?.value ?? "";
    const forged = (await visitors.askWith(`${real}9999`)).first;
    if (forged.server !== home || forged.hop.cookiesSet.includes(name)) return;
    led.push(home);
    last = forged;
  }
  if (last === null) return;
  expect(last).that(
    false,
    "a new pin",
    `Browsers wrote "9999" behind a pin that the balancer had given out. The pick followed each of them as if it had been the real one, to ${led.join(", ")}, and set no other.`,
  );
}

/** How a forged pin is shown: a long one by its length. */
export function shown(pin: string): string {
  return pin.length > 20 ? `of ${pin.length} characters` : `"${pin}"`;
}

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
