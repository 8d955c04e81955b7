import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "01",
  slug: "in-memory",
  title: "In memory",
  question: "Who remembers Alice after she has signed in?",
  minutes: 40,
  store: "no store",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["sessions.ts"],
        servers: 1,
        env: { SESSION_IDLE_SECONDS: "0", SESSION_CAP: "1000" },
      },
    },
  },
  edits: ["sessions.ts"],
  tasks: [
    {
      number: 1,
      title: "give the browser a ticket that nobody can guess",
      file: "sessions.ts",
      checks: [
        "guessable-ticket",
        "cookie-open-to-others",
        "cookie-life-in-the-wrong-unit",
      ],
      hints: [
        "A ticket is only as good as it is hard to guess. A counter, a clock, a name and Math.random are all easier to guess than they look.",
        "signIn: get 32 bytes from node:crypto's randomBytes, as base64url. Put a Ticket in the map under that id, then call res.cookie with FLAGS (httpOnly, secure, sameSite) and maxAge. Express counts maxAge in milliseconds.",
      ],
    },
    {
      number: 2,
      title: "find the session behind the ticket, unless it has expired",
      file: "sessions.ts",
      checks: ["session-not-found-again", "one-user-for-everybody", "trusts-any-ticket"],
      hints: [
        "The browser sends the id back with every request. The map knows whose it is.",
        "whoIs: idIn returns the id, if there is one. Look it up in tickets. If an id isn't there, it's a stranger's, so answer null. Also answer null if isTooOld or wasIdle returns true for the ticket: you write those two in TODO 5 and 6, and whoIs has to call them.",
      ],
    },
    {
      number: 3,
      title: "end the ticket that the browser brought along",
      file: "sessions.ts",
      checks: ["keeps-the-old-ticket", "one-ticket-a-user"],
      hints: [
        "Someone else may know the ticket a browser had before the sign-in. They may even have put it there.",
        "signIn: the ticket in brought must not open anything from now on. TODO 1 already makes a fresh id, so only the old entry in the map is left to delete.",
      ],
    },
    {
      number: 4,
      title: "end the session on the server, then have the browser drop its copy",
      file: "sessions.ts",
      checks: [
        "logout-only-clears-the-cookie",
        "logout-ends-everybody",
        "ticket-left-in-her-browser",
      ],
      hints: [
        "Alice's browser is not the only place where her ticket may be. Which place counts?",
        "signOut: delete the ticket from the map, by the id that came with this request. Then call res.clearCookie with the same FLAGS, so that her browser stops sending a dead ticket.",
      ],
    },
    {
      number: 5,
      title: "give a ticket a fixed lifetime, by the server's own clock",
      file: "sessions.ts",
      checks: ["expiry-only-in-the-cookie"],
      hints: [
        "Max-Age asks the browser to forget. No one has asked the thief with a copy.",
        "isTooOld: compare Date.now() with ticket.createdAt; whoIs has to call isTooOld. LIFE_MS is how long a ticket may live, in milliseconds.",
      ],
    },
    {
      number: 6,
      title: "end a ticket that goes unused",
      file: "sessions.ts",
      stretch: true,
      checks: ["idle-for-ever", "slides-past-the-end"],
      hints: [
        "Two clocks: one starts at the sign-in, one at the last request. Which one does a request restart?",
        "wasIdle: compare Date.now() with ticket.usedAt and IDLE_MS. If the ticket is still good, this request is a use, so usedAt becomes now.",
      ],
    },
    {
      number: 7,
      title: "the list is too long: drop the oldest ticket",
      file: "sessions.ts",
      stretch: true,
      checks: ["memory-without-end"],
      hints: [
        "People who leave don't tell the server. What is in the map then, and for how long?",
        "signIn: first delete every ticket for which isTooOld is true. If the list is still too long, delete the one oldestOfLargestShare names: the oldest ticket of the user who holds the most.",
      ],
    },
  ],
  guards: ["cross-site-post", "logout-by-get"],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "Two servers. Alice signs in, asks who she is, adds to her cart, asks for her cart. How many of the four requests fail?",
      choices: ["0", "1", "2", "3"],
      answer: 2,
      because: "The servers take turns. Server A knows her, server B doesn't.",
      measures: "failed of four, two servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Three servers, your code, the same four requests. How many fail?",
      choices: ["1", "2", "3", "4"],
      answer: 1,
      because: "The fourth request reaches the first server again, and succeeds.",
      measures: "failed of four, three servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Five servers: how many of the first four requests fail?",
      choices: [
        "Only the sign-in succeeds; that server's next turn comes too late.",
        "2",
        "3",
        "4",
      ],
      answer: 2,
      because:
        "Only the sign-in succeeds; its server's turn does not come again in time.",
      measures: "failed of four, five servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Three servers. Alice signs in again every time she is signed out. She asks for 30 pages. How many does she see?",
      choices: ["0", "10", "15", "20"],
      answer: 0,
      because:
        "One server handles each sign-in, and the next server gets the page after it. She is always one server ahead of her session.",
      measures: "pages seen in the login loop",
      concept: "login-loop",
    },
  ],
  demo: { of: "solution", servers: 2 },
  wall: { servers: 3 },
  checksum: "cfcd38269e690c742707e3b801e5f82428d452b81b8cb7b1366f02d75421f2ee",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
