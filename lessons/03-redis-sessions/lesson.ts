import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "03",
  slug: "redis-sessions",
  title: "Redis sessions",
  question: "Where does Alice's session live, if no server may keep it?",
  minutes: 40,
  store: "sessions in Redis",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["sessions.ts"],
        servers: 3,
        packages: ["ioredis"],
        env: { SESSION_IDLE_SECONDS: "0" },
      },
    },
    redis: {},
  },
  edits: ["sessions.ts"],
  tasks: [
    {
      number: 1,
      title: "store the session and its expiry in one command",
      file: "sessions.ts",
      checks: [
        "session-kept-in-the-process",
        "one-session-a-user",
        "session-without-an-end",
        "end-in-the-wrong-unit",
        "set-then-expire",
        "password-in-the-store",
      ],
      hints: [
        "The server may die between two commands. What would Redis then keep forever?",
        'signIn: the value is JSON of user, cart and createdAt, as in Ticket, and the key is key(id). redis.set takes the expiry too: after the value, "EX" and a number of seconds, which is FIRST_SECONDS.',
      ],
    },
    {
      number: 2,
      title: "read the session behind the ticket, unless it has expired",
      file: "sessions.ts",
      checks: [
        "known-to-one-server",
        "one-user-for-everybody",
        "trusts-any-ticket",
        "remembers-what-it-read",
      ],
      hints: [
        "Any of three servers may get the request, and that server may be gone by the next one. Who knows?",
        "whoIs: redis.get returns the value under key(id), and decode turns it into a Ticket, or null. Null is a stranger; so is a ticket for which isTooOld is true. Before you return a good one, await keepInUse(id, ticket): it does nothing until TODO 5.",
      ],
    },
    {
      number: 3,
      title: "write only over a session that still exists, and keep its expiry",
      file: "sessions.ts",
      checks: [
        "cart-not-written",
        "write-forgets-the-end",
        "end-put-back-afterwards",
        "write-starts-the-clock-anew",
        "late-write-revives",
      ],
      hints: [
        "A plain SET drops the remaining time. And if Alice has signed out since this request read her session, a plain SET brings it back.",
        'writeBack: SET has a word for each of the two: KEEPTTL keeps the expiry, XX writes only over a key that exists. In ioredis they follow the value, in this order. The answer is "OK", or null if nothing was written; return whether it was "OK".',
      ],
    },
    {
      number: 4,
      title: "end the session in Redis, then have the browser drop its copy",
      file: "sessions.ts",
      checks: [
        "logout-only-clears-the-cookie",
        "ended-session-left-in-the-store",
        "logout-ends-everybody",
        "clears-the-cookie-first",
      ],
      hints: [
        "Two things end: the session, and the browser's copy of the ticket. If Redis is down, which of the two must not have happened yet?",
        "signOut: redis.del the key of the id that came with this request, and wait for it. Only then call res.clearCookie, with the same FLAGS. If del throws, the shop answers 503, and the cookie is still there for the next try.",
      ],
    },
    {
      number: 5,
      title: "push the idle expiry back, but never past the end of the lifetime",
      file: "sessions.ts",
      stretch: true,
      checks: ["idle-for-ever", "slides-past-the-end", "late-read-revives"],
      hints: [
        "If each use moves the expiry, Redis ends what no one uses. How far may it move?",
        "keepInUse: the lifetime left is createdAt plus the lifetime, minus now. The new expiry is IDLE_SECONDS from now or the lifetime left, whichever is less. redis.pexpire takes milliseconds, and does nothing to a key that is gone.",
      ],
    },
    {
      number: 6,
      title: "the session ended meanwhile: tell the shop so",
      file: "sessions.ts",
      stretch: true,
      checks: ["late-write-told-as-kept"],
      hints: [
        "XX wrote nothing, but the browser gets a 201. What was kept?",
        "save: the shop turns a SessionEnded into a 401. Throw one, imported from #app.",
      ],
    },
  ],
  guards: [
    "cookie-carries-the-data",
    "role-in-the-session",
    "keeps-the-old-ticket",
    "breaks-on-a-corrupt-value",
    "input-chooses-the-key",
    "a-client-for-every-request",
    "waits-without-end",
    "outage-taken-for-a-stranger",
    "dies-with-redis",
    "never-comes-back",
  ],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "Alice is signed in. Two of the three servers are killed, including the one that signed her in. She asks for /me three more times. How many of these requests fail?",
      choices: ["0", "1", "2", "3"],
      answer: 0,
      because:
        "No server held anything about her. The one that is left asks Redis, as the others did.",
      measures: "failed of three, two servers killed",
      concept: "session-store",
    },
    {
      before: "wall",
      ask: "All three servers are up, and Redis is frozen: it keeps its connections but answers nothing. Each server is asked for /me once. How many of the three requests fail?",
      choices: ["0", "1", "2", "3"],
      answer: 3,
      because: "Each server asks Redis who she is, and none of them can find out.",
      measures: "failed of three, Redis frozen",
      concept: "outage-is-not-a-stranger",
    },
    {
      before: "wall",
      ask: "Redis is still frozen. Three requests ask for /products, which anyone may see. How many fail?",
      choices: ["0", "1", "2", "3"],
      answer: 0,
      because: "The product list needs no session, so no one asks Redis.",
      measures: "products that fail, Redis frozen",
      concept: "store-is-one-point",
    },
  ],
  demo: { of: "solution", servers: 3 },
  wall: { servers: 3 },
  checksum: "5267c373e98066ff2f7fe189ede891feff4c8968c227356c76844ad5b674e7ba",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
