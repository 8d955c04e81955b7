import { type Browser, expect, type Lab, type Response } from "#harness";
import { expectServed } from "./served.ts";

/** What is found if a request doesn't come home, though the pin came with it. */
type Otherwise = { fact: (response: Response) => string; slug?: string | null };

/** The belief that shows if a browser had a reason to keep its pin at home. */
const beliefs = new Map([
  ["path", "pin-for-some-requests"],
  ["ended", "pin-ends-before-the-ticket"],
]);

/** Someone who was sent to a server by the balancer, and belongs to it from then on. */
export class Visitor {
  readonly browser: Browser;
  /** The response to the first request. */
  readonly first: Response;
  readonly #lab: Lab;
  readonly #pin: string;

  /** @param pin the name of the balancer's cookie */
  constructor(lab: Lab, browser: Browser, first: Response, pin: string) {
    this.browser = browser;
    this.first = expectServed(lab, first);
    this.#lab = lab;
    this.#pin = pin;
  }

  /** The server that answered first. */
  get home(): string {
    return this.first.server;
  }

  /** Sends a request that has to reach the same server as the first. */
  async comesHome(
    send: (browser: Browser) => Promise<Response>,
    { fact, slug }: Otherwise,
  ): Promise<Response> {
    const { browser, home } = this;
    // Afterwards the browser may hold another pin.
    using before = browser.twin();
    const response = expectServed(this.#lab, await send(browser));
    const { server } = response;
    if (server !== home) this.#expectPinCame(before, response);
    const names = slug === undefined ? undefined : { slug };
    return expect(response).that(server === home, home, fact(response), names).response;
  }

  /** Before it is said that the pin came with it: did it? If not, that is the finding. */
  #expectPinCame(before: Browser, response: Response): void {
    const { first, home } = this;
    const { hop, server } = response;
    const missing = before.explainMissing(this.#pin, hop.path);
    const met = `${before.owner}'s ${first.hop.method} ${first.hop.path} went to ${home}, and ${hop.method} ${hop.path} to ${server}.`;
    if (missing === null) {
      const fact = `${met} The pin ${this.#pin} did not come with it.`;
      expect(response).that(hop.cookiesSeen.includes(this.#pin), home, fact, {
        slug: null,
      });
      return;
    }
    const { reason, clause } = missing;
    if (reason === "not set") {
      expect(response).that(false, home, `${met} No response before had set a pin.`);
    }
    const fact = `${met} The pin that was set last, ${this.#pin}, did not come with it: ${clause}.`;
    const names =
      reason === "cleared" ? undefined : { slug: beliefs.get(reason) ?? null };
    expect(response).that(false, home, fact, names);
  }
}
