import * as v from "valibot";
import { call, nothing } from "./call.ts";

/**
 * The result of a reset: what differs from before; null: nothing, the process is as good
 * as new.
 */
const Difference = v.nullable(v.string());

/** Calls to a process with learner code that might be reused for another submission. */
export const reuseCalls = () => ({
  /** Remember the present state: each reset has to restore it. */
  remember: call(nothing, nothing),
  /** Release everything that was started in it, then print this mark last. */
  reset: call(v.string(), Difference),
});
