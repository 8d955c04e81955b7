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
