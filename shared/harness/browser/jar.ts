import { Cookie, CookieJar } from "tough-cookie";
import {
  type CookieRecord,
  type DroppedCookie,
  explainMissing,
  type MissingCookie,
} from "./missing-cookie.ts";
import { type JudgedCookie, judgeSetCookie } from "./set-cookie-rules.ts";

/**
 * A browser's cookies. Each has a fixed expiry time, as in RFC 6265 §5.3, so it can be
 * made older: Max-Age counts from when the cookie arrived, not from its last use.
 */
export class Jar {
  readonly #url: string;
  #cookies: CookieJar;
  /** The last cookie set under each name, whether it was kept or dropped. */
  readonly #received: Map<string, CookieRecord | DroppedCookie>;

  /** @param url the URL of the shop that the cookies belong to */
  constructor(
    url: string,
    cookies = new CookieJar(),
    received: ReadonlyMap<string, CookieRecord | DroppedCookie> = new Map(),
  ) {
    this.#url = url;
    this.#cookies = cookies;
    this.#received = new Map(received);
  }

  /** A jar with the same cookies in it. */
  copy(): Jar {
    return new Jar(this.#url, this.#cookies.cloneSync(), this.#received);
  }

  /**
   * Stores a Set-Cookie line unless a browser would drop it, and returns the verdict.
   *
   * @param ahead how far the sender's clock is ahead of real time, in ms
   */
  take(line: string, path: string, ahead = 0): JudgedCookie {
    const judged = judgeSetCookie(line, new URL(this.#url).hostname);
    if (judged.reason === null) this.#keep(judged.read, path, ahead);
    else this.#received.set(judged.name, { dropped: judged.reason });
    return judged;
  }

  #keep(line: string, path: string, ahead: number): void {
    const cookie = Cookie.parse(line);
    if (!cookie) return;
    if (typeof cookie.maxAge === "number") {
      cookie.expires = new Date(Date.now() + cookie.maxAge * 1000);
      cookie.maxAge = null;
    } else if (cookie.expires instanceof Date) {
      // Expires is in the servers' time, but the jar uses real time.
      cookie.expires = new Date(+cookie.expires - ahead);
    }
    this.#cookies.setCookieSync(cookie, `${this.#url}${path}`, { ignoreError: true });
    this.#received.set(cookie.key, describeReceived(cookie));
  }

  /**
   * Why a cookie, as it was last set, isn't sent with a request; null: it is. If a
   * browser drops the new cookie, an older one with the same name can still be sent.
   */
  explainMissing(name: string, path: string, crossSite: boolean): MissingCookie | null {
    const received = this.#received.get(name);
    // No response set a cookie that was put in by hand.
    if (received === undefined && this.#all(path).some(({ key }) => key === name)) {
      return null;
    }
    return explainMissing(received, { path, crossSite });
  }

  /** The cookies that responses set for other paths than this one, with the reason. */
  heldBack(path: string): { name: string; clause: string }[] {
    return [...this.#received.keys()].flatMap((name) => {
      const missing = this.explainMissing(name, path, false);
      return missing?.reason === "path" ? [{ name, clause: missing.clause }] : [];
    });
  }

  /** Puts a cookie in by hand, as anyone can with their own browser. */
  write(key: string, value: string): void {
    // Secure, or the jar would refuse a name like __Host-sid (RFC 6265bis).
    const cookie = new Cookie({ key, value, path: "/", secure: true });
    this.#cookies.setCookieSync(cookie, this.#url);
    this.#received.delete(key);
  }

  /** The Cookie header for a request; "" if there is nothing to send. */
  header(path: string, crossSite: boolean): string {
    const context = crossSite ? ({ sameSiteContext: "none" } as const) : {};
    return this.#cookies.getCookieStringSync(`${this.#url}${path}`, context);
  }

  value(name: string): string | undefined {
    return this.#all().find(({ key }) => key === name)?.value;
  }

  names(): string[] {
    return this.#all().map(({ key }) => key);
  }

  drop(name: string): void {
    this.#rewrite((cookie) => (cookie.key === name ? null : cookie));
  }

  /**
   * Makes every cookie older by this many ms; expired ones are dropped on the next read.
   */
  age(milliseconds: number): void {
    this.#rewrite((cookie) => {
      const { expires } = cookie;
      if (expires instanceof Date) cookie.expires = new Date(+expires - milliseconds);
      return cookie;
    });
    for (const [name, cookie] of this.#received) {
      if ("dropped" in cookie) continue;
      const { receivedAt, endsAt } = cookie;
      this.#received.set(name, {
        ...cookie,
        receivedAt: receivedAt - milliseconds,
        endsAt: endsAt === null ? null : endsAt - milliseconds,
      });
    }
  }

  #all(path = "/"): Cookie[] {
    return this.#cookies.getCookiesSync(`${this.#url}${path}`);
  }

  #rewrite(change: (cookie: Cookie) => Cookie | null): void {
    const serialized = this.#cookies.serializeSync();
    if (!serialized) return;
    serialized.cookies = serialized.cookies.flatMap((each) => {
      const cookie = Cookie.fromJSON(each);
      const changed = cookie && change(cookie);
      return changed ? [changed.toJSON()] : [];
    });
    this.#cookies = CookieJar.deserializeSync(serialized);
  }
}

/** The cookie as completed by the jar, with a default path if the line has none. */
function describeReceived(cookie: Cookie): CookieRecord {
  const { value, path, sameSite, expires } = cookie;
  return {
    hasValue: value !== "",
    path: path ?? "/",
    sameSite,
    receivedAt: Date.now(),
    endsAt: expires instanceof Date ? +expires : null,
  };
}
