import { type IncomingMessage, maxHeaderSize, STATUS_CODES } from "node:http";
import { messageOf } from "../core/errors.ts";
import { Finding } from "../core/finding.ts";

/** How long a browser waits for a response. */
export const RESPONSE_TIMEOUT_MS = 5_000;

/** The finding when no response came back. */
export function noAnswer(what: string, owner: string, cause: Error): Finding {
  const seconds = RESPONSE_TIMEOUT_MS / 1000;
  const how = isLate(cause)
    ? `got no answer within ${seconds} s, not even from the balancer: look for a loop without an end`
    : `lost its connection (${cause.message})`;
  // Whatever keeps the balancer from answering, the check isn't about that.
  const details = { expected: "an answer", slug: null, cause };
  return new Finding(`${owner}'s request ${what} ${how}.`, details);
}

/** The finding when a response began but didn't finish. */
export function brokenOff(what: string, owner: string, cause: unknown): Finding {
  const why = isLate(cause)
    ? `was not over within ${RESPONSE_TIMEOUT_MS / 1000} s`
    : `broke off (${messageOf(cause)})`;
  const details = { expected: "a whole answer", slug: null, cause };
  return new Finding(`The answer to ${owner}'s request ${what} ${why}.`, details);
}

function isLate(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    (cause.name === "AbortError" || cause.name === "TimeoutError")
  );
}

/**
 * The finding when Node itself refuses a request it can't read (400), or one whose head
 * is too long (431).
 *
 * @param cookies the Cookie header that was sent, the one part of a head that others
 *   write
 */
export function notRead(
  what: string,
  owner: string,
  { statusCode = 0 }: IncomingMessage,
  cookies: string,
): Finding {
  const status = `${statusCode} (${STATUS_CODES[statusCode] ?? "unknown"})`;
  const why =
    statusCode === 431
      ? `: its cookies alone have ${Buffer.byteLength(cookies)} bytes, and a server reads ${maxHeaderSize / 1024} kB of a request's head at most`
      : "";
  const fact = `${owner}'s request ${what} was refused with ${status}, before a server could be picked for it${why}.`;
  return new Finding(fact, { slug: null });
}
