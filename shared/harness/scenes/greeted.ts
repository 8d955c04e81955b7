import type { Scene } from "../core/scene.ts";
import type { Stage } from "./stage.ts";

/** Asks again and again who is asking; counts the answers that greet somebody else. */
export async function askToBeGreeted(
  stage: Stage,
  { as, greeted, times, measure }: Extract<Scene, { greeted: string }>,
): Promise<void> {
  let wrong = 0;
  for (let round = 0; round < times; round++) {
    const { user } = await stage.request(as, greeted, {}, ({ greets }) => greets === as);
    if (user !== undefined && user !== as) wrong++;
  }
  stage.measure(measure, wrong);
}
