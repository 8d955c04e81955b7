import * as v from "valibot";
import { call, nothing } from "./call.ts";

/** What a process must know about its lab's time, no matter what it has missed. */
const TimeOfLab = v.object({
  /** How far the clocks are ahead of real time, in ms. */
  ahead: v.number(),
  /** Whether time stands still. */
  isHeld: v.boolean(),
});
export type TimeOfLab = v.InferOutput<typeof TimeOfLab>;

/** Calls to every process whose time the lab moves or stops. */
export const timeCalls = () => ({
  /** Clock and timers advance together until they are this many ms ahead of real time. */
  passTime: call(v.number(), nothing),
  /** Jump to this time and stay with it from now on. */
  setTime: call(TimeOfLab, nothing),
});
