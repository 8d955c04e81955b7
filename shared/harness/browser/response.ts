import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { parseSetCookie, type SetCookie } from "cookie";
import type { Hop } from "../core/hop.ts";
import { nameOf } from "./demo-accounts.ts";
import type { JudgedCookie } from "./set-cookie-rules.ts";

export type ReceivedCookie = SetCookie & { value: string };

/** What a browser got back, with the record of how that happened. */
export class Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly hop: Hop;
  /** What the browser made of its cookies. */
  readonly judged: readonly JudgedCookie[];

  constructor(
    response: Pick<IncomingMessage, "statusCode" | "headers">,
    text: string,
    hop: Hop,
    judged: readonly JudgedCookie[] = [],
  ) {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    this.text = text;
    this.hop = hop;
    this.judged = judged;
  }

  /** The server that answered, "the balancer" if none did. */
  get server(): string {
    return this.hop.server === null ? "the balancer" : this.hop.server;
  }

  /** For use in a sentence: "server A", or "the balancer". */
  get answeredBy(): string {
    return this.hop.server === null ? this.server : `server ${this.server}`;
  }

  /** The Set-Cookie lines, as they came. */
  get setCookies(): readonly string[] {
    return this.headers["set-cookie"] ?? [];
  }

  /** The cookies that it sets or clears. */
  get cookies(): readonly ReceivedCookie[] {
    return this.setCookies.map((line) => {
      const cookie = parseSetCookie(line);
      return { ...cookie, value: cookie.value ?? "" };
    });
  }

  /** Why the browser dropped every line of a cookie, by the cookie's name. */
  get dropped(): ReadonlyMap<string, string> {
    const dropped = new Map<string, string>();
    for (const { name, reason } of this.judged) {
      if (reason !== null) dropped.set(name, reason);
    }
    for (const { name, reason } of this.judged) {
      if (reason === null) dropped.delete(name);
    }
    return dropped;
  }

  /** One member of the JSON body; undefined if the body isn't an object or lacks it. */
  member(name: string): unknown {
    try {
      const body: unknown = JSON.parse(this.text);
      return typeof body === "object" && body !== null
        ? Object.getOwnPropertyDescriptor(body, name)?.value
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** The name by which the shop greets the user who asked. */
  get user(): string | undefined {
    const user = this.member("user");
    return typeof user === "string" ? user : undefined;
  }

  /** Who the shop greets, for people: "Alice", or "nobody". */
  get greeted(): string {
    return this.user === undefined ? "nobody" : nameOf(this.user);
  }

  /** The cart in the body; empty if there is none. */
  get cart(): string[] {
    const cart = this.member("cart");
    return Array.isArray(cart) ? cart.map(String) : [];
  }
}
