import { randomBytes, scrypt, scryptSync, timingSafeEqual } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { Bulkhead } from "./bulkhead.ts";
import { readNumber } from "./settings.ts";

const derive = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number },
  Buffer
>(scrypt);

/**
 * How much work one guess costs. The defaults are OWASP's (Password Storage Cheat Sheet,
 * scrypt: N = 2^14, r = 8, p = 5). The lab uses less wherever that cost isn't what it
 * measures.
 */
const isCheap = process.env.SHOP_SCRYPT_N !== undefined;
const cost = {
  N: isCheap ? readNumber("SHOP_SCRYPT_N", { least: 2, most: 2 ** 14 }) : 2 ** 14,
  r: 8,
  p: isCheap ? 1 : 5,
};
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/**
 * How many passwords are hashed at once, and how long each one may wait for its turn.
 * Node has four threads for such work, and running more than there are processors only
 * slows each of them down.
 */
const hashing = new Bulkhead({
  atOnce: Math.min(4, availableParallelism()),
  waitMilliseconds: 1_500,
});

/** What is stored for a password. */
export type PasswordHash = { salt: Buffer; hash: Buffer };

/** Hashes a password while the server starts, when no request is waiting yet. */
export function hashAtStart(password: string): PasswordHash {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: scryptSync(password, salt, HASH_BYTES, cost) };
}

/**
 * Hashes a new password.
 *
 * @param whose the account
 * @throws {Overloaded} if its turn doesn't come; the shop answers 503
 */
export async function hashPassword(
  password: string,
  whose: string,
): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  const work = () => derive(password, salt, HASH_BYTES, cost);
  return { salt, hash: await hashing.run(whose, work) };
}

/**
 * Whether a guess is the password.
 *
 * @param whose the account; "" for unknown names, which all share one turn
 * @throws {Overloaded} if its turn doesn't come; the shop answers 503
 */
export async function isPassword(
  guess: string,
  { salt, hash }: PasswordHash,
  whose: string,
): Promise<boolean> {
  const work = () => derive(guess, salt, HASH_BYTES, cost);
  return timingSafeEqual(await hashing.run(whose, work), hash);
}
