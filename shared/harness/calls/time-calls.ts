import * as v from "valibot";
import { call, nothing } from "./call.ts";

/** What a process must know of its lab's time, whatever it has missed. */
const TimeOfLab = v.object({
  /** How far ahead of the real time the clocks are, in ms. */
  ahead: v.number(),
  /** Whether time stands still. */
  isHeld: v.boolean(),
});
export type TimeOfLab = v.InferOutput<typeof TimeOfLab>;

/** What is asked of every process whose time the lab lets pass, or holds. */
export const timeCalls = () => ({
  /** Clock and timers go on together, until they are so many ms ahead of the real time. */
  passTime: call(v.number(), nothing),
  /** It lives at this time from now on. */
  setTime: call(TimeOfLab, nothing),
});
