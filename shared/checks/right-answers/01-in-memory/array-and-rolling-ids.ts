// differs: keeps an array in place of a map, and compares tickets in constant time
import { randomBytes, timingSafeEqual } from "node:crypto";
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import type { Session, User } from "#app";

type Row = { id: Buffer; session: Session; from: number; last: number };
let rows: Row[] = [];

const life = Number(process.env.SESSION_ABSOLUTE_SECONDS) * 1000;
const idle = Number(process.env.SESSION_IDLE_SECONDS) * 1000 || Number.POSITIVE_INFINITY;
const cap = Number(process.env.SESSION_CAP);

function rowOf(req: Request): Row | undefined {
  const sent = Buffer.from(
    parseCookie(req.headers.cookie ?? "").user_session ?? "",
    "hex",
  );
  const now = Date.now();
  rows = rows.filter(({ from, last }) => now - from < life && now - last < idle);
  return rows.find(({ id }) => id.length === sent.length && timingSafeEqual(id, sent));
}

export async function signIn(req: Request, res: Response, user: User): Promise<void> {
  const old = rowOf(req);
  rows = rows.filter((row) => row !== old);
  const id = randomBytes(32);
  const now = Date.now();
  rows.push({ id, session: { user: user.name, cart: [] }, from: now, last: now });
  rows = rows.slice(-cap);
  res.cookie("user_session", id.toString("hex"), {
    httpOnly: true,
    secure: true,
    sameSite: "lax",
    maxAge: life,
  });
}

export async function whoIs(req: Request): Promise<Session | null> {
  const row = rowOf(req);
  if (!row) return null;
  row.last = Date.now();
  return { ...row.session };
}

export function save(req: Request, session: Session): void {
  const row = rowOf(req);
  if (row) row.session = session;
}

export function signOut(req: Request, res: Response): void {
  const row = rowOf(req);
  rows = rows.filter((each) => each !== row);
  res.clearCookie("user_session");
}

export function size(): number {
  return rows.length;
}
