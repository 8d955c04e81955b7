import { Cookie, CookieJar } from "tough-cookie";

/**
 * A browser's cookies. Each has a moment at which it ends, as RFC 6265 §5.3 has it, so that
 * it can be made older: a Max-Age counts from when the cookie came, not from its last use.
 */
export class Jar {
  readonly #url: string;
  #cookies: CookieJar;

  /** @param url of the shop that the cookies belong to */
  constructor(url: string, cookies = new CookieJar()) {
    this.#url = url;
    this.#cookies = cookies;
  }

  /** A jar with the same cookies in it. */
  copy(): Jar {
    return new Jar(this.#url, this.#cookies.cloneSync());
  }

  /**
   * Takes a Set-Cookie line, unless a browser would drop it.
   *
   * @param ahead how far the clocks of those who sent it are ahead of the real time, in ms
   */
  take(line: string, path: string, ahead = 0): void {
    const cookie = Cookie.parse(line);
    if (!cookie) return;
    if (typeof cookie.maxAge === "number") {
      cookie.expires = new Date(Date.now() + cookie.maxAge * 1000);
      cookie.maxAge = null;
    } else if (cookie.expires instanceof Date) {
      // A moment by the servers' clock; the jar goes by the real time.
      cookie.expires = new Date(+cookie.expires - ahead);
    }
    this.#cookies.setCookieSync(cookie, `${this.#url}${path}`, { ignoreError: true });
  }

  /** Puts a cookie in by hand, as anybody can with their own browser. */
  write(key: string, value: string): void {
    // Secure, or the jar would refuse a name like __Host-sid (RFC 6265bis).
    const cookie = new Cookie({ key, value, path: "/", secure: true });
    this.#cookies.setCookieSync(cookie, this.#url);
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

  /** Makes every cookie older by so many ms; what is over by then is dropped when it is asked for. */
  age(milliseconds: number): void {
    this.#rewrite((cookie) => {
      const { expires } = cookie;
      if (expires instanceof Date) cookie.expires = new Date(+expires - milliseconds);
      return cookie;
    });
  }

  #all(): Cookie[] {
    return this.#cookies.getCookiesSync(this.#url);
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
