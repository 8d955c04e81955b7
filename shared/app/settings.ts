/**
 * A setting is missing or makes no sense. A server that can't read one does not start.
 */
export class SettingError extends Error {
  override readonly name = "SettingError";
  readonly code = "SETTING_UNREADABLE";

  /** @param fact what is wrong with it, without its value, which might be a secret */
  constructor(setting: string, fact: string, fix: string) {
    super(`the setting ${setting} ${fact}: ${fix}`);
  }
}

/**
 * No browser keeps a cookie for more than 400 days (RFC 6265bis §5.5), so no session
 * lasts longer than that.
 */
const MAX_SECONDS = 400 * 24 * 60 * 60;

/**
 * Reads a whole number from the environment, once, when the server starts.
 *
 * @param bounds the smallest and largest number that make sense; without them, the
 *   setting is a lifetime in seconds
 * @throws {SettingError} if it is missing or anything else: guessing would mean a limit
 *   no one chose, or no limit at all
 */
export function readNumber(
  setting: string,
  { least = 1, most = MAX_SECONDS }: { least?: number; most?: number } = {},
): number {
  const text = process.env[setting];
  const fix = `give it a whole number from ${least} to ${most}`;
  if (text === undefined || text === "")
    throw new SettingError(setting, "is missing", fix);
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new SettingError(setting, "can't be used", fix);
}

/** An HS256 key has at least this many bytes (RFC 7518 §3.2). */
const LEAST_BYTES = 32;

/**
 * Reads a signing secret from the environment, the same on every server.
 *
 * @throws {SettingError} if it is missing or too short: only that one server would know a
 *   secret it made up itself
 */
export function readSecret(setting: string): string {
  const secret = process.env[setting] ?? "";
  if (Buffer.byteLength(secret) >= LEAST_BYTES) return secret;
  const fact = secret === "" ? "is missing" : `has fewer than ${LEAST_BYTES} bytes`;
  throw new SettingError(
    setting,
    fact,
    "give it 32 random bytes: openssl rand -base64 32",
  );
}

/**
 * Reads where Redis is, from REDIS_URL.
 *
 * @throws {SettingError} if it is missing or isn't a Redis URL: without one, ioredis
 *   would assume a Redis on this machine
 */
export function readRedisUrl(): string {
  const url = process.env.REDIS_URL ?? "";
  const fix = "give it an address such as redis://127.0.0.1:6379";
  if (url === "") throw new SettingError("REDIS_URL", "is missing", fix);
  if (URL.canParse(url) && isRedis(new URL(url))) return url;
  throw new SettingError("REDIS_URL", "can't be used", fix);
}

// No query: ioredis reads options from it, as strings, and they override those in the
// code. And only database numbers that every Redis has: if ioredis asks for one that
// doesn't exist, it stays on the first.
function isRedis({ protocol, hostname, pathname, search, hash }: URL): boolean {
  return (
    /^rediss?:$/.test(protocol) &&
    hostname !== "" &&
    search + hash === "" &&
    /^\/?(\d|1[0-5])?$/.test(pathname)
  );
}
