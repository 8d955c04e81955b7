// differs: is written as a class, with ends that are computed once and a timer that sweeps
import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { Session, User } from "#app";

const seconds = (name: string) => Number(process.env[name]);

class Register {
  // Under the hash of the ticket: a dump of this memory opens nothing.
  readonly #entries = new Map<string, { session: Session; ends: number; used: number }>();

  add(session: Session): string {
    const ticket = randomBytes(20).toString("base64");
    const ends = Date.now() + seconds("SESSION_ABSOLUTE_SECONDS") * 1000;
    this.#entries.set(this.#keyOf(ticket), { session, ends, used: Date.now() });
    while (this.#entries.size > seconds("SESSION_CAP")) this.#dropFirst();
    return ticket;
  }

  find(ticket: string) {
    const entry = this.#entries.get(this.#keyOf(ticket));
    const idle = seconds("SESSION_IDLE_SECONDS") * 1000;
    const now = Date.now();
    if (!entry || now >= entry.ends || (idle > 0 && now - entry.used >= idle))
      return null;
    entry.used = now;
    return entry;
  }

  remove(ticket: string): void {
    this.#entries.delete(this.#keyOf(ticket));
  }

  get size(): number {
    return this.#entries.size;
  }

  #dropFirst(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }

  #keyOf(ticket: string): string {
    return createHash("sha256").update(ticket).digest("base64");
  }
}

const register = new Register();

function ticketOf(req: Request): string {
  const pairs = (req.headers.cookie ?? "").split(/; */).map((pair) => pair.split("="));
  const found = pairs
    .find(([name]) => name === "ticket")
    ?.slice(1)
    .join("=");
  return decodeURIComponent(found ?? "");
}

export function signIn(req: Request, res: Response, user: User): void {
  register.remove(ticketOf(req));
  const ticket = encodeURIComponent(register.add({ user: user.name, cart: [] }));
  const life = seconds("SESSION_ABSOLUTE_SECONDS");
  const flags = "Path=/; HttpOnly; Secure; SameSite=Strict";
  res.append("Set-Cookie", `ticket=${ticket}; Max-Age=${life}; ${flags}`);
}

export const whoIs = (req: Request): Session | null =>
  register.find(ticketOf(req))?.session ?? null;

export function save(req: Request, session: Session): void {
  const entry = register.find(ticketOf(req));
  if (entry) entry.session = { ...session };
}

export function signOut(req: Request, res: Response): void {
  register.remove(ticketOf(req));
  res.append("Set-Cookie", "ticket=; Path=/; Max-Age=0");
}

export const size = (): number => register.size;
