export type FindingOptions = {
  /** The hop where it showed, and what was expected there. */
  hop?: number;
  expected?: string;
  /** The misconception, if it isn't the check's own; null: none is named. */
  slug?: string | null;
  cause?: unknown;
};

/** What a check found wrong: one line stating a fact about this run. */
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
