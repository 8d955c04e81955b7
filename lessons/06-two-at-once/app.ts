// Given: what each server of this lesson runs: lesson 03's sessions, and the carts of your file.
import type { Request } from "express";
import { createService, type Service } from "#app";
import { cartRoutes } from "./cart-routes.ts";
import { placeOf } from "./places.ts";
import { readRequestName } from "./request-name.ts";
import { kettleRoute } from "./stock.ts";

type Files = {
  sessions: typeof import("./sessions.ts");
  cart: typeof import("./cart.ts");
};

export function compose({ sessions, cart }: Files): Service {
  const carts = {
    cartOf: (_session: unknown, req: Request) => cart.read(placeOf(req)),
    addToCart: (req: Request, _session: unknown, item: string) =>
      cart.add(placeOf(req), item, readRequestName(req)),
  };
  return createService(
    { ...sessions, ...carts },
    { routes: (gate) => [cartRoutes(gate, cart), kettleRoute(gate)] },
  );
}
