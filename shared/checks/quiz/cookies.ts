import { CookieJar } from "tough-cookie";
import type { Experiments } from "./experiment.ts";

const SHOP = "https://shop.example";

/** Questions on what a browser does with a cookie, using the jar of our browsers. */
export const cookies: Experiments = {
  "cookies-subdomain": {
    async run() {
      const jar = new CookieJar();
      await jar.setCookie("sid=a; Path=/", `${SHOP}/login`);
      await jar.setCookie("theme=dark; Path=/; Domain=shop.example", `${SHOP}/login`);
      const sent = await jar.getCookies("https://blog.shop.example/");
      return sent.map(({ key }) => key).join(" ") || "none";
    },
  },
  "cookies-secure-without-tls": {
    async run() {
      const jar = new CookieJar();
      const line = "sid=a; Path=/; Secure; HttpOnly";
      await jar.setCookie(line, "http://shop.example/login", { ignoreError: true });
      const schemes: string[] = [];
      for (const scheme of ["http", "https"]) {
        if (await jar.getCookieString(`${scheme}://shop.example/me`))
          schemes.push(scheme);
      }
      return schemes.join(" ") || "none";
    },
  },
  "cookies-path-prefix": {
    async run() {
      const jar = new CookieJar();
      await jar.setCookie("sid=a; Path=/api; Secure; HttpOnly", `${SHOP}/api/login`);
      let sent = 0;
      for (const path of ["/api", "/api/cart", "/apiary", "/cart"]) {
        if (await jar.getCookieString(`${SHOP}${path}`)) sent++;
      }
      return String(sent);
    },
  },
  "cookies-two-ends": {
    async run() {
      const jar = new CookieJar();
      const hour = new Date(Date.now() + 3_600_000).toUTCString();
      const line = `sid=a; Path=/; Max-Age=60; Expires=${hour}`;
      await jar.setCookie(line, `${SHOP}/login`);
      const [cookie] = await jar.getCookies(`${SHOP}/me`);
      if (!cookie) return "none";
      const ends = cookie.expiryTime();
      if (ends === undefined) return "session";
      return String(Math.round((ends - Number(cookie.creation)) / 1000));
    },
  },
  "cookies-neighbor-port": {
    async run() {
      const jar = new CookieJar();
      const at = (port: number) => `http://localhost:${port}`;
      await jar.setCookie("sid=shop; Path=/; HttpOnly", `${at(3000)}/login`);
      await jar.setCookie("sid=blog; Path=/; HttpOnly", `${at(4000)}/login`);
      const sent = await jar.getCookies(`${at(3000)}/me`);
      return sent.map(({ value }) => value).join(" ") || "none";
    },
  },
  "cookies-path-changed": {
    async run() {
      const jar = new CookieJar();
      await jar.setCookie("sid=old; Path=/", `${SHOP}/account/login`);
      await jar.setCookie("sid=new; Path=/account", `${SHOP}/account/login`);
      const sent = await jar.getCookies(`${SHOP}/account/me`);
      return sent.map(({ value }) => value).join(" ") || "none";
    },
  },
};
