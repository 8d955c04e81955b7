/** One command that the store has run, and the connection it came from. */
export type Command = { words: readonly string[]; source: string };

const ends = new Set(["EX", "PX", "EXAT", "PXAT"]);
const replaces = new Set(["set", "setnx", "getset", "mset", "msetnx"]);
/** These set or move a key's expiry. */
const setters = new Set("setex psetex expire pexpire expireat pexpireat".split(" "));
const removes = new Set(["del", "unlink", "getdel"]);
const creates = new Set([
  ...replaces,
  ..."hset hmset hsetnx hincrby rpush lpush sadd zadd".split(" "),
]);

/**
 * Finds the first command that leaves a key without an expiry, for however short a time.
 * A transaction or a script runs all at once, so what happens inside leaves no such time.
 *
 * @param state whether the key is new or already there; HSET and RPUSH also create a new one
 * @returns the command's name, or null if there is none
 */
export function findEndless(
  commands: readonly Command[],
  key: string,
  state: "new" | "there",
): string | null {
  let hasAnEnd = state === "there";
  const inTransaction = new Set<string>();
  for (const { words, source } of commands) {
    const [command = "", ...rest] = words;
    const name = command.toLowerCase();
    if (name === "multi") inTransaction.add(source);
    if (name === "exec" || name === "discard") inTransaction.delete(source);
    const alone = !inTransaction.has(source) && source !== "lua";
    const options = rest.slice(2).map((word) => word.toUpperCase());
    // A new key has no expiry to keep.
    const keeps = hasAnEnd && options.includes("KEEPTTL");
    const setsEnd = setters.has(name) || options.some((word) => ends.has(word));
    const suspects = hasAnEnd ? replaces : creates;
    if (!rest.includes(key)) continue;
    if (alone && suspects.has(name) && !keeps && !setsEnd) return command;
    if (setsEnd) hasAnEnd = true;
    if (removes.has(name)) hasAnEnd = false;
  }
  return null;
}
