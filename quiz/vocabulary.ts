import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Vocabulary",
  about: "You can say what follows when one of the workbook's twelve words fits.",
  questions: [
    {
      id: "words-stateless",
      kind: "one",
      tests: ["stateless", "what-counts-as-state", "state-generated-secret"],
      ask: "Four services, each on three servers behind a balancer that takes turns. Which one is stateless?",
      choices: [
        {
          text: "One that counts each client's requests for a minute, in a Map",
          because:
            "Nobody signs in, but what one request leaves behind decides about a later one. Three servers count apart, and let more through than they should.",
        },
        {
          text: "One that keeps uploads on its disk, and no sessions",
          because:
            "No session does not mean no state. The next request for the file may reach a server that never got it.",
        },
        {
          text: "One that sends a picture back smaller, and keeps nothing",
          right: true,
          because:
            "All it needs comes with the request, and no later request needs what is left of this one. Any server can answer.",
        },
        {
          text: "One that signs tokens with a key it makes up when it starts",
          because:
            "A token needs no list, so this looks stateless. But a request that signs leaves a token behind which only that one process can check.",
          misconception: "key-of-one-server",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "words-session",
      kind: "one",
      tests: ["session", "session-belongs-to-browser", "connection-is-not-a-user"],
      ask: "Alice is signed in on her laptop. The shop knows four things. Which one is her session's, so that it ends when she signs out there?",
      choices: [
        {
          text: "That Alice once ordered a kettle",
          because:
            "That is Alice's, on every browser she uses, and must outlive each sign-in. It belongs into the shop's database.",
        },
        {
          text: "That Alice's password has a certain hash",
          because:
            "That is her account's. The shop needs it just when there is no session: to let her sign in again.",
        },
        {
          text: "That this laptop's connection is open",
          because:
            "A connection carries requests, and a proxy may send several users' over one. It can break while the session goes on.",
          misconception: "identity-on-the-connection",
        },
        {
          text: "That this browser may ask as Alice",
          right: true,
          because:
            "A session is what is remembered of one browser between its requests. Her phone has another one, and stays signed in.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "words-jwt",
      kind: "one",
      tests: ["jwt", "key-distribution"],
      ask: "Server D started a second ago. Alice's first request to it brings the JWT, signed with HS256, that A gave her. What must D have to answer her GET /me?",
      choices: [
        {
          text: "The list of tokens that were given out",
          because:
            "A random ticket needs a list, as it says nothing itself. The JWT brings its claims along, and their proof.",
          misconception: "token-known-to-one-server",
        },
        {
          text: "The key that A signed the token with",
          right: true,
          because:
            "Claims and proof came with the request; the key is what D checks them with. So every server must be given it.",
        },
        {
          text: "A connection to A, so that it can ask there",
          because:
            "A may be dead by now, and Alice is still known. A ticket in A's memory would need A; a signature does not.",
        },
        {
          text: "Nothing: the token carries its own proof",
          because:
            "It carries the proof, but not what the proof is checked with. A server that needs no key takes what anybody wrote.",
          misconception: "decode-instead-of-verify",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "words-revocation",
      kind: "several",
      tests: ["revocation", "denylist-and-version", "token-logout"],
      ask: "Mallory may hold a copy of what Alice's browser or phone shows. Which of these is a revocation, so that the copy ends before its time?",
      choices: [
        {
          text: "Support deletes the lost phone's session from the store",
          right: true,
          because:
            "The ticket stands for a session that is gone. Every copy of it is refused at the next request.",
        },
        {
          text: "Alice's token version goes up, and every server compares",
          right: true,
          because:
            "Each token that carries the old version is refused. The price is a lookup at each request, which tokens were meant to save.",
        },
        {
          text: "Alice's token in the shop of lesson 04 comes to its exp",
          because:
            "It ends, but not before its time: nobody took it back. A short life makes that wait short, and is no revocation.",
        },
        {
          text: "Alice signs out of the shop of lesson 04, which keeps no list",
          because:
            "Signing out would revoke a session that a store keeps. Here her browser drops its token, and the copy is as good as before.",
        },
        {
          text: "Alice closes the browser, and it drops its session cookies",
          because:
            "That is the browser's doing, and no server hears of it. Whatever the cookie stood for is still good.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "words-bearer",
      kind: "one",
      tests: ["bearer", "token-logout"],
      ask: "Mallory finds Alice's token in a log. It is a plain bearer token and has 20 minutes to go. What does 'bearer' say about what she can do?",
      choices: [
        {
          text: "Whatever Alice can, from any machine, for 20 minutes",
          right: true,
          because:
            "Whoever holds it may use it: no server asks how she came by it. So it must not get into logs and addresses.",
        },
        {
          text: "Nothing from her own machine, which has another address",
          because:
            "There are tokens that are bound to a client's key, and a copy of these is no use. A bearer token is bound to nobody.",
        },
        {
          text: "Nothing more than read it, as she is not the one it names",
          because:
            "sub names Alice, and the server takes whoever shows the token for her. It has no other way to know who is asking.",
        },
        {
          text: "Use it once: the second copy that is shown is found out",
          because:
            "So it is with refresh tokens that change with each use. A bearer token is not used up: both copies work side by side.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "words-server",
      kind: "one",
      tests: ["server", "share-of-failures", "cookie-ports"],
      ask: "The shop of lesson 01 is started three times on one machine, on three ports, behind a balancer that takes turns. Alice signs in. What does her GET /me get next?",
      choices: [
        {
          text: "200: on one machine, the three share one memory",
          because:
            "Within one process it would be true. Processes on one machine keep their variables apart, as machines do.",
        },
        {
          text: "200: they run one file, so there is one Map",
          because:
            "Each process runs that line for itself, and makes a Map of its own. Only one of the three has her ticket in it.",
        },
        {
          text: "401: this process has never heard of her",
          right: true,
          because:
            "A server is one process, not one machine. Her ticket is in the memory of the one that signed her in.",
        },
        {
          text: "401: her cookie is for another server's port",
          because:
            "A cookie goes to every port of its host, and she sees the balancer's only. Her ticket arrives; the Map does not have it.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "words-cookie",
      kind: "several",
      tests: ["cookie", "token-storage", "cookie-httponly"],
      ask: "A shop kept Alice's token in localStorage, and its page put it into a header. Now it is in a cookie with HttpOnly. What has changed?",
      choices: [
        {
          text: "A script in the page can't read the token any more",
          right: true,
          because:
            "localStorage is open to every script of the page. HttpOnly closes the cookie to all of them, the shop's own too.",
        },
        {
          text: "The browser adds it to requests without the page's help",
          right: true,
          because:
            "That is what a cookie does: it is sent wherever it fits. The page's code need not touch the token at all.",
        },
        {
          text: "The shop must think of requests that other sites cause",
          right: true,
          because:
            "Nobody else's page could have added the header. A cookie goes along by itself, so SameSite and a check of the origin are needed.",
        },
        {
          text: "Mallory's script in the page can do nothing as Alice",
          because:
            "It can't carry the token away. But it can send requests from the page, and the browser adds the cookie to these.",
        },
        {
          text: "Whoever gets hold of the token can't read its claims",
          because:
            "HttpOnly keeps scripts away from a cookie; it does not encrypt. From a log or a disk, the token is read as before.",
          misconception: "token-tells-too-much",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "words-balancer",
      kind: "one",
      tests: ["balancer", "connection-is-not-a-user"],
      ask: "Alice's browser sends three requests over one open connection. The balancer reads HTTP, takes turns among A, B and C, and nobody else is asking. Who answers?",
      choices: [
        {
          text: "One of them, all three: a connection leads to one server",
          because:
            "True of a balancer that passes whole connections on. One that reads HTTP has its own connections to the servers.",
        },
        {
          text: "Each of them, one: the pick is made for every request",
          right: true,
          because:
            "Her connection ends at the balancer. Behind it each request is picked for by itself, so one connection meets three memories.",
        },
        {
          text: "One of them, all three: the server that set her cookie",
          because:
            "That takes a pin, and a balancer that goes by it, as in lesson 02. One that takes turns does not look at cookies.",
        },
        {
          text: "One of them, all three: it moves on when the server is busy",
          because:
            "There are balancers that look at the load. One that takes turns moves on after every request, whoever is busy.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "words-sticky-sessions",
      kind: "one",
      tests: ["sticky-sessions", "scale-out", "sticky-skew"],
      ask: "A, B and C are at their limit, and every browser that is shopping has a pin. D is started, and nobody touches the balancer's rules. What does D do in its first minutes?",
      choices: [
        {
          text: "It takes a quarter of all requests, as four share them",
          because:
            "Without pins it would: any server could answer anybody. With them each browser stays where it is known.",
        },
        {
          text: "It takes over some of the sessions of A, B and C",
          because:
            "A session is in one server's memory, and no server hands it over. A browser that was moved would have to sign in again.",
        },
        {
          text: "It takes its share of browsers that bring no pin",
          right: true,
          because:
            "Pins go by who came when, not by load. So A, B and C are relieved only as their browsers leave.",
        },
        {
          text: "It takes no requests until one of A, B and C is down",
          because:
            "A spare that is kept for failures does so. D is up, so new browsers are sent to it in turn with the others.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "words-session-store",
      kind: "one",
      tests: ["session-store", "store-kinds", "local-copy"],
      ask: "A, B and C run the shop. Which of these is a session store: any one server may die, nobody signs in again, and a session that is ended is ended at once?",
      choices: [
        {
          text: "A table of sessions in the database that all three ask",
          right: true,
          because:
            "One place outside the servers, which all of them ask. Redis is a usual choice for it, but not what the word means.",
        },
        {
          text: "A list in each server, and a pin that leads back to it",
          because:
            "That keeps each browser at the list that has it. When the server dies, the list dies too, and its users are out.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "A copy in each server of what it last read from Redis",
          because:
            "Redis is the store; the copy only saves a trip. It outlives its session: B still serves whoever signed out on A.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "A list in the balancer that says which browser goes where",
          because:
            "All requests pass there, so it looks like the one place. It knows where they go; what is known of them dies with the server.",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "words-twelve-factor",
      kind: "several",
      tests: ["twelve-factor", "state-connection-pool", "state-uploaded-files"],
      ask: "A review holds the shop against the Twelve-Factor App: processes are stateless and share nothing. Which of these may a process have, by that rule?",
      choices: [
        {
          text: "A pool of connections to the database",
          right: true,
          because:
            "The pool is how it reaches a backing service. If the process dies, the next one opens its own, and no user notices.",
        },
        {
          text: "A file that it needs while it answers one request",
          right: true,
          because:
            "Memory and disk may serve as a short cache for one transaction. The next request must not count on finding it.",
        },
        {
          text: "The sessions of the users that are pinned to it",
          because:
            "The pins do bring its users back, until it dies or is replaced. The Twelve-Factor App names sticky sessions as a violation.",
        },
        {
          text: "The pictures that users have uploaded this week",
          because:
            "On the disk of one process the others don't have them. What must last goes into a backing service, such as an object store.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "words-ticket",
      kind: "order",
      tests: ["ticket", "session-store", "hashed-key"],
      ask: "Alice's cookie holds a ticket of lesson 03, and she opens her cart. A ticket says nothing by itself. How does it come to her cart?",
      steps: [
        "Her browser adds the ticket to GET /cart",
        "The balancer picks a server, whichever is next",
        "The server makes a hash of the ticket's id: that is the key",
        "The store answers with what lies under that key",
        "The server knows that it is Alice, and sends her cart",
      ],
      because:
        "A ticket stands for a session, and only the store knows for which. So the server has to ask, each time; and when the key is deleted, every copy of the ticket stands for nothing.",
      see: "npm run lesson 03 store",
    },
  ],
} as const satisfies Quiz;
