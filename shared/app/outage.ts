/** The store did not answer, so nobody can tell who is asking. The shop answers 503. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Redis is there, and its reply begins with a word that means: not now, or not you. */
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

/** What Node says when an address can't be reached, or a connection was lost. */
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

// ioredis and node-redis have no common error class; their messages are pinned by the
// lockfile, and lesson 03 kills and freezes a real Redis under both.
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

/** Whether an error says "the store is away", rather than "this code has a bug". */
export function isOutage(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof Error)) return false;
  // Of several addresses that all refused, Node makes one error without a message.
  const told = "code" in error ? [error.message, String(error.code)] : [error.message];
  return (
    told.some((text) => outages.some((pattern) => pattern.test(text))) ||
    reasonsOf(error).some(isOutage)
  );
}

/** What an error says that it came of; an aborted transaction tells each refusal. */
function reasonsOf(error: Error): unknown[] {
  const previous = "previousErrors" in error ? error.previousErrors : [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [error.cause, ...(Array.isArray(previous) ? previous : []), ...several];
}
