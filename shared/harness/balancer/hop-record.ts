import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { cookieNames, readSetCookie } from "../core/cookie-headers.ts";
import type { Hop } from "../core/hop.ts";
import { STORE_CALLS_HEADER } from "../core/hop-header.ts";
import type { Pick } from "../core/pick.ts";

/**
 * Collects what is known about one request, and reports it once, before its answer goes
 * out.
 */
export class HopRecord {
  readonly number: number;
  readonly #request: IncomingMessage;
  readonly #report: (hop: Hop) => void;
  readonly #began = performance.now();
  readonly #cookiesSeen: string[];
  readonly #tried: string[] = [];
  #why = "";
  #complete = false;

  constructor(number: number, request: IncomingMessage, report: (hop: Hop) => void) {
    this.number = number;
    this.#request = request;
    this.#report = report;
    this.#cookiesSeen = [...new Set(cookieNames(request.headers.cookie))];
  }

  picked(pick: Pick): void {
    this.#tried.push(String(pick.server));
    this.#why = String(pick.why);
  }

  /** Reports the hop, and puts its number into the answer for the browser to find. */
  complete(
    status: number,
    server: string | null,
    headers: IncomingHttpHeaders,
    res?: ServerResponse,
  ): void {
    if (this.#complete) return;
    this.#complete = true;
    const changes = (headers["set-cookie"] ?? []).map((line) => readSetCookie(line));
    const named = (kind: "set" | "cleared") =>
      changes.filter(({ change }) => change === kind).map(({ name }) => name);
    const storeCalls = headers[STORE_CALLS_HEADER];
    this.#report({
      number: this.number,
      method: this.#request.method ?? "",
      path: (this.#request.url ?? "").split("?")[0] ?? "",
      status,
      server,
      tried: this.#tried,
      why: this.#why,
      cookiesSeen: this.#cookiesSeen,
      cookiesSet: named("set"),
      cookiesCleared: named("cleared"),
      storeCalls: typeof storeCalls === "string" ? storeCalls.split(",") : [],
      milliseconds: performance.now() - this.#began,
    });
    if (res && !res.headersSent) {
      res.setHeader("X-Hop", this.number);
      if (server !== null) res.setHeader("X-Served-By", server);
    }
  }
}
