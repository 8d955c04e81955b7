import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Which is state?",
  about:
    "You can go through a server's code and say what has to move out before a second server starts.",
  questions: [
    {
      id: "state-review-of-what-is-left",
      kind: "several",
      tests: ["what-counts-as-state", "state-rate-counter", "state-uploaded-files"],
      ask: "Three servers take turns, and sessions are already in Redis. A review looks for other things that one request leaves behind in a server and a later request needs. What counts?",
      choices: [
        {
          text: "The wrong passwords of the last minute, counted in a Map",
          right: true,
          because:
            "The next try may reach a server that hasn't counted any of them. Three separate counts let through more guesses than one.",
        },
        {
          text: "The pictures that users have uploaded, in a folder",
          right: true,
          because:
            "The file is on one server's disk. Anyone who asks another server for it finds nothing, and the disk may be lost with the server.",
        },
        {
          text: "The address from page one of a form, kept for page two",
          right: true,
          because:
            "No one has to be signed in for this. Page two may go to a server that has never seen page one.",
        },
        {
          text: "The list of products, read from a file in the release",
          because:
            "It does stay in memory between requests. But every server reads the same file from the release, and no request changes it. It would count if a request could change it.",
        },
        {
          text: "The open connections to the database, ten per server",
          because:
            "They do outlive a request. But any of them can serve any user, and a new server opens its own. Only their number matters: the database has a limit.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "state-secret-made-at-start",
      kind: "predict",
      tests: ["state-generated-secret"],
      ask: "The finished shop of lesson 04 runs on three servers that take turns. A startup script makes up a new JWT_SECRET for each of them. Alice signs in, then asks for /me six times. How many of the six fail?",
      choices: [
        {
          text: "0: each key is long enough, and the token carries its proof",
          is: "0",
          because:
            "The proof can only be checked with the key that made it. It would be 0 if all three had been given the same key.",
          misconception: "key-of-one-server",
        },
        {
          text: "2: the other two each refuse her once, then accept her token",
          is: "2",
          because:
            "A refusal teaches a server nothing: it has no way to learn another server's key. Its next turn brings the same 401.",
        },
        {
          text: "4: two of the three servers have a different key",
          is: "4",
          right: true,
          because:
            "To those two, her token looks forged. No server keeps a list of sessions, and yet the servers differ: a secret made at startup is state.",
        },
        {
          text: "6: by the time she asks, it's always another server's turn",
          is: "6",
          because:
            "That's the login loop, where she signs in again after each refusal. Here she only asks, and every third turn is the signer's.",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "state-server-that-may-die",
      kind: "one",
      tests: ["state-user-session"],
      ask: "Sessions are in a Map in server A. From now on A may be killed at any moment and replaced by a server on another machine, and Alice must stay signed in. Which change does that?",
      choices: [
        {
          text: "A writes the Map to its disk when it stops, and reads it at startup",
          because:
            "That helps with a planned restart on the same machine. A process that is killed writes nothing, and another machine has another disk.",
        },
        {
          text: "The balancer pins each browser, so that Alice always comes back to A",
          because:
            "A pin leads to A only as long as A is there. When A dies, its list dies with it, and Alice is signed out.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "A's machine runs four workers, so that three are left if one is killed",
          because:
            "Each worker is a process with its own Map, so three of the four don't know her. And the whole machine can die.",
        },
        {
          text: "Sessions go into a database table that every server reads",
          right: true,
          because:
            "Then no server knows anything about her that the others don't. The session is still state, but it has moved to a place they share.",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "state-guesses-counted-apart",
      kind: "one",
      tests: ["state-rate-counter"],
      ask: "Five wrong passwords lock an account for the day. Each of four servers counts in its own Map, behind a balancer that reads HTTP and takes turns. No server restarts. How many guesses at Alice's password does Mallory get today?",
      choices: [
        {
          text: "5: the limit belongs to the account, wherever the guess arrives",
          because:
            "That's what was intended. This would be true if the four servers added to one counter, in a store they share.",
        },
        {
          text: "20: each of the servers counts only the five that reach it",
          right: true,
          because:
            "With N counters the limit is N times as high. Every server you add raises the limit, and nothing in the code says so.",
        },
        {
          text: "5 over one connection, and 20 if Mallory opens a new one each time",
          because:
            "That's true behind a balancer that forwards whole connections. This one picks a server for each request.",
        },
        {
          text: "No limit: the turn moves on before any count reaches five",
          because:
            "Taking turns spreads out the guesses, so each count rises more slowly. But it does reach five, because nothing ever lowers it.",
        },
      ],
      see: "exercises.md, Vocabulary, rate limit",
    },
    {
      id: "state-upload-and-pin",
      kind: "one",
      tests: ["state-uploaded-files"],
      ask: "Pictures are kept on the disk of the server that received them, and were sometimes missing. So the team pinned browsers to servers, as in lesson 02. Alice lists her kettle for sale, with a picture. Who can see it?",
      choices: [
        {
          text: "Everyone: the pin leads each reader to the picture's server",
          because:
            "A pin says where a browser belongs, not where a picture is. For that, the balancer would have to choose a server by the picture's URL.",
        },
        {
          text: "Everyone, once the other servers have fetched a copy",
          because:
            "Nothing here copies files. This would be true with one place that all servers read from, such as an object store.",
        },
        {
          text: "Alice, and anyone who happens to be pinned to her server",
          right: true,
          because:
            "For Alice everything works, so her test passes. Bob, pinned elsewhere, gets a 404. Pins help only with state that belongs to one browser.",
        },
        {
          text: "Alice alone: the picture belongs to her session, and so to her",
          because:
            "The picture is a file; it isn't in any session. Anyone who asks the server that has it can get it.",
        },
      ],
      see: "exercises.md, Vocabulary, object store",
    },
    {
      id: "state-pool-times-servers",
      kind: "one",
      tests: ["state-connection-pool"],
      ask: "Each server opens 20 connections to the database at startup, and keeps them. The database accepts 100 in all. Four servers ran well; for a sale the shop starts four more. What happens?",
      choices: [
        {
          text: "The database accepts 20 more, and refuses the rest",
          right: true,
          because:
            "Four pools already hold 80, and four more want another 80. No pool contains a user's session, but all pools share one thing: the database's limit.",
        },
        {
          text: "Everything works, because a pool isn't state and so doesn't count",
          because:
            "It's true that a pool knows nothing about a user. But it does hold connections, and the database can give out only so many.",
        },
        {
          text: "Each pool shrinks to 12, because the servers share what there is",
          because:
            "The servers don't know about each other, so no pool shrinks. A connection proxy in front of the database could divide them up.",
        },
        {
          text: "Users whose requests reach a new pool have to sign in again",
          because:
            "True if a connection belonged to a user. These belong to the server, and any request may use any of them.",
        },
      ],
      see: "exercises.md, Vocabulary, connection pool",
    },
    {
      id: "state-copies-that-may-stay",
      kind: "several",
      tests: ["state-in-process-cache", "local-copy"],
      ask: "Each of three servers keeps the following in its own memory, and they take turns behind a balancer. A sign-out must take effect on every server at once. Which of these would you approve in a review?",
      choices: [
        {
          text: "Product descriptions, read again after 30 seconds",
          right: true,
          because:
            "The database has the real data, and a lost copy is read again. Two servers may differ for half a minute, but that harms no one.",
        },
        {
          text: "Thumbnails of pictures, stored by each picture's hash, up to 50 MB",
          right: true,
          because:
            "A changed picture has a different hash, so no copy is ever out of date. A server without a copy makes one.",
        },
        {
          text: "Sessions read from Redis, read again after 60 seconds",
          because:
            "These are kept only briefly, too. But for up to a minute, B still serves someone who has signed out on A, or a thief with a copy of the cookie.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "Carts, written to the database once a minute",
          because:
            "Until then, this isn't a copy: it's the only version. The next request may reach a server without it, and a crash loses it.",
        },
        {
          text: "Which accounts are locked, read at startup",
          because:
            "This would work if locks never changed. But an account locked today stays open on every server that started earlier.",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "state-setting-on-one-server",
      kind: "predict",
      tests: ["state-static-config", "authentication-or-authorisation"],
      ask: "Three servers of lesson 03 take turns, and the admin is signed in. Each server reads from its settings at startup who is an admin. The settings are changed to take this role away, but only B is restarted. Of six requests for /admin/accounts, how many are refused?",
      choices: [
        {
          text: "0: the admin signed in earlier, and the session keeps the role",
          is: "0",
          because:
            "True if the role were in the session, or in a token as in lesson 04. Here it is looked up on each request.",
          misconception: "role-in-the-session",
        },
        {
          text: "1: B refuses once, and the balancer skips it from then on",
          is: "1",
          because:
            "A 403 is an answer, not a sign of a dead server. A balancer that takes turns comes back to B.",
        },
        {
          text: "2: only B has read the settings since they were changed",
          is: "2",
          right: true,
          because:
            "Settings are harmless as long as every server has the same ones. Until A and C are restarted too, the answer depends on which server's turn it is.",
        },
        {
          text: "6: the session is in Redis, so all servers see the change at once",
          is: "6",
          because:
            "They all see what is in Redis, but the role isn't there. It would be 6 if the role were kept in a store that all three read.",
        },
      ],
      see: "shared/app/accounts.ts, roleOf",
    },
    {
      id: "state-key-on-its-way",
      kind: "word",
      tests: ["key-distribution", "state-static-config"],
      ask: "The login servers sign tokens; the shop's servers only check them. The key is changed while users are signed in, and no good token may be refused. Complete the plan: the new key goes first to all servers that ___ tokens.",
      answers: [
        "check",
        "checks",
        "verify",
        "verifies",
        "verifying",
        "checking",
        "validate",
        "validates",
        "read",
        "receive",
        "accept",
        "only check",
      ],
      near: [
        {
          word: "sign",
          because:
            "Then the first token signed with the new key may reach a server that can't check it yet, and Alice gets a 401.",
        },
        {
          word: "issue",
          because:
            "Issuing a token means signing it. A server may sign with the new key only once every server that checks tokens has it.",
        },
      ],
      because:
        "Until every server that checks tokens has both keys, no server may sign with the new one. The old one stays until the last token signed with it has expired. While the new settings are being rolled out, the servers differ.",
      see: "exercises.md, Vocabulary, key rotation",
    },
  ],
} as const satisfies Quiz;
