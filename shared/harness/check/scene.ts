import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { capitalize } from "../core/capitalize.ts";
import type { Environment } from "../lab/environment.ts";
import type { Lab } from "../lab/lab.ts";
import { expect } from "./expect.ts";
import { cameTooLate } from "./late-cookie.ts";
import { findTicket, type Ticket } from "./ticket.ts";

export type SignedIn = { response: Response; ticket: Ticket };

/** What one check works with: people with fresh browsers, and the lab they live in. */
export class Scene {
  readonly lab: Lab;
  /** The environment of the servers that the scene is about. */
  readonly env: Environment;
  readonly #browsers = new Map<string, Browser>();

  constructor(lab: Lab, env: Environment = lab.env) {
    this.lab = lab;
    this.env = env;
  }

  /**
   * The same scene on servers with this added to their environment, with other browsers.
   */
  where(env: Environment): Scene {
    return new Scene(this.lab, { ...this.env, ...env });
  }

  /** Alice's browser; it is her laptop in checks where she also has a phone. */
  get alice(): Browser {
    return this.#browserOf("alice", "alice");
  }

  /** Another browser of Alice's. */
  get phone(): Browser {
    return this.#browserOf("phone", "alice", "Alice's phone");
  }

  get bob(): Browser {
    return this.#browserOf("bob", "bob");
  }

  get admin(): Browser {
    return this.#browserOf("admin", "admin");
  }

  /** Someone the shop has never seen. */
  get stranger(): Browser {
    return this.#browserOf("stranger", "stranger");
  }

  /** Notes in the record what someone did, or what happened, between two requests. */
  note(text: string): void {
    this.lab.timeline.addEvent(text);
  }

  /** Signs a browser's user in, and finds the ticket they got. */
  async signIn(browser: Browser): Promise<SignedIn> {
    const response = await browser.signIn();
    expect(response).success("The right password did not sign in.", { slug: null });
    if (response.setCookies.length === 0) await this.#expectNoLateCookie(response);
    return { response, ticket: await findTicket(browser, response) };
  }

  /**
   * Sends one request per initial server. Servers take turns, so each answers once,
   * unless a learner's pick decides.
   */
  async askEveryServer(browser: Browser, path = "/me"): Promise<Response[]> {
    const responses: Response[] = [];
    for (const _server of this.lab.servers.first) responses.push(await browser.get(path));
    return responses;
  }

  /** A program with a copy of all of a browser's cookies: it never drops one. */
  copyOf(browser: Browser): Browser {
    const label = `a copy of ${browser.owner}'s cookies`;
    const copy = this.lab.browser(browser.user, label);
    for (const name of browser.cookieNames()) {
      copy.setCookie(name, browser.cookie(name) ?? "");
    }
    return copy;
  }

  /** A browser that sends a cookie exactly as someone wrote it, and never drops it. */
  browserWith(user: string, { name, value }: Pick<Ticket, "name" | "value">): Browser {
    const browser = this.lab.browser(user);
    browser.setCookie(name, value);
    return browser;
  }

  async #expectNoLateCookie(response: Response): Promise<void> {
    expect(response).that(
      !(await cameTooLate(this.lab, response)),
      "a Set-Cookie",
      `The password was right. ${capitalize(response.answeredBy)} answered without a cookie, and only then did signIn try to set one: what signIn waits for has to be awaited, so that the response waits, too.`,
      { slug: null },
    );
  }

  #browserOf(who: string, user: string, label?: string): Browser {
    const browser = this.#browsers.get(who) ?? this.lab.browser(user, label);
    this.#browsers.set(who, browser);
    return browser;
  }
}
