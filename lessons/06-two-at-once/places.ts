import { createHash } from "node:crypto";
import type { Request } from "express";
import { readCookie } from "#app";

/** The session is where lesson 03 has it, and the cart beside it: under the ticket's hash. */
export function placeOf(req: Request) {
  const ticket = readCookie(req, "__Host-sid") ?? "";
  const id = createHash("sha256").update(ticket).digest("hex");
  return { session: `session:${id}`, cart: `cart:${id}` };
}
