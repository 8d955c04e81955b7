/** The store did not answer, so nobody can tell who is asking. The shop answers 503. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

// ioredis has no error class for most of these; its messages are pinned by the lockfile,
// and lesson 03 kills and freezes a real Redis to see that each of them is met.
const outages = [
  /^Command timed out$/,
  /^Connection is closed\.$/,
  /^Reached the max retries per request limit/,
  /^Stream isn't writeable and enableOfflineQueue options is false$/,
  /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)\b/,
  // Redis is there, and says that it can't serve now, or not us.
  /^(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|OOM|READONLY|TRYAGAIN)\b/,
  /^(NOAUTH|WRONGPASS|NOPERM)\b/,
  /max number of clients reached/,
];

/** Whether an error says "the store is away", rather than "this code has a bug". */
export function isOutage(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof Error)) return false;
  return (
    outages.some((pattern) => pattern.test(error.message)) ||
    isOutage(error.cause ?? null)
  );
}
