import * as v from "valibot";
import { openRedis } from "./redis.ts";
import type { Sessions } from "./seam.ts";

/** A cart isn't a session: it waits for its user longer than any sign-in lasts. */
const CART_SECONDS = 30 * 24 * 60 * 60;
const Cart = v.array(v.string());

/** The part of the seam that keeps carts in Redis, by user. */
type Carts = Required<Pick<Sessions, "save" | "cartOf">>;

/**
 * Carts outside the session: each user has one, shared by all their devices. Both
 * functions throw if Redis is down; the shop then answers 503.
 *
 * @throws {SettingError} if the settings don't say where Redis is
 */
export function openCarts(): Carts {
  const store = openStore();
  return {
    save: (_req, { user, cart }) => store.write(user, cart),
    cartOf: ({ user }) => store.read(user),
  };
}

function openStore() {
  const connection = openRedis();
  return {
    async read(user: string): Promise<string[]> {
      const text = await (await connection()).get(`cart:${user}`);
      return text === null ? [] : parseCart(text);
    },
    /** Stores a cart and its expiry in one command. */
    async write(user: string, cart: readonly string[]): Promise<void> {
      const text = JSON.stringify(cart);
      await (await connection()).set(`cart:${user}`, text, "EX", CART_SECONDS);
    },
  };
}

// Learners' files written before openCarts existed call these two.
let shared: ReturnType<typeof openStore> | undefined;

/** Reads a user's cart; opens the store on the first call. See openCarts. */
export function readCart(user: string): Promise<string[]> {
  shared ??= openStore();
  return shared.read(user);
}

/** Stores a user's cart; opens the store on the first call. See openCarts. */
export function writeCart(user: string, cart: readonly string[]): Promise<void> {
  shared ??= openStore();
  return shared.write(user, cart);
}

function parseCart(text: string): string[] {
  try {
    return v.parse(Cart, JSON.parse(text));
  } catch {
    // A cart that can't be read is lost, so its user starts a new one.
    return [];
  }
}
