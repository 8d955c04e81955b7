export type FindingOptions = {
  /** The hop at which it showed, and what should have been there. */
  hop?: number;
  expected?: string;
  /** The misconception, where it is another than the check's own; null: none is named. */
  slug?: string | null;
  cause?: unknown;
};

/** What a check found wrong: one line of fact about this run. */
export class Finding extends Error {
  override readonly name = "Finding";
  readonly hop: number | undefined;
  readonly expected: string | undefined;
  readonly slug: string | null | undefined;

  constructor(happened: string, options: FindingOptions = {}) {
    super(happened, { cause: options.cause });
    this.hop = options.hop;
    this.expected = options.expected;
    this.slug = options.slug;
  }
}
