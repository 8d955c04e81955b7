import { parseCookie } from "cookie";
import type { Request } from "express";

/** Two cookies of one name came, so nobody can tell which of them is ours. */
export class TwinCookies extends Error {
  override readonly name = "TwinCookies";
  readonly code = "TWIN_COOKIES";

  constructor(cookie: string) {
    super(`two cookies named ${cookie} came: delete both in the browser, then sign in`);
  }
}

/**
 * The value of a request's cookie; undefined if none of this name came.
 *
 * @throws {TwinCookies} if more than one did, and the shop answers 400. Somebody who can
 *   set cookies for a part of our domain can put theirs in front of Alice's ("tossing"),
 *   and RFC 6265 §4.2.2 lets no server rely on their order.
 */
export function readCookie(req: Request, name: string): string | undefined {
  const header = req.headers.cookie ?? "";
  const names = header.split(";").map((pair) => pair.split("=")[0]?.trim());
  if (names.filter((each) => each === name).length > 1) throw new TwinCookies(name);
  return parseCookie(header)[name];
}
