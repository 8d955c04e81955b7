import * as v from "valibot";
import { call, nothing } from "./call.ts";

/** What is asked of every process whose time the lab lets pass, or holds. */
export const timeCalls = () => ({
  /** By how many ms its clock and its timers go ahead together. */
  passTime: call(v.number(), nothing),
  /** Its time stands still, until it is released. */
  holdTime: call(nothing, nothing),
  releaseTime: call(nothing, nothing),
});
