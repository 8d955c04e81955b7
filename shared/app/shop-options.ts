import type { RequestHandler } from "express";
import type { Accounts } from "./accounts.ts";
import type { Gate } from "./require-session.ts";
import type { Maybe } from "./seam.ts";

/** What a lesson adds to the shop. */
export type ShopOptions = {
  /** Handlers that every request passes before the shop's routes: a limit, for one. */
  before?: readonly RequestHandler[];
  /** Routes of the lesson's own; the gate lets through who is signed in. */
  routes?: (gate: Gate) => readonly RequestHandler[];
  /** Whether this server can take requests, which /readyz says. Without it: always. */
  ready?: () => Maybe<boolean>;
  /** Whose accounts there are; the demo accounts, as they are, without it. */
  accounts?: Accounts;
};
