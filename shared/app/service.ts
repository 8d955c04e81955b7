import type { RequestListener } from "node:http";
import type { Maybe, Sessions } from "./seam.ts";
import { createShop } from "./shop.ts";
import type { ShopOptions } from "./shop-options.ts";

/** What a service reports about itself. */
export type Report = {
  /** How many sessions this process keeps in memory; null if it can't say. */
  held: number | null;
};

/** One service of a lesson: what each of its servers runs. */
export type Service = {
  handle: RequestListener;
  /** Whether it can take requests; a balancer may ask. Without it: always. */
  ready?: () => Maybe<boolean>;
  /** Releases timers and connections: the server is about to stop. */
  close?: () => Maybe<void>;
  report?: () => Report;
};

const needed = ["signIn", "whoIs", "save", "signOut"] as const;

/**
 * The shop as a service, on top of whatever remembers the user.
 *
 * @throws {TypeError} if the learner's file is missing part of the seam
 */
export function createService(sessions: Sessions, options: ShopOptions = {}): Service {
  const missing = needed.filter((name) => typeof sessions[name] !== "function");
  if (missing.length > 0) {
    throw new TypeError(`the file exports no function called ${missing.join(", ")}`);
  }
  const { close } = sessions;
  return {
    handle: createShop(sessions, options),
    ...(options.ready ? { ready: options.ready } : {}),
    ...(close ? { close: () => close() } : {}),
    report: () => {
      // A learner's file can export anything under this name.
      const held: unknown = sessions.size?.();
      return { held: typeof held === "number" ? held : null };
    },
  };
}
