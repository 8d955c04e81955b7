import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "06",
  slug: "two-at-once",
  title: "Two at once",
  question: "Where did my item go?",
  minutes: 30,
  store: "sessions and carts in Redis",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["sessions.ts", "cart.ts"],
        servers: 3,
        packages: ["ioredis"],
        env: { SESSION_IDLE_SECONDS: "0", SESSION_ABSOLUTE_SECONDS: "600" },
      },
    },
    redis: {},
  },
  given: [{ file: "sessions.ts", from: "03-redis-sessions" }],
  edits: ["cart.ts"],
  tasks: [
    {
      number: 1,
      title: "have Redis put the item in, in one step",
      file: "cart.ts",
      checks: [
        "one-cart-for-everybody",
        "cart-of-one-server",
        "cart-as-a-set",
        "multi-without-watch",
        "last-writer-wins",
        "lock-in-each-process",
        "second-tab-refused",
      ],
      hints: [
        "Between the read and the write there is time for another request. What if nothing had to be read?",
        'add: RPUSH appends to a list, whatever is in it. change runs one command on the cart: await change(place, "RPUSH", item). The two lines that read and write the whole cart go.',
      ],
    },
    {
      number: 2,
      title: "only while the session is there, and the cart ends with it",
      file: "cart.ts",
      checks: [
        "add-loses-the-end",
        "end-in-a-second-command",
        "end-of-its-own",
        "add-revives",
        "late-add-told-as-kept",
      ],
      hints: [
        "The session may end, or the server die, after any command. Which three things have to happen in one step?",
        'change: in the script, ask redis.call("PTTL", KEYS[1]) first. If that is 0 or less, the session is over: return a text that says so. Otherwise run the command, then PEXPIRE KEYS[2] with the same number. redis.eval gives what the script returned: throw a SessionEnded for that text.',
      ],
    },
    {
      number: 3,
      title: "have Redis take one item out, in one step",
      file: "cart.ts",
      checks: [
        "taking-out-brings-back",
        "takes-out-every-one",
        "taking-out-loses-the-end",
        "empty-cart-becomes-an-object",
      ],
      hints: [
        "Two tabs take out different items at the same moment. Which of them has the newest copy of the cart?",
        'takeOut: LREM takes items out of a list. After the key come a count and the item, and the count 1 means the first one: await change(place, "LREM", "1", item). Nothing needs writeAll then.',
      ],
    },
    {
      number: 4,
      title: "the same request again: one item, and the same answer",
      file: "cart.ts",
      stretch: true,
      checks: [
        "second-try-adds-again",
        "tries-at-once-both-count",
        "answer-made-again",
        "name-shared-by-all",
        "names-kept-forever",
      ],
      hints: [
        "The first answer got lost. Where could the second try find it, and who else must not find it there?",
        "addOnce: one script with three keys, the session, the cart, and one for the answer: the cart's key and the name. If GET finds an answer, return it. Otherwise push, read the list, make it a text with cjson.encode, SET it with PX and what is left of the session, and return it.",
      ],
    },
    {
      number: 5,
      title: "look, decide here, and write only if no one came in between",
      file: "cart.ts",
      stretch: true,
      checks: ["watch-on-a-shared-connection", "look-then-act", "retries-forever"],
      hints: [
        "Here the decision is made in TypeScript, so the script can't help. What if Redis refused to write when something had changed since the look?",
        "addUpTo: redis.duplicate() is a connection of its own; disconnect it in a finally. Five times at most: WATCH session and cart, look at PTTL and LLEN, then multi().rpush(…).pexpire(…).exec(). exec gives null if a watched key has changed: go round again. After the last try throw a StoreUnavailable.",
      ],
    },
  ],
  guards: ["item-becomes-code"],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "One server: one process, one thread. 50 requests come at once, and each puts one apple into Alice's cart. All 50 are answered 201. How many of these apples are lost?",
      choices: ["0", "1", "more than 25"],
      answer: 2,
      because:
        "While one request waits for Redis, the thread goes on with the next. They all read a cart before the others have written theirs.",
      measures: "apples lost on one server",
      concept: "lost-update",
    },
    {
      before: "wall",
      ask: "One kettle is left, and 20 customers press Buy at the same moment. The code reads the stock; if it is at least 1, it writes one less and answers 201. How many customers get a 201?",
      choices: ["1", "2", "more than 2"],
      answer: 2,
      because: "They all read 1 before anyone had written 0.",
      measures: "kettles sold, of one",
      concept: "check-then-act",
    },
    {
      before: "wall",
      ask: "And what does the stock say afterwards?",
      choices: ["0", "1", "-19"],
      answer: 0,
      because:
        "Each of them read 1, and wrote 1 less than that. Nothing in the data shows what happened.",
      measures: "the stock afterwards",
      concept: "lost-update",
    },
  ],
  demo: { of: "yours", servers: 3 },
  wall: { servers: 3 },
  checksum: "f2fd4c2558fb74dd7eb04dabbe6348beac4672a5722f05a3de1792e9d49cf617",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
