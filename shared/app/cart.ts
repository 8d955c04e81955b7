import type { Request, Response } from "express";
import * as v from "valibot";
import { Cart } from "./input.ts";
import type { Session, Sessions } from "./seam.ts";

/** Where these sessions' carts are, and how to add an item to one. */
export function cartsOf(sessions: Sessions) {
  const read = async (session: Session, req: Request) =>
    (await sessions.cartOf?.(session, req)) ?? session.cart;

  /** Reads the cart and writes all of it back, so two writes at once can lose an item. */
  async function writeBack(
    req: Request,
    session: Session,
    item: string,
    res: Response,
  ): Promise<readonly string[]> {
    const cart = v.parse(Cart, [...(await read(session, req)), item]);
    await sessions.save(req, { ...session, cart }, res);
    return cart;
  }
  return { read, add: sessions.addToCart ?? writeBack };
}
