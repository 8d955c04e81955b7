import type { Lab } from "../lab/lab.ts";
import { mending } from "./fault.ts";

/**
 * Another exported function of the learner's file picks. When undone, `pick` does again.
 */
export async function usePick(
  lab: Pick<Lab, "usePick">,
  name: string,
): Promise<AsyncDisposable> {
  await lab.usePick(name);
  return mending(() => lab.usePick("pick"));
}
