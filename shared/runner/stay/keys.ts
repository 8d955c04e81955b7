/** What the screen can be busy with. */
export type ActivityName =
  | "check"
  | "stop checking"
  | "hint"
  | "demo"
  | "list"
  | "solution"
  | "wall";

/** What a key does, and how the line of keys calls that. */
type Key = { does: ActivityName | "quit" | "go on"; label: string };

const always: ReadonlyMap<string, Key> = new Map([
  ["h", { does: "hint", label: "hint" }],
  ["d", { does: "demo", label: "demo" }],
  ["r", { does: "check", label: "run again" }],
  ["l", { does: "list", label: "list" }],
  ["q", { does: "quit", label: "quit" }],
]);

const withPass: ReadonlyMap<string, Key> = new Map([
  ["s", { does: "solution", label: "solution beside yours" }],
  ["w", { does: "wall", label: "the wall" }],
  ["n", { does: "go on", label: "next" }],
]);

const finish: Key = { does: "go on", label: "finish: all lessons, once more" };

/** Finds what a key does; undefined: there is no such key. */
export function findKey(key: string): (Key & { comesWithPass: boolean }) | undefined {
  const known = always.get(key) ?? withPass.get(key);
  return known && { ...known, comesWithPass: withPass.has(key) };
}

/**
 * The lines that name the keys: two after a pass, because one would not fit 80 columns.
 *
 * @param isLast whether no lesson comes after this one: then the same key checks them all
 */
export function formatKeys(hasPassed: boolean, isLast: boolean): string[] {
  const waiting = ` waiting for a save · ${join(always)}`;
  const earned = isLast ? new Map(withPass).set("n", finish) : withPass;
  return hasPassed ? [` ${join(earned)}`, waiting] : [waiting];
}

function join(keys: ReadonlyMap<string, Key>): string {
  return [...keys].map(([key, { label }]) => `${key} ${label}`).join(" · ");
}
