import type { Scene } from "../core/scene.ts";
import { nameOf } from "../lab/people.ts";
import type { Stage } from "./stage.ts";

/** Sends one request many times, and tells how often it failed. */
export async function tallyRequests(
  stage: Stage,
  { as, tally, times, measure }: Extract<Scene, { tally: string }>,
): Promise<void> {
  let failed = 0;
  await stage.quietly(async () => {
    for (let round = 0; round < times; round++) {
      if ((await stage.request(as, tally)).status >= 400) failed++;
    }
  });
  const share = ((100 * failed) / times).toFixed(0);
  const { isCopy } = stage.browser(as);
  const who = isCopy ? "the copied cookie" : nameOf(as);
  stage.event(`${who}, ${times} × ${tally}: ${failed} failed (${share} %)`);
  stage.measure(measure, failed);
}

/** A user who signs in again each time she is thrown out: how many pages does she see? */
export async function loopSignIns(
  stage: Stage,
  { as, signInLoop, times, measure }: Extract<Scene, { signInLoop: string }>,
): Promise<void> {
  let seen = 0;
  await stage.quietly(async () => {
    await stage.signIn(as);
    for (let round = 0; round < times; round++) {
      const { status } = await stage.request(as, signInLoop);
      if (status === 401) await stage.signIn(as);
      else if (status < 300) seen++;
    }
  });
  const whose = `${nameOf(as)} signs in again whenever she is thrown out`;
  stage.event(`${whose}: ${seen} of ${times} pages seen`);
  stage.measure(measure, seen);
}

/** Measures two requests in turn, so that what slows one slows the other. */
export async function compareTimes(
  stage: Stage,
  { as, compare: [base, other], times }: Extract<Scene, { compare: readonly string[] }>,
): Promise<void> {
  const spent = { base: 0, other: 0 };
  await stage.quietly(async () => {
    for (let round = 0; round < times; round++) {
      spent.base += (await stage.request(as, base)).hop.milliseconds;
      spent.other += (await stage.request(as, other)).hop.milliseconds;
    }
  });
  const each = (total: number) => `${(total / times).toFixed(1)} ms`;
  stage.event(`${times} × ${base}: ${each(spent.base)} each`);
  stage.event(`${times} × ${other}: ${each(spent.other)} each`);
  const ratio = Math.round(spent.other / spent.base);
  stage.event(`that is ${ratio} times as long`);
  stage.measure("how many times as long", ratio);
}
