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

const always: Readonly<Record<string, Key>> = {
  h: { does: "hint", label: "hint" },
  d: { does: "demo", label: "demo" },
  r: { does: "check", label: "run again" },
  l: { does: "list", label: "list" },
  q: { does: "quit", label: "quit" },
};

const withPass: Readonly<Record<string, Key>> = {
  s: { does: "solution", label: "solution beside yours" },
  w: { does: "wall", label: "the wall" },
  n: { does: "go on", label: "next" },
};

/** Finds what a key does; undefined: there is no such key. */
export function findKey(key: string): (Key & { comesWithPass: boolean }) | undefined {
  const known = Object.hasOwn(always, key) ? always[key] : undefined;
  if (known) return { ...known, comesWithPass: false };
  const earned = Object.hasOwn(withPass, key) ? withPass[key] : undefined;
  return earned && { ...earned, comesWithPass: true };
}

/** The lines that name the keys: two after a pass, because one would not fit 80 columns. */
export function formatKeys(hasPassed: boolean): string[] {
  const waiting = ` waiting for a save · ${join(always)}`;
  return hasPassed ? [` ${join(withPass)}`, waiting] : [waiting];
}

function join(keys: Readonly<Record<string, Key>>): string {
  return Object.entries(keys)
    .map(([key, { label }]) => `${key} ${label}`)
    .join(" · ");
}
