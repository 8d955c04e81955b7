import type { Request } from "express";
import * as v from "valibot";

const RequestName = v.optional(
  v.pipe(v.string(), v.minLength(1), v.maxLength(64, "64 characters at most")),
);

/**
 * The Idempotency-Key of a request: it says that a request is one which came before.
 *
 * @throws if it is longer than a name needs to be; the shop answers 400
 */
export function readRequestName(req: Request): string | undefined {
  return v.parse(RequestName, req.get("idempotency-key"));
}
