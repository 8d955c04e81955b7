import type { Lab } from "../lab/lab.ts";
import { describeStore, readStore } from "../redis/store-contents.ts";

/** Shows what the store holds: each key, how long it will live, and its value. */
export async function showStore(
  { redis }: Lab,
  note: (text: string) => void,
): Promise<void> {
  for (const line of describeStore(redis ? await readStore(redis) : [])) note(line);
}
