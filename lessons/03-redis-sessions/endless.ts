/** One command that the store has carried out, and the connection that it came from. */
export type Command = { words: readonly string[]; source: string };

const ends = new Set(["EX", "PX", "EXAT", "PXAT"]);
const replaces = new Set(["set", "setnx", "getset", "mset", "msetnx"]);
const creates = new Set([...replaces, "hset", "hmset", "hsetnx"]);

/**
 * Finds the first command that leaves a key without an end, for however short a time.
 * What happens inside a transaction or a script happens at once, so it leaves no such time.
 *
 * @param state whether the key is new, or there already: a new one is also made by HSET
 * @returns the command's name, null if there is none
 */
export function findEndless(
  commands: readonly Command[],
  key: string,
  state: "new" | "there",
): string | null {
  const suspects = state === "new" ? creates : replaces;
  const inTransaction = new Set<string>();
  for (const { words, source } of commands) {
    const [command = "", ...rest] = words;
    const name = command.toLowerCase();
    if (name === "multi") inTransaction.add(source);
    if (name === "exec" || name === "discard") inTransaction.delete(source);
    const alone = !inTransaction.has(source) && source !== "lua";
    const options = rest.slice(2).map((word) => word.toUpperCase());
    // A new key has no end that could be kept.
    const keeps = state === "there" && options.includes("KEEPTTL");
    const hasEnd = keeps || options.some((word) => ends.has(word));
    if (alone && rest.includes(key) && suspects.has(name) && !hasEnd) return command;
  }
  return null;
}
