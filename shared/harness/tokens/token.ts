import { createHmac } from "node:crypto";
import type { Lab } from "../lab/lab.ts";

export type Part = Record<string, unknown>;
export type Token = { text: string; header: Part; claims: Part };

/** Which hash each HMAC algorithm of RFC 7518 §3.2 uses. */
const hashes: Record<string, string> = {
  HS256: "sha256",
  HS384: "sha384",
  HS512: "sha512",
};

/** The servers' current time as tokens state it: whole seconds since 1970. */
export function secondsNow({ servers }: Pick<Lab, "servers">): number {
  return Math.floor((Date.now() + servers.ahead) / 1000);
}

export function encodePart(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** A token's parts, which anyone can read; null if it isn't a token. */
export function readToken(text: string): Token | null {
  const [first = "", second = "", ...rest] = text.split(".");
  const [header, claims] = [readPart(first), readPart(second)];
  return header && claims && rest.length === 1 ? { text, header, claims } : null;
}

/** The MAC over the first two parts of a token, in base64url. */
export function mac(input: string, key: string | Buffer, algorithm = "HS256"): string {
  return createHmac(hashes[algorithm] ?? "", key)
    .update(input)
    .digest("base64url");
}

/** Two parts with the MAC over them, no matter what they say. */
export function signParts(header: string, payload: string, key: string | Buffer): string {
  const input = `${header}.${payload}`;
  return `${input}.${mac(input, key)}`;
}

/**
 * The key that signed this token, if this secret made it: its characters or its bytes.
 */
export function keyOf({ text }: Token, secret: string): Buffer | undefined {
  const keys = [Buffer.from(secret), Buffer.from(secret, "base64url")];
  const end = text.lastIndexOf(".");
  return keys.find((key) => mac(text.slice(0, end), key) === text.slice(end + 1));
}

function readPart(part: string): Part | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
