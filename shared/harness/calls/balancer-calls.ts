import * as v from "valibot";
import { type Hop, isHop } from "../core/hop.ts";
import { call, nameAll, news, nothing } from "./call.ts";
import { reuseCalls } from "./reuse-calls.ts";
import { Called, Port } from "./server-calls.ts";

const frontend = v.string();

/** One more frontend, which picks by turns or with a learner's file. */
const OpenFrontend = v.object({
  frontend,
  /** The learner's pick; null: servers take turns. */
  pick: v.nullable(v.string()),
  /** How long a server may take to begin its answer, in ms. */
  responseTimeout: v.optional(v.number()),
  /** Whether to ask a server at /readyz before sending anyone there. */
  asksReadiness: v.optional(v.boolean()),
});
export type OpenFrontend = v.InferOutput<typeof OpenFrontend>;

/** A function that the learner's pick exports, with its arguments. */
const CallPick = v.object({ frontend, name: v.string(), args: v.array(v.unknown()) });
export type CallPick = v.InferOutput<typeof CallPick>;

const Routing = v.object({
  name: v.string(),
  state: v.picklist(["up", "draining", "down"]),
  port: Port,
});

/** Every call to the balancer's process, and every answer it can give. */
export const balancerCalls = nameAll({
  open: call(OpenFrontend, Port),
  loadPick: call(v.object({ frontend }), nothing),
  usePick: call(v.object({ frontend, name: v.string() }), nothing),
  call: call(CallPick, Called),
  servers: call(v.object({ frontend, servers: v.array(Routing) }), nothing),
  reconnect: call(v.object({ frontend }), nothing),
  ...reuseCalls(),
});

/** What it reports unasked: the record of each request. */
export const balancerNews = nameAll({
  hop: news(v.object({ frontend, hop: v.custom<Hop>(isHop) })),
});
