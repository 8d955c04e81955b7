import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "In memory",
  about:
    "You can say which requests fail when sessions live in one process, and what makes a session safe wherever it lives.",
  questions: [
    {
      id: "memory-second-server",
      kind: "one",
      tests: ["review-what-breaks"],
      ask: "The shop of lesson 01 ran on one server for a year. Tonight B was started beside it, and no line was changed. Now Alice is greeted, then asked who she is, then greeted again: why?",
      choices: [
        {
          text: "Her session is in A's memory, and B has never met her.",
          because:
            "The balancer takes turns. Her ticket is good, and only A's list has it. To B it is a text that it never gave out.",
          right: true,
        },
        {
          text: "B made up a secret of its own, and can't verify her ticket.",
          because:
            "That is how a signed token fails if each process makes its own key. This ticket has no signature: it is looked up in a list.",
        },
        {
          text: "Her cookie belongs to A, so her browser keeps it from B.",
          because:
            "Her browser knows only the balancer's host, and sends it the cookie each time. It would hold it back if B had another host name.",
        },
        {
          text: "The balancer loses her cookie on the way to B.",
          because:
            "The cookie is a header of each request, and goes where the request goes. It arrives at B, and B has no use for it.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "memory-four-servers",
      kind: "predict",
      tests: ["share-of-failures"],
      ask: "Four servers with the finished code of lesson 01, and a balancer that takes turns. Alice signs in on A, and then asks for /me eight times. How many of the eight fail?",
      choices: [
        {
          text: "6: three turns of four go to servers that never met her.",
          because:
            "B, C and D refuse her, A answers, and the same again. With N servers in turn it is (N-1)/N of her requests.",
          is: "6",
          right: true,
        },
        {
          text: "8: after the sign-in, no turn comes back to the server she met.",
          because:
            "It would not, if only three requests followed. The fourth after the sign-in comes round to A again, and so does the eighth.",
          is: "8",
        },
        {
          text: "4: she meets a known server and a strange one by turns.",
          because:
            "That is so on two servers. On four, three of them are strangers to her.",
          is: "4",
        },
        {
          text: "3: B, C and D refuse her once, and know her from then on.",
          because:
            "A server that refuses a ticket learns nothing from it: she did not sign in there. It would be 3 if each could fetch her session after the first try.",
          is: "3",
        },
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "memory-signed-in-twice",
      kind: "predict",
      tests: ["login-loop", "ticket"],
      ask: "Two servers with the finished code of lesson 01 take turns. Alice signs in, and at once signs in again, to be safe: both answer 200. Of her next four requests for /me, how many fail?",
      choices: [
        {
          text: "0: she has signed in on both servers, so each of them knows her.",
          because:
            "Each has a session of hers, under an id of its own. Her browser keeps one cookie of that name for this shop, and B's took the place of A's.",
          is: "0",
        },
        {
          text: "2: her browser keeps only the ticket of the later sign-in.",
          because:
            "B's cookie took the place of A's. A still has a session of hers, and nobody brings its ticket any more.",
          is: "2",
          right: true,
        },
        {
          text: "4: she is always one server ahead of the one that knows her.",
          because:
            "That is the loop of the wall, where she signs in again after each failure. Here she only asks, and every second turn is B's.",
          is: "4",
        },
        {
          text: "1: A refuses her once, and then takes her ticket.",
          because:
            "A has no way to learn whose ticket it is: only B's list says that. It would be so if A could ask B, or a store that both use.",
          is: "1",
        },
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "memory-sign-out-elsewhere",
      kind: "predict",
      tests: ["sign-out-on-the-server", "review-what-breaks"],
      ask: "Two servers with the finished code of lesson 01 take turns. Alice signs in on A, and Mallory copies her cookie. Her sign-out reaches B, which answers 204: what does the copy get from A?",
      choices: [
        {
          text: "200: B had nothing to end, and A has heard of nothing.",
          because:
            "A session ends where it is kept, and hers is kept on A. Her browser dropped its cookie, so to Alice it looks as if all went well.",
          is: "200",
          right: true,
        },
        {
          text: "401: the sign-out cleared the cookie, so the ticket is dead.",
          because:
            "Clearing a cookie asks one browser to forget it. The copy would be dead if the sign-out had reached A, where the session is kept.",
          is: "401",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "403: the ticket is Alice's, and Mallory is not Alice.",
          because:
            "A sees a ticket, not a person: whoever holds it is Alice to the shop. 403 would need a proof of who is holding it.",
          is: "403",
        },
        {
          text: "503: A can't know what B has ended.",
          because:
            "It can't, and it does not ask. 503 would be right if A had to look in a store that did not answer.",
          is: "503",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "memory-copy-in-use",
      kind: "one",
      tests: ["server-side-expiry", "idle-and-absolute"],
      ask: "The server ends a ticket after 30 minutes unused, and by no other limit; the cookie's Max-Age is 8 hours. Alice goes on holiday without signing out, and a script of Mallory's sends a copy every 10 minutes. When does the copy stop working, if the server keeps running?",
      choices: [
        {
          text: "Not while the script goes on: each request is a use.",
          because:
            "The idle clock starts anew each time. Only a limit that counts from the sign-in, on the server's clock, ends a ticket that a thief keeps busy.",
          right: true,
        },
        {
          text: "8 hours after the sign-in, when the cookie's time is over.",
          because:
            "Max-Age asks Alice's browser to forget. The script sends a name and a value, and no end comes with them. On the server's clock, 8 hours would end it.",
          misconception: "expiry-only-in-the-cookie",
        },
        {
          text: "30 minutes after the last request that Alice made herself.",
          because:
            "It would be so if nobody else had the ticket. To the server, the script's requests are uses like hers.",
        },
        {
          text: "30 minutes after the sign-in, used or not.",
          because:
            "That is what an absolute limit of 30 minutes does. An idle limit counts from the last use.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-name-for-a-ticket",
      kind: "one",
      tests: ["ticket"],
      ask: "A team wants to save the list. The cookie should hold the user's name instead of a random id, with HttpOnly and Secure, and the server believes it. What follows?",
      choices: [
        {
          text: "Whoever writes the name admin into a cookie is the admin.",
          because:
            "A name can be guessed, and nothing shows that the server gave it out. A ticket says nothing, and opens only what the server's own list has.",
          right: true,
        },
        {
          text: "It is safe: HttpOnly keeps the user from changing the cookie.",
          because:
            "HttpOnly keeps scripts on a page away from it. Mallory writes the header by hand, with no browser at all.",
          misconception: "trusts-any-ticket",
        },
        {
          text: "It is safe: Secure sends it over TLS, where nobody can change it.",
          because:
            "TLS keeps others from changing it on the way. Mallory is no other here: the request, and the cookie in it, is Mallory's own.",
          misconception: "trusts-any-ticket",
        },
        {
          text: "It works on one server, and breaks on two.",
          because:
            "It would, if it were an id in one server's list. A name is understood by each server alike, and so is a name that Mallory wrote.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "memory-what-makes-it-matter",
      kind: "several",
      tests: ["what-counts-as-state", "review-what-breaks"],
      ask: "Server A has served Alice so far, and B runs the same release. What would B have to get from A, to answer her later requests as A would?",
      choices: [
        {
          text: "her cart, in a map in A's memory",
          because:
            "An earlier request left it there, and a later one needs it. B's map does not have it.",
          right: true,
        },
        {
          text: "the count of her wrong passwords, in a variable of A",
          because:
            "Each wrong password leaves its mark on A alone. Where A would stop her, B still counts from zero.",
          right: true,
        },
        {
          text: "the products, read at start from a file of the release",
          because:
            "No request left them there, and B has read the same file. It would matter if a request could change A's list.",
        },
        {
          text: "the connections that A keeps open to the database",
          because:
            "They are A's, and they live on between requests. But B has connections of its own to the same database, and finds the same there.",
        },
        {
          text: "her name, in a local variable while A answers her",
          because:
            "It ends with the answer, so no later request can need it. In a variable of the module it would be another matter.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Say it in an interview",
    },
    {
      id: "memory-hash-as-id",
      kind: "one",
      tests: ["guessable-id", "ticket"],
      ask: "A shop makes its session ids like this. Mallory knows the code and Alice's user name, and saw her sign in this morning. How many ids must Mallory try to find hers?",
      code: 'const id = createHash("sha256")\n  .update(user.name + Date.now())\n  .digest("hex");',
      choices: [
        {
          text: "At most 60,000 for each minute in which she may have signed in",
          because:
            "The name is known, and a minute has 60,000 milliseconds. A hash adds length and no chance: what went in could be guessed, so the id can be, too.",
          right: true,
        },
        {
          text: "About 2 to the power of 255, since the id is 256 bits of a good hash",
          because:
            "That would be so with 256 bits from randomBytes. What counts is how many ids are possible for Mallory, not how long one is.",
          misconception: "guessable-ticket",
        },
        {
          text: "No number is enough, since SHA-256 can't be turned back into its input",
          because:
            "It can't, and Mallory need not. Mallory goes forward: puts in the name and each time, and tries what comes out.",
          misconception: "guessable-ticket",
        },
        {
          text: "One, worked out from an id of Mallory's own",
          because:
            "That is how it is with a counter: hers is a few before or after. A hash of another name and time tells nothing about hers.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-id-from-outside",
      kind: "order",
      tests: ["fixation"],
      ask: "A shop lets a browser keep the session id that it brings to the sign-in. Mallory becomes Alice without ever seeing a cookie of hers. In which order does it happen?",
      steps: [
        "Mallory makes up an id, and notes it.",
        "Mallory gets Alice's browser to store it as its cookie.",
        "Alice signs in, and her browser sends the id along.",
        "The shop files her new session under the id that came.",
        "Mallory sends the noted id, and is greeted as Alice.",
      ],
      because:
        "Nothing is stolen: Alice is given a ticket that Mallory knows already. The shop's part is where it can be stopped: a fresh id at each sign-in, and the one brought along opens nothing.",
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-after-a-month",
      kind: "one",
      tests: ["memory-growth"],
      ask: "whoIs refuses a ticket that is older than 8 hours. Only signing out deletes one from the map. Each day 10,000 browsers sign in, and nearly all are just closed: what does the map hold after a month without a restart?",
      choices: [
        {
          text: "Nearly all of the month's tickets, most of them long dead",
          because:
            "Refusing a ticket does not delete it, and nobody who goes away tells the server. So the map grows with each sign-in until something sweeps it.",
          right: true,
        },
        {
          text: "The tickets of the last 8 hours, since older ones are refused",
          because:
            "That is all that opens anything. But a refused ticket stays where it is; a sweep of the dead ones would make it so.",
          misconception: "memory-without-end",
        },
        {
          text: "The tickets of open browsers, since a closed one ends its session",
          because:
            "A browser that closes may drop its cookie, and tells the server nothing. It would be so if each of them had signed out first.",
          misconception: "memory-without-end",
        },
        {
          text: "The tickets in use, since Node frees the others",
          because:
            "Node frees what nothing refers to any more, and the map refers to every ticket. It would be so once they were deleted from the map.",
          misconception: "memory-without-end",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
