// differs: keeps an array of hashes, and leaves both stretches open, elsewhere in the file
// 01 · In memory: the list keeps hashes of the tickets; the stars stay undone.
import { createHash } from "node:crypto";
import Cookies from "cookies";
import type { Request, Response } from "express";
import uid from "uid-safe";
import { readCookie, readNumber, type Session, todo, type User } from "#app";

type Row = { hash: string; end: number; session: Session };

const NAME = "__Host-sid";
const LIFE_MS = readNumber("SESSION_ABSOLUTE_SECONDS") * 1000;
const IDLE_MS = readNumber("SESSION_IDLE_SECONDS", { least: 0 }) * 1000;
const CAP = readNumber("SESSION_CAP", { most: 100_000 });
let rows: Row[] = [];

const hashOf = (id: string) => createHash("sha256").update(id).digest("hex");
const jar = (req: Request, res: Response) => new Cookies(req, res, { secure: true });
const open = { httpOnly: true, sameSite: "lax", path: "/", overwrite: true } as const;

function rowOf(req: Request): Row | undefined {
  const id = readCookie(req, NAME);
  if (!id) return undefined;
  const hash = hashOf(id);
  return rows.find((row) => row.hash === hash && Date.now() < row.end);
}

function forget(req: Request): void {
  const row = rowOf(req);
  rows = rows.filter((each) => each !== row && Date.now() < each.end);
}

export async function signIn(req: Request, res: Response, user: User): Promise<void> {
  forget(req);
  const id = await uid(32);
  const end = Date.now() + LIFE_MS;
  rows.push({ hash: hashOf(id), end, session: { user: user.name, cart: [] } });
  if (rows.length > CAP) todo(7, "the list is too long: drop the oldest ticket");
  jar(req, res).set(NAME, id, { ...open, maxAge: LIFE_MS });
}

export async function whoIs(req: Request): Promise<Session | null> {
  const row = rowOf(req);
  if (!row) return null;
  if (IDLE_MS !== 0) todo(6, "end a ticket that goes unused");
  return structuredClone(row.session);
}

export async function save(req: Request, session: Session): Promise<void> {
  const row = rowOf(req);
  if (row) row.session = structuredClone(session);
}

export async function signOut(req: Request, res: Response): Promise<void> {
  forget(req);
  jar(req, res).set(NAME, null, open);
}

export const size = (): number => rows.length;
