const conjunction = new Intl.ListFormat("en-US", { type: "conjunction" });

/** "sticky", "sticky and JWT", "in memory, sticky, and JWT". */
export function listOf(words: readonly string[]): string {
  return conjunction.format(words);
}
