import { parseCookie } from "cookie";
import type { Request } from "express";

/** Two cookies with the same name came, and we can't tell which one is ours. */
export class TwinCookies extends Error {
  override readonly name = "TwinCookies";
  readonly code = "TWIN_COOKIES";

  constructor(cookie: string) {
    super(`two cookies named ${cookie} came: delete both in the browser, then sign in`);
  }
}

/**
 * The value of a cookie in the request, or undefined if it has none with this name.
 *
 * @throws {TwinCookies} if it has more than one; the shop answers 400. An attacker who
 *   can set cookies for part of our domain can put one in front of Alice's ("tossing"),
 *   and under RFC 6265 §4.2.2 no server may rely on their order.
 */
export function readCookie(req: Request, name: string): string | undefined {
  const header = req.headers.cookie ?? "";
  const names = header.split(";").map((pair) => pair.split("=")[0]?.trim());
  if (names.filter((each) => each === name).length > 1) throw new TwinCookies(name);
  return parseCookie(header)[name];
}
