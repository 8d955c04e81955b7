import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Which is state?",
  about:
    "You can go through a server's code and say what must move out before a second server starts.",
  questions: [
    {
      id: "state-review-of-what-is-left",
      kind: "several",
      tests: ["what-counts-as-state", "state-rate-counter", "state-uploaded-files"],
      ask: "Three servers take turns, and sessions are in Redis already. A review looks for what else a request leaves behind in one server and a later request needs. What counts?",
      choices: [
        {
          text: "The wrong passwords of the last minute, counted in a Map",
          right: true,
          because:
            "The next try may reach a server that has counted none of them. Three counts apart let more guesses through than one.",
        },
        {
          text: "The pictures that users have uploaded, in a folder",
          right: true,
          because:
            "The file is on one server's disk. Whoever asks another server for it finds nothing, and the disk may go with the server.",
        },
        {
          text: "The address from page one of a form, held for page two",
          right: true,
          because:
            "Nobody need be signed in for that. Page two may reach a server that has never seen page one.",
        },
        {
          text: "The list of products, read from a file of the release",
          because:
            "It does stay in memory between requests. But each server of the release reads the same, and no request changes it. It would count if one could.",
        },
        {
          text: "The open connections to the database, ten in each server",
          because:
            "They do outlive a request. But any of them serves any user, and a new server opens its own. Only their number matters: the database has a limit.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "state-secret-made-at-start",
      kind: "predict",
      tests: ["state-generated-secret"],
      ask: "The finished shop of lesson 04 on three servers that take turns. A start script makes up a new JWT_SECRET for each of them. Alice signs in, and then asks for /me six times: how many of the six fail?",
      choices: [
        {
          text: "0: each key is long enough, and the token brings its proof",
          is: "0",
          because:
            "The proof can only be checked with the key that made it. It would be 0 if all three had been given the same one.",
          misconception: "key-of-one-server",
        },
        {
          text: "2: the two others refuse her once, and take her token then",
          is: "2",
          because:
            "A refusal teaches a server nothing: it has no way to learn the other's key. The next turn brings the same 401.",
        },
        {
          text: "4: two servers of three hold a key that is not hers",
          is: "4",
          right: true,
          because:
            "To them her token looks forged. No list of sessions is kept, and yet the servers differ: a secret made at the start is state.",
        },
        {
          text: "6: by the time she asks, it is always another server's turn",
          is: "6",
          because:
            "That is the login loop, where she signs in again after each refusal. Here she only asks, and every third turn is the signer's.",
        },
      ],
      see: "lessons/04-jwt/README.md, What you proved",
    },
    {
      id: "state-server-that-may-die",
      kind: "one",
      tests: ["state-user-session"],
      ask: "Sessions are in a Map in server A. From now on A may be killed at any moment and a server on another machine takes over, and Alice must stay signed in. Which change does that?",
      choices: [
        {
          text: "A writes the Map to its disk when it stops, and reads it when it starts",
          because:
            "That helps in a planned restart on the same machine. A process that is killed writes nothing, and another machine has another disk.",
        },
        {
          text: "The balancer pins each browser, so that Alice always comes back to A",
          because:
            "A pin leads to A while there is an A. When it dies, its list dies with it, and she is out.",
          misconception: "session-kept-in-the-process",
        },
        {
          text: "A's machine runs four workers, so that three are left if one is killed",
          because:
            "Each worker is a process with a Map of its own, so three of the four don't know her. And a machine can die as a whole.",
        },
        {
          text: "Sessions go into a table of the database, which every server asks",
          right: true,
          because:
            "Then no server has anything of hers that another lacks. The session is still state; it has moved to a place they share.",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "state-guesses-counted-apart",
      kind: "one",
      tests: ["state-rate-counter"],
      ask: "Five wrong passwords lock an account for the day. Each of four servers counts in a Map of its own, behind a balancer that reads HTTP and takes turns. How many guesses at Alice's password does Mallory get today, if no server restarts?",
      choices: [
        {
          text: "5: the limit belongs to the account, wherever the guess arrives",
          because:
            "That is what was meant. It would be so if the four servers added to one counter, in a store that they share.",
        },
        {
          text: "20: each of the servers counts only the five that reach it",
          right: true,
          because:
            "With N counters the limit is N times as high. Each server that is added raises it, and nothing in the code says so.",
        },
        {
          text: "5 over one connection, and 20 if she opens a new one each time",
          because:
            "It would be so behind a balancer that passes whole connections on. This one picks a server for each request.",
        },
        {
          text: "As many as she likes: the turn moves on before a count is full",
          because:
            "The turns spread the guesses, and each count fills more slowly. But it fills: nothing takes a guess off it again.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "state-upload-and-pin",
      kind: "one",
      tests: ["state-uploaded-files"],
      ask: "Pictures are kept on the disk of the server that took them, and were missing every now and then. So the team pinned browsers to servers, as in lesson 02. Alice offers her kettle, with a picture: who can see it?",
      choices: [
        {
          text: "Everybody: the pin leads each reader to the picture's server",
          because:
            "A pin says where a browser belongs, not where a picture is. A balancer would have to choose by the picture's address for that.",
        },
        {
          text: "Everybody, as soon as the other servers have fetched a copy",
          because:
            "Nothing here copies files. One place that all servers read from, such as an object store, would make it true.",
        },
        {
          text: "Alice, and those who happen to be pinned to her server",
          right: true,
          because:
            "For Alice all is well, so her test passes. Bob, pinned elsewhere, gets a 404. Pins help only where one browser's state is meant.",
        },
        {
          text: "Alice alone: the picture belongs to her session, and so to her",
          because:
            "The picture is a file, and in no session. Whoever asks the server that has it can get it.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, What you proved",
    },
    {
      id: "state-pool-times-servers",
      kind: "one",
      tests: ["state-connection-pool"],
      ask: "Each server opens 20 connections to the database when it starts, and keeps them. The database accepts 100 in all. Four servers ran well; for a sale the shop starts four more: what happens?",
      choices: [
        {
          text: "The database accepts twenty more, and refuses the rest",
          right: true,
          because:
            "Four pools hold 80 already, and four more want 80. No user's session is in a pool, and still all pools share one thing: the database's limit.",
        },
        {
          text: "All goes well, because a pool is not state and so does not count",
          because:
            "It is true that a pool holds nothing of a user. It does hold connections, and these come out of one supply.",
        },
        {
          text: "Each pool shrinks to 12, because the servers share what there is",
          because:
            "The servers know nothing of each other, so no pool shrinks. A proxy for connections in front of the database could share them out.",
        },
        {
          text: "Users whose requests reach a new pool have to sign in once more",
          because:
            "It would be so if a connection knew its user. These are the server's own, and every request may use any of them.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "state-copies-that-may-stay",
      kind: "several",
      tests: ["state-in-process-cache", "local-copy"],
      ask: "Each of three servers keeps the following in its own memory, and a balancer takes turns. A sign-out must count on every server at once. Which would you let pass in a review?",
      choices: [
        {
          text: "Texts that describe products, read anew after 30 seconds",
          right: true,
          because:
            "The database has the truth, and a lost copy is read again. For half a minute two servers may differ, and nobody is harmed.",
        },
        {
          text: "Small versions of pictures, by the hash of each, up to 50 MB",
          right: true,
          because:
            "A changed picture has another hash, so no copy is ever out of date. A server that has none makes one.",
        },
        {
          text: "Sessions read from Redis, read anew after 60 seconds",
          because:
            "The life is short here too. But whoever signed out on A is served by B for up to a minute, and so is a thief with a copy.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "Carts, written to the database once a minute",
          because:
            "Until then this is no copy but the only one. The next request may reach a server without it, and a crash loses it.",
        },
        {
          text: "Which accounts are locked, read when the server starts",
          because:
            "It would do if locks never changed. An account that is locked today stays open on every server that started before.",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "state-setting-on-one-server",
      kind: "predict",
      tests: ["state-static-config", "authentication-or-authorisation"],
      ask: "Three servers of lesson 03 take turns, and the admin is signed in. Who is an admin stands in settings that a server reads when it starts. The role is taken away there, but only B is restarted: of six requests for /admin/accounts, how many are refused?",
      choices: [
        {
          text: "0: the admin signed in before, and the session keeps the role",
          is: "0",
          because:
            "So it would be if the role lay in the session, or in a token as in lesson 04. Here it is looked up at each request.",
          misconception: "role-in-the-session",
        },
        {
          text: "1: B refuses once, and the balancer passes it over from then on",
          is: "1",
          because:
            "A 403 is an answer, and no sign of a dead server. A balancer that takes turns comes back to B.",
        },
        {
          text: "2: only B has read the settings since they were changed",
          is: "2",
          right: true,
          because:
            "Settings are harmless as long as every server has the same. Until A and C are restarted too, the answer depends on the turn.",
        },
        {
          text: "6: the session is in Redis, so all servers see the change at once",
          is: "6",
          because:
            "What is in Redis they all see. Who is an admin isn't there: it would be 6 if the role were kept in a store that all three ask.",
        },
      ],
      see: "shared/app/accounts.ts, roleOf",
    },
    {
      id: "state-key-on-its-way",
      kind: "word",
      tests: ["key-distribution", "state-static-config"],
      ask: "The login servers sign tokens, the shop's servers only check them. The key is changed while users are signed in, and no good token may be refused. Complete the plan: the new key goes first to all servers that ___ tokens.",
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
            "Then the first token signed with the new key reaches a server that can't check it yet, and Alice gets a 401.",
        },
        {
          word: "issue",
          because:
            "To issue a token is to sign it. With the new key that may begin only when every server that checks knows the key.",
        },
      ],
      because:
        "Until every checking server knows both keys, the new one must sign nothing. The old one stays until the last token signed with it has ended. While settings travel, the servers differ.",
      see: "lessons/04-jwt/README.md, What you proved",
    },
  ],
} as const satisfies Quiz;
