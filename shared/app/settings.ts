/** A setting is missing or makes no sense. A server that can't read one does not start. */
export class SettingError extends Error {
  override readonly name = "SettingError";
  readonly code = "SETTING_UNREADABLE";

  /** @param fact what is wrong with it, without what stands in it: that may be a secret */
  constructor(setting: string, fact: string, fix: string) {
    super(`the setting ${setting} ${fact}: ${fix}`);
  }
}

/** A browser keeps no cookie for longer than 400 days (RFC 6265bis §5.5), and no session. */
const MAX_SECONDS = 400 * 24 * 60 * 60;

/**
 * Reads a whole number from the environment, once, when the server starts.
 *
 * @param bounds the least and the greatest number that make sense; without any, the
 *   setting is a life in seconds
 * @throws {SettingError} if it is missing or anything else: a guess in its place would be
 *   a limit that nobody has chosen, or none at all
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

/** A key for HS256 has at least so many bytes (RFC 7518 §3.2). */
const LEAST_BYTES = 32;

/**
 * Reads a secret that signs, from the environment: the same on every server.
 *
 * @throws {SettingError} if it is missing or too short: one that a server made up would be
 *   known to that server alone
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
 * @throws {SettingError} if it is missing or no address of a Redis: ioredis would take
 *   nothing for one on this machine
 */
export function readRedisUrl(): string {
  const url = process.env.REDIS_URL ?? "";
  const fix = "give it an address such as redis://127.0.0.1:6379";
  if (url === "") throw new SettingError("REDIS_URL", "is missing", fix);
  if (URL.canParse(url) && isRedis(new URL(url))) return url;
  throw new SettingError("REDIS_URL", "can't be used", fix);
}

// No query: ioredis takes options from it, as texts, and they win over those in the code.
// And of the databases those that every Redis has: asked for another, it stays at the first.
function isRedis({ protocol, hostname, pathname, search, hash }: URL): boolean {
  return (
    /^rediss?:$/.test(protocol) &&
    hostname !== "" &&
    search + hash === "" &&
    /^\/?(\d|1[0-5])?$/.test(pathname)
  );
}
