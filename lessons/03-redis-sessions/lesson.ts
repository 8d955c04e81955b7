import type { Lesson } from "#harness";
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
      title: "store the session and its end in one command",
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
        "Between two commands the server may die. What would Redis then keep for ever?",
        'signIn: the value is JSON of user, cart and createdAt, as Ticket says, and the key is key(id). redis.set takes the end along: after the value, "EX" and a number of seconds, which is FIRST_SECONDS.',
      ],
    },
    {
      number: 2,
      title: "read the session behind the ticket, unless its time is over",
      file: "sessions.ts",
      checks: [
        "known-to-one-server",
        "one-user-for-everybody",
        "trusts-any-ticket",
        "remembers-what-it-read",
      ],
      hints: [
        "Any of three servers may be asked, and Bob may be gone by the next request. Who knows?",
        "whoIs: redis.get gives the value behind key(id), and decode makes a Ticket of it, or null. Null is a stranger; so is a ticket for which isTooOld is true. Before you return a good one, await keepInUse(id, ticket): it does nothing until TODO 5.",
      ],
    },
    {
      number: 3,
      title: "write only over what is still there, and keep its end",
      file: "sessions.ts",
      checks: [
        "cart-not-written",
        "write-forgets-the-end",
        "end-put-back-afterwards",
        "write-starts-the-clock-anew",
        "late-write-revives",
      ],
      hints: [
        "A plain SET throws the remaining time away. And if Alice has signed out since this request read her session, a plain SET brings it back.",
        'writeBack: SET has a word for each of the two: KEEPTTL keeps the end, XX writes only over a key that exists. In ioredis they follow the value, in this order. The answer is "OK", or null if nothing was written; return whether it was "OK".',
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
        "Two things end: the session, and the browser's copy of the ticket. If Redis is away, which of the two must not have happened yet?",
        "signOut: redis.del of the key of the id that came with this request, and wait for it. Only then res.clearCookie, with the same FLAGS. If del throws, the shop answers 503, and the cookie is still there for the next try.",
      ],
    },
    {
      number: 5,
      title: "set the idle end back, never past the end of its life",
      file: "sessions.ts",
      stretch: true,
      checks: ["idle-for-ever", "slides-past-the-end", "late-read-revives"],
      hints: [
        "Redis ends what nobody uses, if each use moves the end. How far may it move?",
        "keepInUse: what is left of its life is createdAt plus the life, minus now. The new end is IDLE_SECONDS from now or what is left, whichever is less. redis.pexpire takes milliseconds, and does nothing to a key that is gone.",
      ],
    },
    {
      number: 6,
      title: "the session ended meanwhile: tell the shop so",
      file: "sessions.ts",
      stretch: true,
      checks: ["late-write-told-as-kept"],
      hints: [
        "XX wrote nothing, and the browser is told 201. What did it keep?",
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
      ask: "Alice is signed in. Two of the three servers are killed, the one that signed her in among them. She asks for /me three more times. How many of these requests fail?",
      choices: ["0", "1", "2", "3"],
      answer: 0,
      because:
        "No server held anything of hers. The one that is left asks Redis, as the others did.",
      measures: "failed of three, two servers killed",
      concept: "session-store",
    },
    {
      before: "wall",
      ask: "All three servers are up, and Redis is frozen: it keeps its connections and answers nothing. Each server is asked for /me once. How many of the three requests fail?",
      choices: ["0", "1", "2", "3"],
      answer: 3,
      because: "Each server asks Redis who she is, and none of them can find out.",
      measures: "failed of three, Redis frozen",
      concept: "outage-is-not-a-stranger",
    },
    {
      before: "wall",
      ask: "Redis is still frozen. Three requests ask for /products, which anybody may see. How many fail?",
      choices: ["0", "1", "2", "3"],
      answer: 0,
      because: "The list of products needs no session, so nobody asks Redis.",
      measures: "products that fail, Redis frozen",
      concept: "store-is-one-point",
    },
  ],
  demo: { of: "solution", servers: 3 },
  wall: { servers: 3 },
  checksum: "80e858c525b13d4573e78d96e0aadf5e4cf5fda377bf00abe50b11a465df959b",
} as const satisfies Lesson;
