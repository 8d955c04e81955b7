import * as v from "valibot";
import { call, nameAll, nothing } from "./call.ts";
import { Port } from "./server-calls.ts";
import { timeCalls } from "./time-calls.ts";

/** Every call to the embedded Redis's process. */
export const redisCalls = nameAll({
  ...timeCalls(),
  /** The port it had before; 0: any. */
  listen: call(v.object({ port: v.union([v.literal(0), Port]) }), Port),
  /** It forgets its data, its connections, and how much time has passed. */
  renew: call(nothing, Port),
});
