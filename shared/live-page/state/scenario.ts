import type { Browser } from "../../harness/browser/browser.ts";
import type { Response } from "../../harness/browser/response.ts";

/** One request of the scenario, as a browser sends it. */
export type Step = {
  method: "GET" | "POST";
  path: string;
  send(browser: Browser): Promise<Response>;
};

export const login: Step = {
  method: "POST",
  path: "/login",
  send: (browser) => browser.signIn(),
};

export const me: Step = {
  method: "GET",
  path: "/me",
  send: (browser) => browser.get("/me"),
};

const add: Step = {
  method: "POST",
  path: "/cart",
  send: (browser) => browser.post("/cart", { item: "apple" }),
};

export const cart: Step = {
  method: "GET",
  path: "/cart",
  send: (browser) => browser.get("/cart"),
};

export const logout: Step = {
  method: "POST",
  path: "/logout",
  send: (browser) => browser.signOut(),
};

// She signs in once, and then keeps shopping.
const opening: readonly Step[] = [login, me, add, cart];
const goingOn: readonly Step[] = [me, cart];

/** Which request comes next: login, me, add to cart, cart; afterward she looks around. */
export class Scenario {
  #sent = 0;

  get next(): Step {
    const step = opening[this.#sent] ?? goingOn[this.#sent % goingOn.length];
    return step ?? me;
  }

  advance(): void {
    this.#sent++;
  }

  /** Starts over with the sign-in. */
  beginAnew(): void {
    this.#sent = 0;
  }
}
