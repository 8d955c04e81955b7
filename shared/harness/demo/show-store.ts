import type { Lab } from "../lab/lab.ts";
import { describeStore, readStore } from "../redis/store-contents.ts";

/** Shows what the store contains: each key, its time to live, and its value. */
export async function showStore(
  { redis }: Lab,
  note: (text: string) => void,
): Promise<void> {
  for (const line of describeStore(redis ? await readStore(redis) : [])) note(line);
}
