import type { Browser } from "../browser/browser.ts";
import type { Response } from "../browser/response.ts";
import { Finding } from "../core/finding.ts";
import type { Lab } from "../lab/lab.ts";
import { type Step, Visitors } from "./visitors.ts";

export type TrafficOptions = {
  visitors: number;
  /** How often one of them sends a request, in ms. */
  interval: number;
};

/** What happened to one request: its answer, or null if none came. */
export type Visit = { step: Step; answer: Response | null };

/** Users who keep shopping while something else happens to the servers. */
export class Traffic implements AsyncDisposable {
  readonly #visits: Visit[] = [];
  readonly #lab: Lab;
  readonly #visitors: Visitors<Browser>;
  readonly #timer: NodeJS.Timeout;
  #failure: unknown = null;

  constructor(lab: Lab, { visitors, interval }: TrafficOptions) {
    this.#lab = lab;
    const people = Array.from({ length: visitors }, (_, at) =>
      lab.browser(at % 2 ? "bob" : "alice"),
    );
    this.#visitors = new Visitors(people, (who, step) => this.#visit(who, step));
    this.#timer = setInterval(() => this.#visitors.next(), interval);
  }

  /** What has been answered so far, in the order of the answers. */
  get visits(): readonly Visit[] {
    return this.#visits;
  }

  /**
   * Resolves when every visitor has its last answer.
   *
   * @throws an error other than a lost answer that a request ran into, such as a
   *   TodoError
   */
  async stop(): Promise<readonly Visit[]> {
    await this[Symbol.asyncDispose]();
    if (this.#failure) throw this.#failure;
    return this.#visits;
  }

  async #visit(who: Browser, step: Step): Promise<boolean> {
    try {
      const answer = await (step === "sign-in" ? who.signIn() : who.get(`/${step}`));
      this.#visits.push({ step, answer });
      return answer.status < 400;
    } catch (error) {
      if (error instanceof Finding) this.#visits.push({ step, answer: null });
      else this.#failure ??= error;
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#visitors.settle();
    for (const browser of this.#visitors.people) this.#lab.dismiss(browser);
  }
}
