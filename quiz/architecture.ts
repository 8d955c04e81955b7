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
      ask: "Three servers behind the finished balancer of lesson 02; Alice is signed in. A, then B, then C is killed and started again. Each time the server is back she asks for /me, and signs in again if refused: how often must she?",
      choices: [
        {
          text: "0: her pin brings her back to the server that knows her",
          is: "0",
          because:
            "It brings her to the server of that name. The process behind the name is new, and its list is empty. With a store it would be 0.",
        },
        {
          text: "1: when the server that she is pinned to has its turn",
          is: "1",
          right: true,
          because:
            "The other restarts are not hers. But each user is pinned to one of the three, so this deploy throws out everybody at least once.",
        },
        {
          text: "2: at her own server, and at the one that she moves to then",
          is: "2",
          because:
            "It can happen if she asks while her server is down: she moves to one that is still to be restarted. Here hers is back, and her pin holds.",
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
      ask: "Three servers keep nothing; sessions are in Redis and orders in a database. Alice sends POST /orders once, and the server is killed while it works on it. What has the crash cost her?",
      choices: [
        {
          text: "Nothing: another server carries on where the first one stopped",
          because:
            "Another server can take her next request. Of this one it has nothing: what was under way was in the memory of the dead process.",
        },
        {
          text: "Nothing: the balancer sends it again, and one order is kept",
          because:
            "The order may be written already, and a second POST would write another. It needs a key by which the shop knows both for one order.",
          misconception: "order-sent-twice",
        },
        {
          text: "Her session: it was in use by the server that was killed",
          because:
            "The server held no more than a copy for one request. The session is in Redis, and her next click is answered as Alice's.",
        },
        {
          text: "The answer: she can't tell if the order was written or not",
          right: true,
          because:
            "No sessions are lost, but requests under way are. Whether the order exists, only the database knows now.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-shared-cache",
      kind: "several",
      tests: ["http-caching"],
      ask: "Servers without state, and tokens in cookies. Somebody puts a cache in front, which all users share, and which files answers under method and address alone. Which answers could the shop let it keep for a minute?",
      choices: [
        {
          text: "The list of products, the same for every user",
          right: true,
          because:
            "It does not depend on who asks, so one copy is right for all. For a minute it may be a little old.",
        },
        {
          text: "A picture whose address changes with each new version",
          right: true,
          because:
            "What is under that address never changes, so a copy can't get old. A minute is even less than it could be.",
        },
        {
          text: "GET /me, because no server keeps a session for it",
          because:
            "The servers have no state, and still the answer depends on the cookie. Bob would be greeted as Alice, as both ask for one address.",
        },
        {
          text: "The list of products with Alice's name at the top",
          because:
            "One line of it is hers, so all of it is. Without that line, or with the line fetched by itself, the list could be shared.",
        },
        {
          text: "GET /cart, because a token says whose cart is meant",
          because:
            "It says so to the server. This cache files by method and address, and does not look at tokens: Bob gets Alice's cart.",
        },
      ],
      see: "shared/app/shop.ts, where Cache-Control is set",
    },
    {
      id: "architecture-stolen-phone",
      kind: "one",
      tests: ["long-logins", "choosing"],
      ask: "An app should stay signed in for 60 days. But when Alice reports that her phone is stolen, it must be shut out within ten minutes, on every server, and nobody else with it. Which design does that?",
      choices: [
        {
          text: "A token of 60 days; after a theft all servers get a new key",
          because:
            "That does stop the thief. But every other user's token was signed with the old key too, so all of them are out.",
        },
        {
          text: "A token of 60 days; the server that is told of the theft notes it in a Map",
          because:
            "A list of tokens taken back can work, if every server asks the same one. Here only one server knows, until it restarts.",
        },
        {
          text: "Tokens of 5 minutes, renewed only by a session in a store",
          right: true,
          because:
            "The long life is in the store, where one deletion ends it. What the thief still has is good for five minutes at most.",
        },
        {
          text: "Tokens of 5 minutes, renewed for whoever shows the last good one",
          because:
            "The thief renews as Alice did, without end. A short life helps only if the renewal asks something that can say no.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "architecture-who-pays-what",
      kind: "several",
      tests: ["resource-use", "per-request-cost"],
      ask: "Ten thousand browsers sign in, and ask for a page now and then. What do the designs of lessons 01 to 04 pay for that?",
      choices: [
        {
          text: "Tickets in a list: memory in the servers, until swept out",
          right: true,
          because:
            "Each ticket takes room in the process that gave it out, whether its user ever comes back or not.",
        },
        {
          text: "Sessions in Redis: memory there, and a trip for each ticket shown",
          right: true,
          because:
            "The servers stay small, and the store grows. Who is asking has to be asked there, each time.",
        },
        {
          text: "Tokens: more bytes in each request, and CPU to check them",
          right: true,
          because:
            "Nothing is kept, so the claims travel with every request, and the signature is checked every time.",
        },
        {
          text: "Tokens: in any case less time per request than a lookup",
          because:
            "It depends on the key, the algorithm, and how far away the store is. Given a string as its key, jsonwebtoken is much slower than given a KeyObject: measure.",
        },
        {
          text: "Pins as in lesson 02: memory in the balancer per browser",
          because:
            "The pin is a cookie, so each browser keeps its own. It would be true of a balancer that keeps a table of who goes where.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "architecture-broken-connection",
      kind: "one",
      tests: ["ftp-contrast", "self-contained-request", "http-and-app-state"],
      ask: "Over FTP, Alice has signed in and gone to the folder photos. Over HTTP she is signed in to the shop of lesson 01, on one server. Both connections are cut, and she opens new ones: where does she stand?",
      choices: [
        {
          text: "FTP: signed in, at the top folder. HTTP: signed in",
          because:
            "The folder is lost, but so is the sign-in: FTP keeps both on the connection. It would need a ticket to know her on a new one.",
        },
        {
          text: "FTP: a stranger again. HTTP: a stranger, until she signs in",
          because:
            "It would be so if the shop noted her on the connection. Her ticket comes with the next request, over any connection.",
          misconception: "identity-on-the-connection",
        },
        {
          text: "FTP: a stranger again. HTTP: signed in, as if nothing was",
          right: true,
          because:
            "FTP keeps sign-in and folder on the connection. HTTP keeps nothing there: the ticket comes with each request, and the app's list knows it.",
        },
        {
          text: "FTP: signed in, in photos. HTTP: a stranger, as it has no memory",
          because:
            "FTP's memory is the connection's, and ends with it. HTTP has none, but the app has: its list still holds her ticket.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "architecture-office-tool",
      kind: "one",
      tests: ["small-app", "simplicity", "choosing"],
      ask: "An office tool has 20 users and one server. Sessions are in a Map, with an end and a cap; it is restarted now and then at night, and whoever is out signs in again. Which is a good reason to move the sessions into Redis now?",
      choices: [
        {
          text: "Sessions in a process are always a mistake",
          because:
            "On many servers they need pins, and die with their server. On one, with an end and a cap, they cost a sign-in after a restart, and nobody minds here.",
        },
        {
          text: "A second server is to start next week",
          right: true,
          because:
            "Then every other request meets a stranger. Until then Redis would be one more thing to run and to fail, for nothing.",
        },
        {
          text: "Redis finds a session faster than a Map does",
          because:
            "A Map is in the process; Redis is a trip away. It gives a place that many can ask, and not speed.",
        },
        {
          text: "The Map grows with each sign-in, for ever",
          because:
            "It would without an end and a cap, and then sweeping is the repair. This one has both.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "architecture-process-per-request",
      kind: "several",
      tests: ["serverless", "self-contained-request"],
      ask: "A platform starts a fresh process for each request, and ends it after the answer. The finished code of the lessons moves there, with its settings and its Redis. In which lessons is Alice known at her second request?",
      choices: [
        {
          text: "00, a password with each request",
          right: true,
          because:
            "Her proof comes along, and the accounts are part of the release. The price is the same as ever: a slow check each time.",
        },
        {
          text: "01, a list of tickets in memory",
          because:
            "The list ended with the process of the first request. It would do on one process that goes on running.",
        },
        {
          text: "02, a list of tickets, and a pin",
          because:
            "There is nothing left that a pin could lead to. Pins need servers that outlive a request.",
        },
        {
          text: "03, sessions in Redis",
          right: true,
          because:
            "Any process can look there, also one that has just begun. It has to open a connection first, each time.",
        },
        {
          text: "04, tokens, and a key from the settings",
          right: true,
          because:
            "Token and key are all it takes to know her. A key made up at the start would be gone with the process.",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "architecture-sessions-for-support",
      kind: "one",
      tests: ["logout-everywhere", "store-kinds"],
      ask: "The shop has three servers. Support wants one query that finds all of Alice's sessions, to end them on every device, and no session may be lost in a power cut. Where would you keep sessions, if nothing else is added?",
      choices: [
        {
          text: "In a signed cookie in each browser, with her name in it",
          because:
            "A power cut would harm none of them. But the shop can't find a cookie, nor end one: an old copy still verifies.",
        },
        {
          text: "In a Map in each server, where her name leads to her tickets",
          because:
            "The name is the right way to look. But each server has only a part of her sessions, and a power cut takes them all.",
        },
        {
          text: "In a Redis that writes no files, each under its ticket's hash",
          because:
            "One ticket is ended at once. But only the ticket leads to a session: hers need a list by user. And without files, a power cut takes all.",
        },
        {
          text: "In a table of the database, a row each, indexed by user",
          right: true,
          because:
            "One query finds or ends what is hers, and committed rows are on disk. Redis can do it too, with a list by user and a file that is synced at each write.",
        },
      ],
      see: "npm run lesson 03 store",
    },
    {
      id: "architecture-twice-the-servers",
      kind: "one",
      tests: ["capacity", "scale-out"],
      ask: "Sessions are in one Redis, and the balancer takes turns. The shop goes from three servers to six at the peak of a sale: it answers a third more requests a second, not twice as many, and users wait. All six servers are half idle: where do you look first?",
      choices: [
        {
          text: "At the sessions: the new servers must first be sent their share",
          because:
            "It would be so if sessions were kept in the servers. Here a new one asks Redis like the others, from its first request.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "At the users: those already signed in stay with the old servers",
          because:
            "That is what pins do, and then the old servers would be busy and the new ones idle. Here turns are taken, and all are half idle.",
        },
        {
          text: "At what all six wait for: the store, the database, the links",
          right: true,
          because:
            "Servers that keep nothing can be added freely; what they share can't. Capacity grows until that is full.",
        },
        {
          text: "At the turns: six servers need a balancer that looks at the load",
          because:
            "It would help if some servers were full while others waited. All six have room, so another one would not be faster.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "architecture-last-kettle",
      kind: "one",
      tests: ["transactions", "lost-update"],
      ask: "One kettle is left. At the same moment Alice buys it through server A and Bob through B; each server reads the stock, sees 1, and writes 0. Both are told that it is theirs: what would prevent that?",
      choices: [
        {
          text: "Stateful servers: a session keeps what its user does consistent",
          because:
            "A session knows one browser's steps. These are two browsers, and neither session knows of the other.",
        },
        {
          text: "Stateless servers: each request is then a transaction by itself",
          because:
            "Independent means that no earlier request is needed. It does not keep two requests from changing one number at once.",
        },
        {
          text: "Sessions in one Redis: both servers then see the same state",
          because:
            "They see the same stock already, both at the same moment. The harm is done between reading and writing.",
        },
        {
          text: "One step in the database: take one off, if one is left",
          right: true,
          because:
            "The second one finds none and is refused. That is a matter of where the stock is changed, whatever sessions are kept in.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-replica-takes-over",
      kind: "one",
      tests: ["store-replication", "failover"],
      ask: "Redis answers a write first, and copies it to a replica a moment later. Alice signs out and gets her 204. Right then the primary dies, and the replica takes its place: what does Mallory, who has copied her ticket, get?",
      choices: [
        {
          text: "Perhaps 200: the deletion may not have reached the replica",
          right: true,
          because:
            "What was acknowledged can still be lost in a failover. Then her session is there again, until its end or another sign-out.",
        },
        {
          text: "Surely 401: her 204 was sent after the key had been deleted",
          because:
            "It had been, on the primary. It would be sure if the answer waited until the replica had the deletion too, and only such a one took over.",
        },
        {
          text: "Surely 401: a replica that takes over begins with no sessions",
          because:
            "It begins with all that was copied in time, or everybody would be out. That is what replicas are for.",
        },
        {
          text: "Surely 503: nobody can say what holds until the primary is back",
          because:
            "503 is right while no store answers. Now one does, and nothing tells the servers that it lacks the last writes.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "architecture-gateway-and-service",
      kind: "order",
      tests: ["hybrid", "authentication-or-authorisation", "key-distribution"],
      ask: "Browsers talk to a gateway, which keeps sessions in a store. The services behind it never ask that store; they take tokens that live one minute. Alice asks to cancel an order: what happens, in which order?",
      steps: [
        "Her browser sends her ticket along",
        "The gateway finds her session in the store",
        "It signs a token that names Alice",
        "The order service verifies it, with the key it was given",
        "It looks whether the order is hers to cancel",
      ],
      because:
        "At the edge a session can be ended at once; inside, a key replaces the store. A valid token says who asks, and not yet what she may do. After a sign-out, a token that is out lasts a minute at most.",
      see: "lessons/04-jwt/README.md, Say it in an interview",
    },
  ],
} as const satisfies Quiz;
