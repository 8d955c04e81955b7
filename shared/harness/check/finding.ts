import type { Response } from "../browser/response.ts";

export type FindingOptions = {
  /** The hop at which it showed, and what should have been there. */
  hop?: number;
  expected?: string;
  /** The misconception, where it is another than the check's own; null: none is named. */
  slug?: string | null;
  cause?: unknown;
};

/** What a check found wrong, in words about this run. */
export class Finding extends Error {
  override readonly name = "Finding";
  readonly hop: number | undefined;
  readonly expected: string | undefined;
  readonly slug: string | null | undefined;

  constructor(happened: string, options: FindingOptions = {}) {
    // Where no server answered, "server ${answer.server}" names one that is none.
    const told = happened.replace(/\b(?:s|(S))erver the balancer\b/g, (_text, capital) =>
      capital ? "The balancer" : "the balancer",
    );
    super(told, { cause: options.cause });
    this.hop = options.hop;
    this.expected = options.expected;
    this.slug = options.slug;
  }
}

/**
 * Expects one of these status codes.
 *
 * @param because what happened and what is true, in the words of this run
 * @throws {Finding} marked at the answer's hop
 */
export function expectStatus(
  answer: Response,
  expected: number | readonly number[],
  because: string,
): void {
  const allowed = typeof expected === "number" ? [expected] : expected;
  if (allowed.includes(answer.status)) return;
  const success = allowed.length > 2 && allowed.every((status) => status < 400);
  const wanted = success ? "a success" : allowed.join(" or ");
  const words = { hop: answer.hop.number, expected: wanted };
  // A server that breaks says nothing about what its author understood.
  if (answer.status >= 500 && answer.status !== 503) {
    throw new Finding(broken(answer), { ...words, slug: null });
  }
  throw new Finding(because, words);
}

/**
 * Expects something to be true.
 *
 * @param because what happened and what is true, in the words of this run
 * @param at the answer in which it shows, what should have been there, and the
 *   misconception if the evidence shows another one than the check is named after (null:
 *   it shows none)
 * @throws {Finding}
 */
export function expectThat(
  condition: boolean,
  because: string,
  at?: { answer: Response; expected: string; slug?: string | null },
): asserts condition {
  if (condition) return;
  if (!at) throw new Finding(because);
  const { answer, ...words } = at;
  throw new Finding(because, { hop: answer.hop.number, ...words });
}

function broken({ status, server, text, hop }: Response): string {
  const request = `${hop.method} ${hop.path}`;
  if (status === 500 && hop.server !== null) {
    return `Server ${server} threw an error while it answered ${request}.`;
  }
  return `${request} got no answer from a server. ${text.trim()}.`;
}
