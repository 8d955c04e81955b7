import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Vocabulary",
  about: "You can say what follows when one of the workbook's twelve terms applies.",
  questions: [
    {
      id: "words-stateless",
      kind: "one",
      tests: ["stateless", "what-counts-as-state", "state-generated-secret"],
      ask: "Four services each run on three servers that take turns behind a balancer. Which one is stateless?",
      choices: [
        {
          text: "One that counts each client's requests for a minute, in a Map",
          because:
            "No one signs in, but what one request leaves behind affects a later one. Three servers count separately, so together they let through more than they should.",
        },
        {
          text: "One that keeps uploads on its disk, and no sessions",
          because:
            "No sessions doesn't mean no state. The next request for the file may reach a server that never got it.",
        },
        {
          text: "One that sends a picture back smaller, and keeps nothing",
          right: true,
          because:
            "Everything it needs comes with the request, and no later request needs anything from this one. Any server can answer.",
        },
        {
          text: "One that signs tokens with a key it makes up at startup",
          because:
            "A token needs no list, so this looks stateless. But each sign-in leaves behind a token that only that one process can check.",
          misconception: "key-of-one-server",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "words-session",
      kind: "one",
      tests: ["session", "session-belongs-to-browser", "connection-is-not-a-user"],
      ask: "Alice is signed in on her laptop. The shop knows four things. Which one belongs to her session, and so ends when she signs out there?",
      choices: [
        {
          text: "That Alice once ordered a kettle",
          because:
            "That belongs to Alice, in every browser she uses, and must outlive every session. It should be in the shop's database.",
        },
        {
          text: "That Alice's password has a certain hash",
          because:
            "That belongs to her account. The shop needs it when there is no session, to let her sign in again.",
        },
        {
          text: "That this laptop's connection is open",
          because:
            "A connection carries requests, and a proxy may send several users' requests over one. It can break while the session goes on.",
          misconception: "identity-on-the-connection",
        },
        {
          text: "That this browser may act as Alice",
          right: true,
          because:
            "A session is what is remembered about one browser between its requests. Her phone has its own, and stays signed in.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "words-jwt",
      kind: "one",
      tests: ["jwt", "key-distribution"],
      ask: "Server D started a second ago. Alice's first request to D carries a JWT from A, signed with HS256. What does D need in order to answer her GET /me?",
      choices: [
        {
          text: "The list of tokens that have been issued",
          because:
            "A random ticket needs a list, because it says nothing by itself. The JWT carries both its claims and the proof.",
          misconception: "token-known-to-one-server",
        },
        {
          text: "The key that A signed the token with",
          right: true,
          because:
            "The claims and the proof came with the request; the key is what D checks them with. So every server needs that key.",
        },
        {
          text: "A connection to A, so that it can ask",
          because:
            "A may be dead by now, and Alice is still known. A ticket in A's memory would need A; a signature doesn't.",
        },
        {
          text: "Nothing: the token carries its own proof",
          because:
            "It carries the proof, but not the key to check it with. A server that needs no key would accept anything anyone wrote.",
          misconception: "decode-instead-of-verify",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "words-revocation",
      kind: "several",
      tests: ["revocation", "denylist-and-version", "token-logout"],
      ask: "Mallory may have a copy of what Alice's browser or phone sends. Which of these is a revocation, ending the copy before its time?",
      choices: [
        {
          text: "Support deletes the lost phone's session from the store",
          right: true,
          because:
            "The ticket stands for a session that is gone. Every copy of it is refused on the next request.",
        },
        {
          text: "Alice's token version goes up, and every server compares",
          right: true,
          because:
            "Every token with the old version is refused. The price is a lookup on each request, which tokens were meant to save.",
        },
        {
          text: "Alice's token in the shop of lesson 04 reaches its exp",
          because:
            "It ends, but not before its time: no one revoked it. A short lifetime makes the wait short, but it isn't a revocation.",
        },
        {
          text: "Alice signs out of the shop of lesson 04, which keeps no list",
          because:
            "Signing out would revoke a session kept in a store. Here her browser drops its token, and the copy is as good as before.",
        },
        {
          text: "Alice closes the browser, and it drops its session cookies",
          because:
            "Only the browser does that, and no server finds out. The session or token in the cookie is still good.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "words-bearer",
      kind: "one",
      tests: ["bearer", "token-logout"],
      ask: "Mallory finds Alice's token in a log. It is a plain bearer token and has 20 minutes left. Going by the word 'bearer', what can Mallory do with it?",
      choices: [
        {
          text: "Whatever Alice can, from any machine, for 20 minutes",
          right: true,
          because:
            "Anyone holding it can use it: no server asks where it came from. So keep it out of logs and URLs.",
        },
        {
          text: "Nothing from Mallory's machine, which has a different address",
          because:
            "Some tokens are bound to a client's key, so a copy of one is useless. A bearer token isn't bound to anyone.",
        },
        {
          text: "Only read it, since it names someone else",
          because:
            "sub names Alice, and the server treats anyone who sends the token as Alice. It has no other way to know who is asking.",
        },
        {
          text: "Use it once: the second copy sent is detected",
          because:
            "That's true of refresh tokens that change with each use. A bearer token isn't used up: both copies work side by side.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "words-server",
      kind: "one",
      tests: ["server", "share-of-failures", "cookie-ports"],
      ask: "The shop of lesson 01 is started three times on one machine, on three ports, behind a balancer that takes turns. Alice signs in. What does her next GET /me get?",
      choices: [
        {
          text: "200: on one machine, the three share one memory",
          because:
            "That's true within one process. Processes on the same machine keep their variables apart, just as separate machines do.",
        },
        {
          text: "200: they run the same file, so there is one Map",
          because:
            "Each process runs that line for itself and makes its own Map. Only one of the three has her ticket in it.",
        },
        {
          text: "401: this process doesn't know her",
          right: true,
          because:
            "A server is one process, not one machine. Her ticket is in the memory of the one that signed her in.",
        },
        {
          text: "401: her cookie is for another server's port",
          because:
            "A cookie goes to every port of its host, and her browser only sees the balancer's port. Her ticket arrives, but it isn't in this process's Map.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "words-cookie",
      kind: "several",
      tests: ["cookie", "token-storage", "cookie-httponly"],
      ask: "A shop kept Alice's token in localStorage, and its page put it in a header. Now it is in an HttpOnly cookie. What has changed?",
      choices: [
        {
          text: "A script on the page can no longer read the token",
          right: true,
          because:
            "localStorage is open to every script on the page. HttpOnly closes the cookie to all of them, including the shop's own.",
        },
        {
          text: "The browser adds it to requests without the page's help",
          right: true,
          because:
            "That's how cookies work: they are sent wherever they match. The page's code doesn't have to touch the token at all.",
        },
        {
          text: "The shop must think about requests caused by other sites",
          right: true,
          because:
            "No other site's page could have added the header. A cookie is sent automatically, so the shop needs SameSite and a check of the origin.",
        },
        {
          text: "Mallory's script on the page can do nothing as Alice",
          because:
            "The script can't carry the token away. But it can send requests from the page, and the browser adds the cookie to them.",
        },
        {
          text: "Anyone who gets hold of the token can't read its claims",
          because:
            "HttpOnly keeps scripts away from a cookie; it doesn't encrypt. Someone who finds the token in a log or on a disk can read it as before.",
          misconception: "token-tells-too-much",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "words-balancer",
      kind: "one",
      tests: ["balancer", "connection-is-not-a-user"],
      ask: "Alice's browser sends three requests over one open connection. The balancer reads HTTP, sends requests to A, B and C in turn, and has no other traffic. Who answers?",
      choices: [
        {
          text: "One answers all three: a connection leads to one server",
          because:
            "That's true of a balancer that forwards whole connections. One that reads HTTP has its own connections to the servers.",
        },
        {
          text: "Each answers one: a server is picked for every request",
          right: true,
          because:
            "Her connection ends at the balancer. Behind it, the balancer picks a server for each request, so one connection can reach three servers with three memories.",
        },
        {
          text: "One answers all three: the server that set her cookie",
          because:
            "For that, you need a pin and a balancer that follows it, as in lesson 02. A balancer that takes turns doesn't look at cookies.",
        },
        {
          text: "One answers all three: the turn moves on only when it is busy",
          because:
            "Some balancers do look at load. One that takes turns moves on after every request, no matter which server is busy.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "words-sticky-sessions",
      kind: "one",
      tests: ["sticky-sessions", "scale-out", "sticky-skew"],
      ask: "A, B and C are at their limit, and every browser that is shopping has a pin. D is started, with no change to the balancer's rules. What does D do in its first minutes?",
      choices: [
        {
          text: "It takes a quarter of all requests, since four share them",
          because:
            "Without pins it would: any server could answer anyone. With them, each browser stays where it is known.",
        },
        {
          text: "It takes over some of the sessions of A, B and C",
          because:
            "A session is in one server's memory, and no server hands it over. A browser that was moved would have to sign in again.",
        },
        {
          text: "It takes its share of browsers that have no pin",
          right: true,
          because:
            "A pin depends on when a browser first came, not on load. So A, B and C get relief only as their browsers leave.",
        },
        {
          text: "It takes no requests until one of A, B and C is down",
          because:
            "A spare server, kept for failures, does that. D is up, so it gets its turn of new browsers like the others.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "words-session-store",
      kind: "one",
      tests: ["session-store", "store-kinds", "local-copy"],
      ask: "A, B and C run the shop. With a session store, any one server can die and no one has to sign in again, and ending a session takes effect at once. Which of these is a session store?",
      choices: [
        {
          text: "A table of sessions in a database that all three read",
          right: true,
          because:
            "It's one place outside the servers that all of them use. Redis is a common choice, but the term doesn't mean Redis.",
        },
        {
          text: "A list in each server, and a pin that leads back to it",
          because:
            "That keeps each browser with the list that has it. When the server dies, the list dies too, and its users are signed out.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "A copy in each server of what it last read from Redis",
          because:
            "Redis is the store; the copy only saves a trip. It outlives its session: B still serves someone who signed out on A.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "A list in the balancer that says which browser goes where",
          because:
            "All requests pass through the balancer, so it looks like that one place. But it only knows where each browser goes. What a server knows about that browser dies with the server.",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "words-twelve-factor",
      kind: "several",
      tests: ["twelve-factor", "state-connection-pool", "state-uploaded-files"],
      ask: "A review measures the shop against the Twelve-Factor App: processes are stateless and share nothing. Which of these may a process have under that rule?",
      choices: [
        {
          text: "A pool of connections to the database",
          right: true,
          because:
            "The pool is how it reaches a backing service. If the process dies, the next one opens its own, and no user notices.",
        },
        {
          text: "A file it needs while it answers one request",
          right: true,
          because:
            "Memory and disk may serve as a brief cache for one transaction. The next request must not count on finding it.",
        },
        {
          text: "The sessions of the users that are pinned to it",
          because:
            "The pins do bring its users back, until it dies or is replaced. The Twelve-Factor App calls sticky sessions a violation.",
        },
        {
          text: "The pictures that users have uploaded this week",
          because:
            "If they are on one process's disk, the others don't have them. Anything that must last belongs in a backing service, such as an object store.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "words-ticket",
      kind: "order",
      tests: ["ticket", "session-store", "hashed-key"],
      ask: "Alice's cookie holds a ticket of lesson 03, and she opens her cart. A ticket says nothing by itself. How does it lead to her cart?",
      steps: [
        "Her browser adds the ticket to GET /cart",
        "The balancer picks whichever server is next",
        "The server hashes the ticket's id: that is the key",
        "The store answers with what is stored under that key",
        "The server knows it is Alice, and sends her cart",
      ],
      because:
        "A ticket stands for a session, and only the store knows which one. So the server has to ask the store every time. Once the key is deleted, every copy of the ticket is worthless.",
      see: "npm run lesson 03 store",
    },
  ],
} as const satisfies Quiz;
