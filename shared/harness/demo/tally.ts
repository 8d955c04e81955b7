import type { Browser } from "../browser/browser.ts";
import type { DemoTools } from "./demo.ts";

/**
 * Requests a page many times in one step, and reports how often that failed.
 *
 * @returns how many requests failed
 */
export async function tally(
  { quietly, note }: Pick<DemoTools, "quietly" | "note">,
  browser: Browser,
  path: string,
  times: number,
): Promise<number> {
  let failed = 0;
  await quietly(async () => {
    for (let round = 0; round < times; round++) {
      if ((await browser.get(path)).status >= 400) failed++;
    }
  });
  const share = ((100 * failed) / times).toFixed(0);
  const who = browser.isCopy ? "the copied cookie" : browser.owner;
  note(`${who}, ${times} × GET ${path}: ${failed} failed (${share} %)`);
  return failed;
}
