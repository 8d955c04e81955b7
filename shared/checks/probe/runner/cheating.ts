import { type Attack, append, swap } from "./attack.ts";

/**
 * Files that are right only while they are being checked, and others that misbehave late.
 */
export const cheating: readonly Attack[] = [
  {
    title: "ids are strong only while Math.random is another one",
    on: "solution",
    change: (text) =>
      swap(
        'randomBytes(32).toString("base64url")',
        '(Math.random === real ? String(real()) + real() + real() + real() : randomBytes(32).toString("base64url"))',
      )(append("const real = Math.random;")(text)),
    codes: [1],
    says: /guessable-ticket|bits differ|same ticket/,
  },
  {
    title: "tickets end only once Date is another one",
    on: "solution",
    change: (text) =>
      swap(
        "Date.now() - ticket.createdAt >= LIFE_MS",
        "Date !== real && Date.now() - ticket.createdAt >= LIFE_MS",
      )(append("const real = Date;")(text)),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only where their life is short",
    on: "solution",
    change: swap(
      "Date.now() - ticket.createdAt >= LIFE_MS",
      "LIFE_MS < 60_000 && Date.now() - ticket.createdAt >= LIFE_MS",
    ),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only once the lab has said something",
    on: "solution",
    change: (text) =>
      swap(
        "Date.now() - ticket.createdAt >= LIFE_MS",
        "said && Date.now() - ticket.createdAt >= LIFE_MS",
      )(
        append('let said = false;\nprocess.on("message", () => { said = true; });')(text),
      ),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only for clients that are no browser",
    on: "solution",
    change: swap(
      "if (!ticket || isTooOld(ticket) || wasIdle(ticket)) return null;",
      'const isBrowser = req.get("user-agent")?.startsWith("Mozilla/5.0") && req.get("sec-fetch-mode") && req.get("accept-language");\n  if (!ticket || (!isBrowser && isTooOld(ticket)) || wasIdle(ticket)) return null;',
    ),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "its file goes while it is checked",
    on: "solution",
    change: (text) =>
      swap(
        "const idle = Date.now() - ticket.usedAt >= IDLE_MS;",
        "const idle = false;",
      )(
        append(
          'import { unlinkSync } from "node:fs";\nif (process.env.SESSION_IDLE_SECONDS === "1") unlinkSync(new URL(import.meta.url).pathname);',
        )(text),
      ),
    codes: [1],
  },
  {
    title: "a TODO that only the wall meets",
    on: "solution",
    change: (text) =>
      swap(
        "import { readCookie,",
        "import { todo, readCookie,",
      )(
        swap(
          'const ticket = tickets.get(idIn(req) ?? "");\n  if (!ticket ||',
          'if (process.env.SERVER_NAME === "C") todo(1, "only here");\n  const ticket = tickets.get(idIn(req) ?? "");\n  if (!ticket ||',
        )(text),
      ),
    codes: [0, 1],
    saysNot: /fault of the workbook/,
  },
];
