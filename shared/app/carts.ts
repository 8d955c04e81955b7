import type { Redis } from "ioredis";
import * as v from "valibot";

/** A cart is no session: it waits for its user longer than any sign-in lasts. */
const CART_SECONDS = 30 * 24 * 60 * 60;
const Cart = v.array(v.string());
let opening: Promise<Redis> | undefined;

/**
 * What this user has put into the cart, on whatever device.
 *
 * @throws if the store is away; the shop answers 503 then
 */
export async function readCart(user: string): Promise<string[]> {
  const text = await (await store()).get(`cart:${user}`);
  return text === null ? [] : parseCart(text);
}

/** Keeps a user's cart, and when it ends, in one command. Throws if the store is away. */
export async function writeCart(user: string, cart: readonly string[]): Promise<void> {
  const text = JSON.stringify(cart);
  await (await store()).set(`cart:${user}`, text, "EX", CART_SECONDS);
}

function parseCart(text: string): string[] {
  try {
    return v.parse(Cart, JSON.parse(text));
  } catch {
    // Nobody can use it any more, so its user begins a new one.
    return [];
  }
}

function store(): Promise<Redis> {
  opening ??= open();
  return opening;
}

/** One connection a process. ioredis is loaded by the first cart: most lessons need none. */
async function open(): Promise<Redis> {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error("carts are kept in Redis, and REDIS_URL is not set");
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    keyPrefix: process.env.REDIS_PREFIX ?? "",
    // A killed Redis refuses, a frozen one says nothing: both waits need an end.
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    retryStrategy: () => 50,
  });
  // An error without a listener ends the process. A command that fails still throws.
  redis.on("error", () => {});
  return redis;
}
