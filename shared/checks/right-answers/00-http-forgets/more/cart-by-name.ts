// Right: carts are kept, by user.
import type { Request, Response } from "express";
import { checkPassword, type Session } from "#app";

type Credentials = { name: string; password: string };

const carts = new Map<string, string[]>();

export async function whoIs(req: Request): Promise<Session | null> {
  const sent = readBasic(req);
  const user = sent && (await checkPassword(sent.name, sent.password));
  return user && { user: user.name, cart: carts.get(user.name) ?? [] };
}

export function refuse(_req: Request, res: Response): void {
  res.status(401).set("WWW-Authenticate", 'Basic realm="shop", charset="UTF-8"');
  res.json({ error: "send your name and your password" });
}

export function requestByHand(user: string, password: string): string {
  const text = Buffer.from(`${user}:${password}`).toString("base64");
  return `GET /me HTTP/1.1\r\nconnection: close\r\nhost: localhost\r\nauthorization: basic ${text}\r\naccept: */*\r\n\r\n`;
}

export function signIn(): void {}

export function signOut(): void {}

export function save(_req: Request, { user, cart }: Session): void {
  carts.set(user, cart);
}

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
