import type { Browser } from "../browser/browser.ts";
import type { DemoTools } from "./demo.ts";

/**
 * Measures two pages alternately, in one step, so that what slows one slows the other.
 *
 * @returns how many times longer the second one takes
 */
export async function compareTimes(
  { quietly, note }: Pick<DemoTools, "quietly" | "note">,
  browser: Browser,
  [base, other]: readonly [base: string, other: string],
  times: number,
): Promise<number> {
  const spent = { base: 0, other: 0 };
  await quietly(async () => {
    for (let round = 0; round < times; round++) {
      spent.base += (await browser.get(base)).hop.milliseconds;
      spent.other += (await browser.get(other)).hop.milliseconds;
    }
  });
  const each = (total: number) => `${(total / times).toFixed(1)} ms`;
  note(`${times} × GET ${base}: ${each(spent.base)} each`);
  note(`${times} × GET ${other}: ${each(spent.other)} each`);
  const ratio = Math.round(spent.other / spent.base);
  note(`that is ${ratio} times as long`);
  return ratio;
}
