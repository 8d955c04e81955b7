import type { Response } from "../browser/response.ts";
import { capitalize } from "../core/capitalize.ts";
import { Finding } from "../core/finding.ts";

/**
 * The misconception that the evidence shows, if it isn't the check's own. Null: the
 * evidence doesn't point to any, so the screen names none.
 */
export type Names = { slug: string | null };

/** The request was too large to be read, so its status says nothing about who asked. */
const tooLarge = new Map([
  [413, "the body is too large"],
  [431, "the head, with its cookies, is too large"],
]);

const SUCCESS = [200, 201, 204, 302, 303];

/** Expectations about a response, each with the fact to report if it isn't met. */
export function expect(response: Response): Expectation {
  return new Expectation(response);
}

class Expectation {
  /** The response in question, for a check that continues with it. */
  readonly response: Response;

  constructor(response: Response) {
    this.response = response;
  }

  /**
   * One of these status codes. A server that crashed says nothing about what its author
   * understood, so in that case the finding is the crash.
   *
   * @param fact what happened instead, in this run
   * @throws {Finding} marked at the response's hop
   */
  status(expected: number | readonly number[], fact: string, names?: Names): this {
    const allowed = typeof expected === "number" ? [expected] : expected;
    return this.#one(allowed, allowed.join(" or "), fact, names);
  }

  /** Any status that means success. */
  success(fact: string, names?: Names): this {
    return this.#one(SUCCESS, "a success", fact, names);
  }

  /** Greets this account. */
  greets(user: string, fact: string, names?: Names): this {
    return this.that(this.response.user === user, user, fact, names);
  }

  /** Shows a cart with just these items, in this order. */
  cart(items: readonly string[], fact: string, names?: Names): this {
    const expected = items.length === 0 ? "an empty cart" : items.join(", ");
    const { cart } = this.response;
    const isSame =
      cart.length === items.length && items.every((item, at) => item === cart[at]);
    return this.that(isSame, expected, fact, names);
  }

  /** Any other condition on it; `expected` is shown next to its hop. */
  that(condition: boolean, expected: string, fact: string, names?: Names): this {
    this.found(condition || null, expected, fact, names);
    return this;
  }

  /**
   * Expects a value to exist, and returns it for the check to continue with.
   *
   * @returns the value
   * @throws {Finding} if it is null or undefined
   */
  found<T>(
    value: T | null | undefined,
    expected: string,
    fact: string,
    names?: Names,
  ): T {
    if (value !== null && value !== undefined) return value;
    throw new Finding(fact, { hop: this.response.hop.number, expected, ...names });
  }

  #one(allowed: readonly number[], expected: string, fact: string, names?: Names): this {
    const { status } = this.response;
    if (allowed.includes(status)) return this;
    if (tooLarge.has(status)) {
      return this.that(false, expected, describeRefusal(this.response), { slug: null });
    }
    return status >= 500 && status !== 503
      ? this.that(false, expected, describeBreak(this.response), { slug: null })
      : this.that(false, expected, fact, names);
  }
}

/**
 * Expects something that no single response shows.
 *
 * @param fact what happened instead, in this run
 * @throws {Finding}
 */
export function expectThat(
  condition: boolean,
  fact: string,
  names?: Names,
): asserts condition {
  if (!condition) throw new Finding(fact, names);
}

function describeRefusal({ status, answeredBy, hop }: Response): string {
  const request = `${hop.method} ${hop.path}`;
  return `${capitalize(answeredBy)} refused ${request} with ${status}: ${tooLarge.get(status)}.`;
}

function describeBreak({ status, text, hop }: Response): string {
  const request = `${hop.method} ${hop.path}`;
  if (status === 500 && hop.server !== null) {
    return `Server ${hop.server} threw an error while it answered ${request}.`;
  }
  return `${request} got no answer from a server. ${text.trim()}.`;
}
