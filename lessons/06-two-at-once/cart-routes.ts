import { type Request, Router } from "express";
import type { Gate } from "#app";
import { placeOf } from "./places.ts";

type Cart = Pick<typeof import("./cart.ts"), "takeOut" | "clear" | "addUpTo" | "read">;

/** A free sample goes into no cart that holds so many items. */
const ENOUGH = 2;

/**
 * DELETE /cart/items/apple takes one apple out, and DELETE /cart/items empties the cart.
 * POST /cart/sample puts a free sample in: 409 if the cart holds enough.
 */
export function cartRoutes({ signedIn }: Gate, cart: Cart): Router {
  const router = Router();
  router.delete("/cart/items/:item", signedIn, async (req: Request, res) => {
    res.json({ cart: await cart.takeOut(placeOf(req), String(req.params.item)) });
  });
  router.delete("/cart/items", signedIn, async (req, res) => {
    res.json({ cart: await cart.clear(placeOf(req)) });
  });
  router.post("/cart/sample", signedIn, async (req, res) => {
    const place = placeOf(req);
    const goesIn = await cart.addUpTo(place, "sample", ENOUGH);
    res.status(goesIn ? 201 : 409).json({ cart: await cart.read(place) });
  });
  return router;
}
