import type { Lab } from "../lab/lab.ts";
import { mending } from "./fault.ts";

/** Another exported function of the learner's file picks. Mended: `pick` does again. */
export async function usePick(
  lab: Pick<Lab, "usePicker">,
  name: string,
): Promise<AsyncDisposable> {
  await lab.usePicker(name);
  return mending(() => lab.usePicker("pick"));
}
