// Right: written as a class.
import type { Request, Response } from "express";
import { checkPassword, type Session } from "#app";

type Credentials = { name: string; password: string };

class Identity {
  readonly #realm = "The Shop";

  get challenge(): string {
    return `Basic realm="${this.#realm}"`;
  }

  async of(sent: Credentials | null): Promise<Session | null> {
    if (sent === null) return null;
    const user = await checkPassword(sent.name, sent.password);
    return user === null ? null : { user: user.name, cart: [], role: user.role };
  }
}

const identity = new Identity();

export async function whoIs(req: Request): Promise<Session | null> {
  return identity.of(readBasic(req));
}

export function refuse(_req: Request, res: Response): void {
  res.writeHead(401, { "WWW-Authenticate": identity.challenge }).end();
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
  // One scheme, in any case (RFC 9110 §11.1), and one token of base64 (RFC 7617 §2).
  const header = /^basic +([a-z0-9+/]+=*)$/i.exec(req.get("authorization") ?? "");
  const pair = Buffer.from(header?.[1] ?? "", "base64").toString("utf8");
  // A name has no colon, a password may; neither has control characters (also §2).
  const parts = /^([^:\p{Cc}]*):(\P{Cc}*)$/u.exec(pair);
  if (!parts) return null;
  const [, name = "", password = ""] = parts;
  return { name, password };
}
