/** The store didn't answer, so the shop can't tell who is asking. It answers 503. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Redis is up, but its reply begins with a word that means "not now" or "not you". */
const refusals = [
  "ASK",
  "BUSY",
  "CLUSTERDOWN",
  "DENIED",
  "INPROG",
  "LOADING",
  "MASTERDOWN",
  "MISCONF",
  "MOVED",
  "NOAUTH",
  "NOGOODSLAVE",
  "NOMASTERLINK",
  "NOPERM",
  "NOREPLICAS",
  "OOM",
  "READONLY",
  "TRYAGAIN",
  "UNBLOCKED",
  "UNKILLABLE",
  "WRONGPASS",
];

/** What Node reports when an address can't be reached or a connection is lost. */
const lostWays = [
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
];

// ioredis and node-redis have no common error class. The lockfile pins their messages,
// and lesson 03 kills and freezes a real Redis under both.
const outages = [
  /^Command timed out$/,
  /^Connection is closed\.$/,
  /^Connection timeout$/,
  /^The client is (closed|offline)$/,
  /^Socket closed unexpectedly$/,
  /^Disconnects client$/,
  /^The command was aborted$/,
  /^All the root nodes are unavailable$/,
  /^Reached the max retries per request limit/,
  /^Socket timeout\b.* Expecting data/,
  /^Stream isn't writeable and enableOfflineQueue options is false$/,
  /^All sentinels are unreachable/,
  /^None of startup nodes is available/,
  /^Failed to refresh slots cache/,
  new RegExp(`\\b(${lostWays.join("|")})\\b`),
  new RegExp(`^(${refusals.join("|")})(?= |$)`),
  /max number of clients reached/,
];

/** Whether an error means "the store is down" rather than "this code has a bug". */
export function isOutage(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof Error)) return false;
  // When several addresses all refuse, Node makes one error without a message.
  const told = "code" in error ? [error.message, String(error.code)] : [error.message];
  return (
    told.some((text) => outages.some((pattern) => pattern.test(text))) ||
    reasonsOf(error).some(isOutage)
  );
}

/** The causes an error names; an aborted transaction lists every refusal. */
function reasonsOf(error: Error): unknown[] {
  const previous = "previousErrors" in error ? error.previousErrors : [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [error.cause, ...(Array.isArray(previous) ? previous : []), ...several];
}
