// 00 · HTTP forgets: the name and the password come with every request (HTTP Basic).
import type { Request, Response } from "express";
import { checkPassword, type Session, todo } from "#app";

type Credentials = { name: string; password: string };

// TODO 1 — every request stands on its own
// A connection is one browser, and a password is slow to check: check it once.
const userOn = new WeakMap<Request["socket"], string>();

/** Who is asking? The user whose name and password came with this request, or null. */
export async function whoIs(req: Request): Promise<Session | null> {
  // TODO 1 — every request stands on its own
  const known = userOn.get(req.socket);
  if (known !== undefined) return { user: known, cart: [] };
  const sent = readBasic(req);
  const user = sent && (await checkPassword(sent.name, sent.password));
  if (user) userOn.set(req.socket, user.name);
  return user && { user: user.name, cart: [] };
}

/** Answers somebody whom whoIs does not know. */
export function refuse(_req: Request, res: Response): void {
  // TODO 2 — tell a stranger what is missing, and how to send it
  res.status(403).json({ error: "you may not see this" });
}

/** The text of GET /me with a name and a password, byte for byte as it is sent. */
export function requestByHand(user: string, password: string): string {
  todo(3, "write the request by hand, as it goes over the wire");
}

/** /login found a password right. Nothing begins: the next request brings it again. */
export function signIn(): void {}

/** Nothing has begun, so nothing is there to end. */
export function signOut(): void {}

/** Nothing outlives a request, so there is no place to keep a cart. */
export function save(): void {}

/** The name and the password that a request brought; null if it brought no such pair. */
function readBasic(req: Request): Credentials | null {
  // One scheme, in any case (RFC 9110 §11.1), and one token of base64 (RFC 7617 §2).
  const header = /^basic +([a-z0-9+/]+=*)$/i.exec(req.get("authorization") ?? "");
  const pair = Buffer.from(header?.[1] ?? "", "base64").toString("utf8");
  // A name has no colon, a password may; neither has control characters (also §2).
  const parts = /^([^:\p{Cc}]*):(\P{Cc}*)$/u.exec(pair);
  if (!parts) return null;
  const [, name = "", password = ""] = parts;
  return { name, password };
}
