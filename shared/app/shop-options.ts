import type { RequestHandler } from "express";
import type { Accounts } from "./accounts.ts";
import type { Gate } from "./require-session.ts";
import type { Maybe } from "./seam.ts";

/** What a lesson adds to the shop. */
export type ShopOptions = {
  /** Handlers that every request passes before the shop's routes, like a rate limit. */
  before?: readonly RequestHandler[];
  /** The lesson's own routes; the gate lets signed-in users through. */
  routes?: (gate: Gate) => readonly RequestHandler[];
  /** Whether this server can take requests, as /readyz reports. Without it: always. */
  ready?: () => Maybe<boolean>;
  /** The accounts. Without it: the demo accounts, unchanged. */
  accounts?: Accounts;
};
