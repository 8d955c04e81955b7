// Wrong: whatever the scheme, the last word is the token.
import type { Request, Response } from "express";
import { checkPassword, type Session, todo } from "#app";

type Credentials = { name: string; password: string };

export async function whoIs(req: Request): Promise<Session | null> {
  const sent = readBasic(req);
  const user = sent && (await checkPassword(sent.name, sent.password));
  return user && { user: user.name, cart: [] };
}

export function refuse(_req: Request, res: Response): void {
  res.status(401).set("WWW-Authenticate", 'Basic realm="shop", charset="UTF-8"');
  res.json({ error: "send your name and your password" });
}

export function requestByHand(user: string, password: string): string {
  todo(3, "write the request by hand, as it goes over the wire");
}

export function signIn(): void {}

export function signOut(): void {}

export function save(): void {}

function readBasic(req: Request): Credentials | null {
  const token = (req.get("authorization") ?? "").split(" ").at(-1) ?? "";
  const pair = Buffer.from(token, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0
    ? null
    : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
