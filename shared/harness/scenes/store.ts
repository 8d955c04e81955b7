import { readStore } from "../lab/store-contents.ts";
import type { Stage } from "./stage.ts";

/** Shows what the store holds: each key, how long it will live, and its value. */
export async function showStore(stage: Stage): Promise<void> {
  const { redis } = stage.lab;
  const entries = redis ? await readStore(redis) : [];
  stage.event(
    `Redis holds ${entries.length === 1 ? "1 key" : `${entries.length} keys`}:`,
  );
  for (const { key, value, secondsLeft } of entries) {
    stage.event(
      `${key} ${secondsLeft === null ? "never ends" : `ends in ${secondsLeft} s`}`,
    );
    stage.event(`  ${value}`);
  }
}

/** Shows the store if its keys and values are others than before; gives what they are. */
export async function showStoreIfChanged(stage: Stage, before: string): Promise<string> {
  const { redis } = stage.lab;
  if (!redis) return before;
  // A Redis that was killed or frozen can't be asked; then there is nothing to show.
  const reading = readStore(redis).catch(() => null);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 500));
  const entries = await Promise.race([reading, late]);
  if (entries === null) return before;
  const now = entries.map(({ key, value }) => `${key} ${value}`).join("\n");
  if (now !== before) await showStore(stage);
  return now;
}
