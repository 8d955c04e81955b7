import type { ServerView } from "./pick.ts";

/**
 * A server as the balancer reaches it: a pick sees its name and state, never the port.
 */
export type Routing = ServerView & { port: number };
