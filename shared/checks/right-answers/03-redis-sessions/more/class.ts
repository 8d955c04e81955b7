// differs: is written as a class
import { createHash, randomUUID } from "node:crypto";
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import { Redis } from "ioredis";
import {
  readRedisUrl,
  type Session,
  SessionEnded,
  type Sessions,
  StoreUnavailable,
  type User,
} from "#app";

type Stored = Session & { begun: string };

class RedisSessions implements Sessions {
  readonly #life = Number(process.env.SESSION_ABSOLUTE_SECONDS);
  readonly #idle = Number(process.env.SESSION_IDLE_SECONDS);
  readonly #redis = new Redis(readRedisUrl(), {
    commandTimeout: 1000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: true,
    retryStrategy: (n) => Math.min(n * 100, 500),
  }).on("error", (error) => console.error("redis:", error.message));

  signIn = async (req: Request, res: Response, user: User): Promise<void> => {
    await this.#end(req);
    const id = randomUUID() + randomUUID();
    const stored: Stored = { user: user.name, cart: [], begun: new Date().toISOString() };
    await this.#try(
      this.#redis.set(
        this.#key(id),
        JSON.stringify(stored),
        "PX",
        this.#left(stored),
        "NX",
      ),
    );
    res.append(
      "Set-Cookie",
      `shop-ticket=${id}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${this.#life}`,
    );
  };
  whoIs = async (req: Request): Promise<Session | null> => {
    const id = this.#id(req);
    if (!id) return null;
    const stored = this.#read(await this.#try(this.#redis.get(this.#key(id))));
    if (!stored) return null;
    if (this.#idle > 0)
      await this.#try(this.#redis.pexpire(this.#key(id), this.#left(stored)));
    return { ...stored };
  };
  save = async (req: Request, session: Session): Promise<void> => {
    const old = await this.#try(
      this.#redis.set(
        this.#key(this.#id(req) ?? ""),
        JSON.stringify(session),
        "KEEPTTL",
        "XX",
        "GET" as never,
      ),
    );
    if (old === null) throw new SessionEnded();
  };
  signOut = async (req: Request, res: Response): Promise<void> => {
    await this.#end(req);
    res.append(
      "Set-Cookie",
      "shop-ticket=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    );
  };
  async #end(req: Request): Promise<void> {
    const id = this.#id(req);
    if (id) await this.#try(this.#redis.del(this.#key(id)));
  }
  #left({ begun }: Stored): number {
    const left = Date.parse(begun) + this.#life * 1000 - Date.now();
    return Math.max(1, this.#idle > 0 ? Math.min(left, this.#idle * 1000) : left);
  }
  #read(text: string | null): Stored | null {
    try {
      const value: unknown = JSON.parse(text ?? "");
      if (typeof value !== "object" || value === null) return null;
      const { user, cart, begun } = value as Record<string, unknown>;
      if (typeof user !== "string" || !Array.isArray(cart) || typeof begun !== "string")
        return null;
      const stored = { user, cart: cart.map(String), begun };
      return Date.parse(begun) + this.#life * 1000 > Date.now() ? stored : null;
    } catch {
      return null;
    }
  }
  #id(req: Request): string | undefined {
    return parseCookie(req.headers.cookie ?? "")["shop-ticket"];
  }
  #key(id: string): string {
    return `${process.env.REDIS_PREFIX}web/${createHash("sha512").update(id).digest("base64url")}`;
  }
  async #try<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw new StoreUnavailable("redis", { cause });
    }
  }
}
export const { signIn, whoIs, save, signOut } = new RedisSessions();
