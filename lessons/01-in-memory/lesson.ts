import type { Lesson } from "#harness";
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
        "A ticket is only as good as it is hard to guess. A counter, a clock, a name and Math.random are all easier than they look.",
        "signIn: take 32 bytes from randomBytes of node:crypto, as base64url. Put a Ticket into the map under that id, then call res.cookie with FLAGS (httpOnly, secure, sameSite) and maxAge. Express counts maxAge in milliseconds.",
      ],
    },
    {
      number: 2,
      title: "find the session behind the ticket, unless its time is over",
      file: "sessions.ts",
      checks: ["session-not-found-again", "one-user-for-everybody", "trusts-any-ticket"],
      hints: [
        "The browser sends the id back with every request. The map knows whose it is.",
        "whoIs: idIn gives the id, if there is one. Look it up in tickets. An id that is not there is a stranger, so answer null. Answer null too if isTooOld or wasIdle says yes to the ticket: you write those two in TODO 5 and 6, and whoIs has to ask them.",
      ],
    },
    {
      number: 3,
      title: "end the ticket that the browser brought along",
      file: "sessions.ts",
      checks: ["keeps-the-old-ticket", "one-ticket-a-user"],
      hints: [
        "Somebody else may know the ticket that a browser had before the sign-in. They may even have put it there.",
        "signIn: whatever came along as brought must not open anything from now on. TODO 1 already makes a fresh id, so only the old entry of the map is left to end.",
      ],
    },
    {
      number: 4,
      title: "end the session on the server, then have the browser drop its copy",
      file: "sessions.ts",
      checks: ["logout-only-clears-the-cookie", "logout-ends-everybody"],
      hints: [
        "Alice's browser is not the only place where her ticket may be. Which place counts?",
        "signOut: delete the ticket from the map, by the id that came with this request. Then res.clearCookie with the same FLAGS, so that her browser does not go on sending what is dead.",
      ],
    },
    {
      number: 5,
      title: "a ticket has a fixed life, by the server's own clock",
      file: "sessions.ts",
      checks: ["expiry-only-in-the-cookie"],
      hints: [
        "Max-Age asks the browser to forget. Whoever has copied the ticket has not been asked.",
        "isTooOld: compare Date.now() with ticket.createdAt; whoIs has to ask it. LIFE_MS is how long a ticket may live, in milliseconds.",
      ],
    },
    {
      number: 6,
      title: "a ticket that lies unused ends before its time",
      file: "sessions.ts",
      stretch: true,
      checks: ["idle-for-ever", "slides-past-the-end"],
      hints: [
        "Two clocks: one from the sign-in, one from the last request. Which one does a request set back?",
        "wasIdle: compare Date.now() with ticket.usedAt and IDLE_MS. If the ticket is still good, this request is a use, so usedAt becomes now.",
      ],
    },
    {
      number: 7,
      title: "the list is too long: sweep out the dead, else drop the oldest",
      file: "sessions.ts",
      stretch: true,
      checks: ["memory-without-end"],
      hints: [
        "Nobody who goes away tells the server. What is in the map then, and for how long?",
        "signIn: first delete every ticket for which isTooOld is true. If the list is still too long, delete the one that oldestOfLargestShare names: the oldest of the user who holds the most.",
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
      because:
        "The balancer takes turns. Server A knows her, server B has never heard of her.",
      measures: "failed of four, two servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Three servers, your code, the same four requests. How many fail?",
      choices: ["1", "2", "3", "4"],
      answer: 1,
      because: "The fourth request comes round to the server of the first: it succeeds.",
      measures: "failed of four, three servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Five servers: how many of the first four requests fail?",
      choices: ["1", "2", "3", "4"],
      answer: 2,
      because:
        "Only the sign-in succeeds; its server's turn does not come again in time.",
      measures: "failed of four, five servers",
      concept: "share-of-failures",
    },
    {
      before: "wall",
      ask: "Three servers. Alice signs in again whenever she is thrown out. Of 30 pages that she asks for, how many does she see?",
      choices: ["0", "10", "15", "20"],
      answer: 0,
      because:
        "Each sign-in is served by one server and the page after it by the next. She is always one server ahead of her session.",
      measures: "pages seen in the login loop",
      concept: "login-loop",
    },
  ],
  demo: { of: "solution", servers: 2 },
  wall: { servers: 3 },
  checksum: "6d6f88a723dd6b17def862957864d03c161bfc5870f76af0775d29640105fe65",
} as const satisfies Lesson;
