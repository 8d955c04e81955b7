import { describeStore, readStore } from "../lab/store-contents.ts";
import type { Stage } from "./stage.ts";

/** Shows what the store holds: each key, how long it will live, and its value. */
export async function showStore(stage: Stage): Promise<void> {
  const { redis } = stage.lab;
  for (const line of describeStore(redis ? await readStore(redis) : []))
    stage.event(line);
}
