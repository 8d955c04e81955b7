import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as sendRequest } from "node:http";
import { parseSetCookie } from "cookie";
import type { Response } from "../../harness/browser/response.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { findChromium, startChromium } from "../support/chromium.ts";
import { openSolution } from "../support/labs.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

const lessons = ["01", "02", "03", "04", "05"];

/** The attributes that a `__Host-` cookie needs to be kept, and to be dropped. */
function assertHostCookie(line: string): void {
  const { name, httpOnly, secure, sameSite, path, domain } = parseSetCookie(line);
  assert.match(name, /^__Host-/);
  assert.deepEqual(
    { httpOnly, secure, path, domain },
    { httpOnly: true, secure: true, path: "/", domain: undefined },
  );
  assert.ok(sameSite === "lax" || sameSite === "strict", `SameSite=${sameSite}`);
}

function ticketOf(answer: Response): { name: string; value: string } {
  const { name, value = "" } = parseSetCookie(answer.setCookies[0] ?? "");
  return { name, value };
}

/** Two users' tickets, and what the shop answers to any pair of cookies. */
async function signInBoth(lab: Lab) {
  const alice = lab.browser("alice");
  const { name, value: hers } = ticketOf(await alice.signIn());
  const { value: his } = ticketOf(await lab.browser("bob").signIn());
  const pin = alice.cookieNames().includes("__Host-pin") ? "; __Host-pin=A" : "";
  const ask = (method: string, path: string, cookies: string) =>
    lab.browser("stranger").send(method, path, { headers: { Cookie: cookies + pin } });
  return { name, hers, his, ask };
}

function twins(
  name: string,
  hers: string,
  his: string,
): [what: string, header: string][] {
  const [a, b] = [`${name}=${hers}`, `${name}=${his}`];
  return [
    ["hers and junk", `${a}; ${name}=junk`],
    ["junk and hers", `${name}=junk; ${a}`],
    ["hers and his", `${a}; ${b}`],
    ["his and hers", `${b}; ${a}`],
    ["hers twice", `${a}; ${a}`],
    ["hers and an empty one", `${a}; ${name}=`],
    ["without a blank between", `${a};${name}=junk`],
    ["with others between", `${a}; x=1; ${name}=junk`],
    ["with a blank before the =", `${a}; ${name} =junk`],
    ["with a tab before it", `${a};\t${name}=junk`],
    ["three of them", `${a}; ${b}; ${name}=junk`],
  ];
}

async function probesOf(number: string, lab: Lab): Promise<Probe[]> {
  const { name, hers, his, ask } = await signInBoth(lab);
  return [
    {
      title: `${number}: what a sign-in sets stays with this host`,
      run: async () => {
        const { setCookies } = await lab.browser("alice").signIn();
        assert.ok(setCookies.length > 0);
        for (const line of setCookies) assertHostCookie(line);
      },
    },
    {
      title: `${number}: what a sign-out clears has the attributes of what was set`,
      run: async () => {
        const alice = lab.browser("alice");
        await alice.signIn();
        const { setCookies } = await alice.signOut();
        const cleared = setCookies.find((line) => line.startsWith(`${name}=;`));
        assert.ok(cleared, "nothing is cleared");
        assertHostCookie(cleared);
        assert.ok(!alice.cookieNames().includes(name), "the browser keeps it");
      },
    },
    {
      title: `${number}: one cookie signs in`,
      run: async () =>
        assert.equal((await ask("GET", "/me", `x=1; ${name}=${hers}`)).status, 200),
    },
    ...twins(name, hers, his).flatMap(([what, header]): Probe[] =>
      [
        ["GET", "/me"],
        ["GET", "/cart"],
      ].map(([method = "", path = ""]) => ({
        title: `${number}: two of one name, ${what}: ${method} ${path}`,
        run: async () => {
          const { status } = await ask(method, path, header);
          assert.ok([400, 401].includes(status), `answered ${status}`);
        },
      })),
    ),
    {
      title: `${number}: a sign-out with two of one name is not told as done`,
      run: async () => {
        const { status } = await ask("POST", "/logout", `${name}=${hers}; ${name}=junk`);
        // The server can't end a token; there, the browser drops what it has.
        assert.equal(status, number === "04" ? 204 : 400);
      },
    },
  ];
}

/** In a real browser: what is set is kept, and what is cleared is gone. */
function inChromium(path: string, labs: readonly Lab[]): Probe[] {
  return labs.map((lab, at) => ({
    title: `${lessons[at]}: Chromium keeps the cookie, and drops it at the sign-out`,
    run: async () => {
      const browser = await startChromium(path);
      await using front = await openFront(lab.port);
      try {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(`${front.origin}/products`);
        const post = (route: string, body: object) =>
          page.evaluate(
            async ([to, text]) =>
              (
                await fetch(to ?? "", {
                  method: "POST",
                  headers: { "Content-Type": "application/json" },
                  body: text ?? "",
                })
              ).status,
            [route, JSON.stringify(body)],
          );
        assert.equal(
          await post("/login", { user: "alice", password: "wonderland" }),
          200,
        );
        const names = async () => (await context.cookies()).map(({ name }) => name);
        const kept = await names();
        assert.ok(
          kept.some((name) => /^__Host-(sid|token)$/.test(name)),
          kept.join(),
        );
        assert.equal(await post("/logout", {}), 204);
        const left = (await names()).filter((name) => !name.endsWith("pin"));
        assert.deepEqual(left, []);
      } finally {
        await browser.close();
      }
    },
  }));
}

/**
 * The TLS front that the balancer plays, as far as the shop can see: behind one, a page's
 * origin is https.
 */
async function openFront(port: number): Promise<{ origin: string } & AsyncDisposable> {
  const server = createServer((req, res) => {
    const { origin } = req.headers;
    const seen = origin && { origin: origin.replace(/^http:/, "https:") };
    const { method, url: path } = req;
    const headers = { ...req.headers, ...seen };
    const upstream = sendRequest(
      { host: "127.0.0.1", port, method, path, headers },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    upstream.once("error", () => res.destroy());
    req.pipe(upstream);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${own}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** OWASP ASVS 5.0, 3.3.1 to 3.3.4, and cookies that someone tosses in. */
export const cookies: ProbeGroup = {
  name: "cookies of the solutions",
  async open() {
    const labs = await Promise.all(
      lessons.map((number) => openSolution(number, { servers: 1 })),
    );
    const probes = await Promise.all(
      labs.map((lab, at) => probesOf(lessons[at] ?? "", lab)),
    );
    const chromium = findChromium();
    return {
      probes: [...probes.flat(), ...(chromium ? inChromium(chromium, labs) : [])],
      async [Symbol.asyncDispose]() {
        await Promise.all(labs.map((lab) => lab[Symbol.asyncDispose]()));
      },
    };
  },
};
