import * as v from "valibot";
import { call, nameAll, nothing } from "./call.ts";
import { Port } from "./server-calls.ts";
import { timeCalls } from "./time-calls.ts";

/** All that may be asked of the embedded Redis's process. */
export const redisCalls = nameAll({
  ...timeCalls(),
  /** The port that it had before; 0: any. */
  listen: call(v.object({ port: v.union([v.literal(0), Port]) }), Port),
  /** It forgets all that it held, who is connected, and how much time has passed. */
  renew: call(nothing, Port),
});
