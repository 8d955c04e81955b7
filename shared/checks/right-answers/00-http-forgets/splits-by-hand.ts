// Right: reads the header word by word.
import type { Request, Response } from "express";
import { checkPassword, type Session } from "#app";

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
  const credentials = Buffer.from(`${user}:${password}`).toString("base64");
  return [
    "GET /me HTTP/1.1",
    "Host: shop.example",
    `Authorization: Basic ${credentials}`,
    "Connection: close",
    "",
    "",
  ].join("\r\n");
}

export function signIn(): void {}

export function signOut(): void {}

export function save(): void {}

function readBasic(req: Request): Credentials | null {
  const words = (req.headers.authorization ?? "").trim().split(/ +/);
  const [scheme = "", token = ""] = words;
  if (scheme.toLowerCase() !== "basic" || words.length !== 2) return null;
  const pair = Buffer.from(token, "base64").toString();
  const colon = pair.indexOf(":");
  if (colon === -1) return null;
  return { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
