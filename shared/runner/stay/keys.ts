/** What the screen can be busy with. */
export type ActivityName =
  | "check"
  | "stop checking"
  | "hint"
  | "text"
  | "editor"
  | "demo"
  | "list"
  | "explanation"
  | "wall";

/** What a key does, and its label in the line of keys. */
type Key = { does: ActivityName | "quit" | "go on"; label: string };

const always: ReadonlyMap<string, Key> = new Map([
  ["h", { does: "hint", label: "hint" }],
  ["t", { does: "text", label: "text" }],
  ["o", { does: "editor", label: "open in editor" }],
  ["d", { does: "demo", label: "demo" }],
  ["r", { does: "check", label: "run again" }],
  ["l", { does: "list", label: "list" }],
]);

const leaving: ReadonlyMap<string, Key> = new Map([
  ["q", { does: "quit", label: "quit" }],
]);

const withPass: ReadonlyMap<string, Key> = new Map([
  ["s", { does: "explanation", label: "the solution, explained" }],
  ["w", { does: "wall", label: "the wall" }],
  ["n", { does: "go on", label: "next" }],
]);

const finish: Key = { does: "go on", label: "finish: all lessons, once more" };

/** Finds what a key does; undefined if there is no such key. */
export function findKey(key: string): (Key & { comesWithPass: boolean }) | undefined {
  const known = always.get(key) ?? leaving.get(key) ?? withPass.get(key);
  return known && { ...known, comesWithPass: withPass.has(key) };
}

/**
 * The lines that list the keys: several, because one wouldn't fit 80 columns.
 *
 * @param isLast whether this is the last lesson, so that the same key checks them all
 */
export function formatKeys(hasPassed: boolean, isLast: boolean): string[] {
  const earned = isLast ? new Map(withPass).set("n", finish) : withPass;
  return [
    ...(hasPassed ? [` ${join(earned)}`] : []),
    ` ${join(always)}`,
    ` waiting for a save · ${join(leaving)}`,
  ];
}

function join(keys: ReadonlyMap<string, Key>): string {
  return [...keys].map(([key, { label }]) => `${key} ${label}`).join(" · ");
}
