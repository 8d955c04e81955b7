/** "sticky", "sticky and JWT", "in memory, sticky and JWT". */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** "server A", "servers A and B", "no server". */
export function listServers(names: readonly string[]): string {
  if (names.length === 0) return "no server";
  return `server${names.length === 1 ? "" : "s"} ${listOf([...names].sort())}`;
}

/** The text with a capital in front, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence for each reason, with the names of all that it holds for. */
export function byReason<T extends { name: string }>(
  all: readonly T[],
  reasonOf: (each: T) => string,
  sentence: (names: string, reason: string) => string,
): string[] {
  const reasons = [...new Set(all.map(reasonOf))];
  return reasons.map((reason) => {
    const names = all.filter((each) => reasonOf(each) === reason).map(({ name }) => name);
    return sentence(capital(listOf(names)), reason);
  });
}
