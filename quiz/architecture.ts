import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Stateful and stateless",
  about:
    "You can compare designs by what they cost, what a crash takes with it, and what they can't do.",
  questions: [
    {
      id: "architecture-deploy-with-pins",
      kind: "predict",
      tests: ["rolling-deploy", "failover"],
      ask: "Three servers run behind the finished balancer of lesson 02, and Alice is signed in. A, then B, then C is killed and restarted. Each time a server is back up, she asks for /me, and signs in again if refused. How many times does she have to sign in again?",
      choices: [
        {
          text: "0: her pin brings her back to the server that knows her",
          is: "0",
          because:
            "It brings her to the server with that name. But the process behind the name is new, and its list is empty. With a store, it would be 0.",
        },
        {
          text: "1: after the restart of the server she is pinned to",
          is: "1",
          right: true,
          because:
            "The other restarts don't affect her. But every user is pinned to one of the three, so this deploy signs everyone out at least once.",
        },
        {
          text: "2: at her own server, and at the one she then moves to",
          is: "2",
          because:
            "That can happen if she asks while her server is down, and moves to one that hasn't been restarted yet. Here her server is back up, so she stays.",
        },
        {
          text: "3: every new process has an empty list, and there are three",
          is: "3",
          because:
            "All three lists are lost. But only one of them had her in it, and her pin never leads her to the other two.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-order-under-way",
      kind: "one",
      tests: ["failover", "retry-safety"],
      ask: "Three servers keep nothing; sessions are in Redis and orders in a database. Alice sends POST /orders once, and the server is killed while working on it. What has the crash cost her?",
      choices: [
        {
          text: "Nothing: another server carries on where the first one stopped",
          because:
            "Another server can take her next request. But it knows nothing about this one: the work in progress was in the dead process's memory.",
        },
        {
          text: "Nothing: the balancer sends it again, and one order is kept",
          because:
            "The order may already be written, and a second POST would write another. The order needs a key that lets the shop recognize both as the same order.",
          misconception: "order-sent-twice",
        },
        {
          text: "Her session: the server that was killed was using it",
          because:
            "The server held only a copy, for one request. The session is in Redis, and her next click is answered as Alice's.",
        },
        {
          text: "The answer: she can't tell whether the order was written",
          right: true,
          because:
            "No sessions are lost, but requests under way are. Now only the database knows whether the order exists.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-shared-cache",
      kind: "several",
      tests: ["http-caching"],
      ask: "The servers are stateless, and tokens are in cookies. Someone adds a cache in front of them that all users share. It stores responses by method and URL alone. Which responses could the shop let it keep for a minute?",
      choices: [
        {
          text: "The list of products, the same for every user",
          right: true,
          because:
            "It doesn't depend on who asks, so one copy is right for everyone. It may be up to a minute old.",
        },
        {
          text: "A picture whose URL changes with each new version",
          right: true,
          because:
            "What is at that URL never changes, so a copy can't go stale. It could be kept far longer than a minute.",
        },
        {
          text: "GET /me, because no server keeps a session for it",
          because:
            "The servers have no state, but the response still depends on the cookie. Bob would be greeted as Alice, since both request the same URL.",
        },
        {
          text: "The list of products with Alice's name at the top",
          because:
            "One line of it is hers, so the whole response is hers. Without that line, or with the line fetched separately, the list could be shared.",
        },
        {
          text: "GET /cart, because a token says whose cart it is",
          because:
            "It says so to the server. But this cache stores by method and URL, and doesn't look at tokens: Bob gets Alice's cart.",
        },
      ],
      see: "shared/app/headers.ts, Cache-Control",
    },
    {
      id: "architecture-stolen-phone",
      kind: "one",
      tests: ["long-logins", "choosing"],
      ask: "An app should stay signed in for 60 days. But when Alice reports her phone stolen, it must be shut out within ten minutes, on every server, without affecting anyone else. Which design does that?",
      choices: [
        {
          text: "A token of 60 days; after a theft all servers get a new key",
          because:
            "That does stop the thief. But every other user's token was signed with the old key too, so everyone is signed out.",
        },
        {
          text: "A token of 60 days; the server that gets the report notes it in a Map",
          because:
            "A list of revoked tokens can work if every server checks the same one. Here only one server knows about the theft, and only until it restarts.",
        },
        {
          text: "Tokens of 5 minutes, renewed only through a session in a store",
          right: true,
          because:
            "Only the session in the store lives that long, and one deletion ends it. The thief's token is good for five minutes at most.",
        },
        {
          text: "Tokens of 5 minutes, renewed for anyone who sends the last good one",
          because:
            "The thief can keep renewing forever, just as Alice could. A short lifetime helps only if something can refuse to renew the token.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "architecture-who-pays-what",
      kind: "several",
      tests: ["resource-use", "per-request-cost"],
      ask: "Ten thousand browsers sign in, and ask for a page now and then. What does that cost in the designs of lessons 01 to 04?",
      choices: [
        {
          text: "Tickets in a list: memory in the servers, until swept out",
          right: true,
          because:
            "Each ticket takes up room in the process that issued it, whether its user ever comes back or not.",
        },
        {
          text: "Sessions in Redis: memory there, and a round trip for each ticket sent",
          right: true,
          because:
            "The servers stay small, and the store grows. For each ticket it gets, a server has to ask the store who the user is.",
        },
        {
          text: "Tokens: more bytes in each request, and CPU to check them",
          right: true,
          because:
            "Nothing is kept, so the claims travel with every request, and the signature is checked every time.",
        },
        {
          text: "Tokens: always less time per request than a lookup",
          because:
            "It depends on the key, the algorithm, and how far away the store is. jsonwebtoken, for example, is much slower with a string as its key than with a KeyObject. So measure.",
        },
        {
          text: "Pins as in lesson 02: memory in the balancer per browser",
          because:
            "The pin is a cookie, so each browser keeps its own. This would be true of a balancer that keeps a table of who goes where.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "architecture-broken-connection",
      kind: "one",
      tests: ["ftp-contrast", "self-contained-request", "http-and-app-state"],
      ask: "Over FTP, Alice has signed in and gone to the folder photos. Over HTTP she is signed in to the shop of lesson 01, on one server. Both connections are cut, and she opens new ones. Where does that leave her?",
      choices: [
        {
          text: "FTP: signed in, at the top folder. HTTP: signed in",
          because:
            "The folder is lost, but so is the sign-in: FTP keeps both on the connection. To recognize her on a new connection, it would need something like a ticket.",
        },
        {
          text: "FTP: signed out. HTTP: signed out, until she signs in again",
          because:
            "True if the shop stored her name on the connection. But her ticket comes with the next request, over any connection.",
          misconception: "identity-on-the-connection",
        },
        {
          text: "FTP: signed out. HTTP: signed in, as if nothing had happened",
          right: true,
          because:
            "FTP keeps the sign-in and the folder on the connection. HTTP keeps nothing there: the ticket comes with each request, and the app finds it in its list.",
        },
        {
          text: "FTP: signed in, in photos. HTTP: signed out, as it has no memory",
          because:
            "FTP's memory belongs to the connection and ends with it. HTTP has no memory, but the app does: her ticket is still in its list.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "architecture-office-tool",
      kind: "one",
      tests: ["small-app", "simplicity", "choosing"],
      ask: "An office tool has 20 users and one server. Sessions are in a Map, with an expiry and a cap. It is sometimes restarted at night, and users who are signed out just sign in again. Which is a good reason to move the sessions to Redis now?",
      choices: [
        {
          text: "Sessions in a process are always a mistake",
          because:
            "With many servers, such sessions need pins, and die with their server. With one server, an expiry and a cap, they cost one sign-in after a restart, and here no one minds.",
        },
        {
          text: "A second server will start next week",
          right: true,
          because:
            "Then every other request reaches a server that doesn't know the user. Until then, Redis would be one more thing to run and one more thing that can fail, with no benefit.",
        },
        {
          text: "Redis finds a session faster than a Map does",
          because:
            "A Map is in the process; Redis is a round trip away. What Redis offers isn't speed, but one place that many servers can use.",
        },
        {
          text: "The Map grows with each sign-in, forever",
          because:
            "It would without an expiry and a cap, and then the fix would be to sweep it. This one has both.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "architecture-process-per-request",
      kind: "several",
      tests: ["serverless", "self-contained-request"],
      ask: "A platform starts a fresh process for each request, and ends it after the response. The finished code of the lessons moves there, with its settings and its Redis. In which lessons does the shop still know Alice on her second request?",
      choices: [
        {
          text: "00, a password with each request",
          right: true,
          because:
            "Her proof comes with the request, and the accounts are part of the release. The price is the same as always: a slow check every time.",
        },
        {
          text: "01, a list of tickets in memory",
          because:
            "The list was lost with the first request's process. This would work with one process that keeps running.",
        },
        {
          text: "02, a list of tickets, and a pin",
          because:
            "The process that the pin names is gone. Pins need servers that outlive a request.",
        },
        {
          text: "03, sessions in Redis",
          right: true,
          because:
            "Any process can look there, even one that has just started. But each one has to open a connection first.",
        },
        {
          text: "04, tokens, and a key from the settings",
          right: true,
          because:
            "The token and the key are all it takes to know her. A key made up at startup would be gone with the process.",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "architecture-sessions-for-support",
      kind: "one",
      tests: ["logout-everywhere", "store-kinds"],
      ask: "The shop has three servers. Support wants one query that finds all of Alice's sessions, to end them on every device, and no session may be lost in a power outage. Where would you keep the sessions, if you can't add anything else?",
      choices: [
        {
          text: "In a signed cookie in each browser, with her name in it",
          because:
            "They would survive a power outage. But the shop can't find a cookie or end one: an old copy still verifies.",
        },
        {
          text: "In a Map in each server, from a user's name to their tickets",
          because:
            "Looking up by name is right. But each server has only some of her sessions, and a power outage takes them all.",
        },
        {
          text: "In a Redis that writes no files, each under its ticket's hash",
          because:
            "It can end one session at once. But you need the ticket to find a session, so finding all of hers takes an extra list by user. And without files, a power outage takes everything.",
        },
        {
          text: "In a database table, one row per session, indexed by user",
          right: true,
          because:
            "One query finds or ends all of hers, and committed rows are on disk. Redis can do it too, with a list by user and a file that is synced on each write.",
        },
      ],
      see: "exercises.md, Vocabulary, sessions by user",
    },
    {
      id: "architecture-twice-the-servers",
      kind: "one",
      tests: ["capacity", "scale-out"],
      ask: "Sessions are in one Redis, and the servers take turns. At the peak of a sale the shop goes from three servers to six: it answers a third more requests per second, not twice as many, and users wait. All six servers are half idle. Where do you look first?",
      choices: [
        {
          text: "At the sessions: the new servers must first receive their share",
          because:
            "True if sessions were kept in the servers. Here, a new server asks Redis from its first request on, like the others.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "At the users: those already signed in stay with the old servers",
          because:
            "That's what pins do, and then the old servers would be busy and the new ones idle. Here they take turns, and all are half idle.",
        },
        {
          text: "At what all six wait for: the store, the database, the links",
          right: true,
          because:
            "You can add as many servers as you like if they keep nothing, but they all share these. Capacity grows only until the shared part is full.",
        },
        {
          text: "At the turns: six servers need a balancer that looks at load",
          because:
            "That would help if some servers were full while others were idle. All six have room, so picking a different one wouldn't be faster.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "architecture-last-kettle",
      kind: "one",
      tests: ["transactions", "lost-update"],
      ask: "One kettle is left. At the same moment Alice buys it through server A and Bob through B; each server reads the stock, sees 1, and writes 0. Both get a confirmation. What would prevent that?",
      choices: [
        {
          text: "Stateful servers: a session keeps what its user does consistent",
          because:
            "A session knows one browser's steps. These are two browsers, and neither session knows about the other.",
        },
        {
          text: "Stateless servers: each request is then a transaction by itself",
          because:
            "Stateless means that a request doesn't depend on an earlier one. It doesn't keep two requests from changing the same number at once.",
        },
        {
          text: "Sessions in one Redis: both servers then see the same state",
          because:
            "They already see the same stock, and at the same moment. The harm is done between reading and writing.",
        },
        {
          text: "One step in the database: subtract one, if one is left",
          right: true,
          because:
            "The second buyer finds none left and is refused. What matters is where the stock is changed, not where the sessions are kept.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-replica-takes-over",
      kind: "one",
      tests: ["store-replication", "failover"],
      ask: "Redis answers a write first, and copies it to a replica a moment later. Alice signs out and gets her 204. Right then the primary dies, and the replica takes over. Mallory has a copy of her ticket. What does the copy get now?",
      choices: [
        {
          text: "Perhaps 200: the deletion may not have reached the replica",
          right: true,
          because:
            "An acknowledged write can still be lost in a failover. Then her session is back, until it expires or she signs out again.",
        },
        {
          text: "Definitely 401: her 204 was sent after the key was deleted",
          because:
            "The key was deleted, but only on the primary. A 401 would be certain if the 204 had waited until the replica had the deletion too, and only such a replica could take over.",
        },
        {
          text: "Definitely 401: the replica has no sessions when it takes over",
          because:
            "It takes over with everything that was copied in time. Otherwise everyone would be signed out, and that's what replicas are there to prevent.",
        },
        {
          text: "Definitely 503: no one can be sure until the primary is back",
          because:
            "503 is right while no store answers. Now one does, and nothing shows the servers that it is missing the last writes.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-gateway-and-service",
      kind: "order",
      tests: ["hybrid", "authentication-or-authorisation", "key-distribution"],
      ask: "Browsers talk to a gateway, which keeps sessions in a store. The services behind it never use that store; they accept tokens that live for one minute. Alice asks to cancel an order. What happens, in order?",
      steps: [
        "Her browser sends her ticket along",
        "The gateway finds her session in the store",
        "The gateway signs a token that names Alice",
        "The order service verifies the token with the key it was given",
        "The order service checks whether the order is hers to cancel",
      ],
      because:
        "At the edge a session can be ended at once; inside, a key replaces the store. A valid token says who is asking, but not what that person may do. After a sign-out, a token already issued lasts a minute at most.",
      see: "exercises.md, Vocabulary, gateway",
    },
  ],
} as const satisfies Quiz;
