import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "02",
  slug: "sticky-sessions",
  title: "Sticky sessions",
  question: "Can the balancer bring Alice back to the server that knows her?",
  minutes: 30,
  store: "in memory",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["sessions.ts"],
        servers: 3,
        env: { SESSION_IDLE_SECONDS: "0", SESSION_CAP: "1000" },
      },
    },
    balancer: { pick: "pick.ts" },
  },
  given: [{ file: "sessions.ts", from: "01-in-memory" }],
  edits: ["pick.ts"],
  tasks: [
    {
      number: 1,
      title: "pin a new browser, and keep it there",
      file: "pick.ts",
      checks: [
        "stickiness-by-address",
        "no-pin",
        "pin-set-with-every-answer",
        "pin-for-some-requests",
        "pin-ends-before-the-ticket",
        "pin-named-like-the-ticket",
      ],
      hints: [
        "Two cases: the browser brings a pin, or it doesn't. Only one of them needs to set a cookie.",
        "pick, using the four functions below it: if pinnedServer finds a server, and keepsItsUsers returns true for it, that server gets the request, and no cookie is set. Otherwise take nextInTurn of the servers for which takesNewUsers is true, and return its name together with setCookie: pinTo(its name). If there is none, return null.",
      ],
    },
    {
      number: 2,
      title: "treat a pin you didn't issue as a new browser",
      file: "pick.ts",
      checks: ["forged-pin-believed", "forged-pin-refused", "forged-pin-not-replaced"],
      hints: [
        "Anyone can write a cookie by hand. What could be in it, and who knows which servers there are?",
        "pinnedServer: only a name in servers is a server. Look for the cookie's text there, and return what you find, or undefined. pick then treats undefined as it treats a browser without a pin: it takes a turn, and gets a pin.",
      ],
    },
    {
      number: 3,
      title: "the pinned server is down: choose and pin again",
      file: "pick.ts",
      checks: ["pin-outlives-its-server", "moved-but-not-pinned", "dead-for-ever"],
      hints: [
        "A server can be up, draining or down. In which of these states can't it answer Alice?",
        "keepsItsUsers, or pick. keepsItsUsers: a server whose state is down keeps no one, and any other keeps its users. pick has to call keepsItsUsers before sending her to a pinned server; if the answer is no, pick treats her like a new browser, with a new pin. takesNewUsers must not give a server that is down a turn.",
      ],
    },
    {
      number: 4,
      title: "a draining server keeps its users and takes no new ones",
      file: "pick.ts",
      checks: ["drain-takes-new-users", "drain-sends-users-away"],
      hints: [
        "Someone wants to switch this server off without signing anyone out. Who may still come in?",
        "takesNewUsers, or keepsItsUsers. takesNewUsers: only a server that is up takes new ones, and pick has to call takesNewUsers for each browser that needs a turn. keepsItsUsers: a draining server still answers the users it knows, whatever they send.",
      ],
    },
    {
      number: 5,
      title: "one address, one server; if it dies, only its addresses move",
      file: "pick.ts",
      stretch: true,
      checks: ["skew-unseen", "address-leads-to-the-dead", "hash-modulo-the-living"],
      hints: [
        "The remainder by the number of living servers changes for almost everyone when that number does. Give each pair of server and address its own number.",
        "pickByAddress: for each server that isn't down, compute numberFor of its name and the address together. The server with the greatest number gets the request. If one server is gone, the others keep their numbers, so only its addresses find another winner. (This is called rendezvous hashing.)",
      ],
    },
    {
      number: 6,
      title: "which requests may be sent twice",
      file: "pick.ts",
      stretch: true,
      checks: ["gives-up-too-early", "order-sent-twice"],
      hints: [
        "If it was never sent, nothing can have happened yet. If it was, what does sending it twice do to a GET, and what to an order?",
        "sendAgain: a request that wasn't sent may always go to another server. One that was sent may, if its method is safe or idempotent: GET, HEAD, OPTIONS, TRACE, PUT, DELETE (RFC 9110 §9.2.2). POST and PATCH are neither.",
      ],
    },
  ],
  guards: ["pin-open-to-scripts", "balancer-takes-the-ticket", "no-server-no-words"],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "Alice's server is killed; two others are up. What status does her next request get?",
      choices: ["200", "401", "502", "503"],
      answer: 1,
      because:
        "Another server answers right away, but it doesn't know her. Her session was in the dead one's memory.",
      measures: "status after the kill",
      concept: "unauthorized-or-bad-gateway",
    },
    {
      before: "wall",
      ask: "30 users on three servers, each signed in. One server is killed. How many of the 30 are signed out?",
      choices: ["0", "1", "10", "30"],
      answer: 2,
      because: "The users the dead server knew, and no one else: one in three.",
      measures: "out of 30, one of three servers killed",
      concept: "sticky-and-death",
    },
  ],
  demo: { of: "solution", servers: 3 },
  wall: { servers: 3 },
  checksum: "ebd6f47a90bb2fe2893d9d48d604e1c6b41123b9598e947a9c5d2f89546bf509",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
