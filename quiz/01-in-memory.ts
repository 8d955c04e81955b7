import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "In memory",
  about:
    "You can say which requests fail when sessions live in one process, and what makes a session safe, no matter where it lives.",
  questions: [
    {
      id: "memory-second-server",
      kind: "one",
      tests: ["review-what-breaks"],
      ask: "The shop of lesson 01 ran on one server for a year. Tonight B was started next to it, with no change to the code. Now Alice is greeted, then asked who she is, then greeted again. Why?",
      choices: [
        {
          text: "Her session is in A's memory, and B has never seen her.",
          because:
            "The servers take turns. Her ticket is good, but only A's list has it. To B, it's a string that B never issued.",
          right: true,
        },
        {
          text: "B made up its own secret and can't verify her ticket.",
          because:
            "That's how a signed token fails when each process makes its own key. This ticket has no signature: it is looked up in a list.",
        },
        {
          text: "Her cookie belongs to A, so her browser doesn't send it to B.",
          because:
            "Her browser knows only the balancer's host, and sends the cookie there every time. It would hold the cookie back only if B had its own host name.",
        },
        {
          text: "The balancer loses her cookie on the way to B.",
          because:
            "The cookie is a header in each request and goes where the request goes. It does reach B, but B can't do anything with it.",
        },
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "memory-four-servers",
      kind: "predict",
      tests: ["share-of-failures"],
      ask: "Four servers run the finished code of lesson 01, and the balancer sends requests to them in turn. Alice signs in on A, then asks for /me eight times. How many of the eight fail?",
      choices: [
        {
          text: "6: three of every four requests go to servers that don't know her.",
          because:
            "B, C and D refuse her, A answers, and the round starts over. With N servers taking turns, (N-1)/N of her requests fail.",
          is: "6",
          right: true,
        },
        {
          text: "8: after the sign-in, the turn never gets back to the server she met.",
          because:
            "That's true of the first three requests. The fourth one after the sign-in reaches A again, and so does the eighth.",
          is: "8",
        },
        {
          text: "4: she alternates between a server that knows her and one that doesn't.",
          because:
            "That's true with two servers. With four, three of them don't know her.",
          is: "4",
        },
        {
          text: "3: B, C and D each refuse her once, and know her from then on.",
          because:
            "Refusing a ticket teaches a server nothing: she still hasn't signed in there. It would be 3 if each server could fetch her session after the first try.",
          is: "3",
        },
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "memory-signed-in-twice",
      kind: "predict",
      tests: ["login-loop", "ticket"],
      ask: "Two servers run the finished code of lesson 01 and take turns. Alice signs in, and signs in again right away to be safe. Both sign-ins get a 200. How many of her next four requests for /me fail?",
      choices: [
        {
          text: "0: she has signed in on both servers, so both know her.",
          because:
            "Each server has a session for her, under its own id. But her browser keeps only one cookie of that name for this shop, and B's replaced A's.",
          is: "0",
        },
        {
          text: "2: her browser keeps only the ticket from the second sign-in.",
          because:
            "B's cookie replaced A's. A still has a session for her, but no one brings its ticket anymore.",
          is: "2",
          right: true,
        },
        {
          text: "4: she is always one server ahead of the one that knows her.",
          because:
            "That's the login loop, where she signs in again after each failure. Here she only asks for /me, and every second request goes to B.",
          is: "4",
        },
        {
          text: "1: A refuses her once, then accepts her ticket.",
          because:
            "A can't find out whose ticket it is, because only B's list says that. It would be 1 if A could ask B, or a store they share.",
          is: "1",
        },
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "memory-sign-out-elsewhere",
      kind: "predict",
      tests: ["sign-out-on-the-server", "review-what-breaks"],
      ask: "Two servers run the finished code of lesson 01 and take turns. Alice signs in on A, and Mallory copies her cookie. Her sign-out reaches B, which answers 204. What does A answer when the copy is sent to it?",
      choices: [
        {
          text: "200: B had no session to end, and A never heard about it.",
          because:
            "A session ends where it is kept, and hers is kept on A. Her browser dropped its cookie, so to Alice it looks as if everything worked.",
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
          text: "403: the ticket is Alice's, and Mallory isn't Alice.",
          because:
            "A sees a ticket, not a person: anyone holding it is Alice to the shop. To answer 403, A would need proof of who is holding it.",
          is: "403",
        },
        {
          text: "503: A can't know what B has ended.",
          because:
            "It can't, and it doesn't ask. 503 would be right if A had to look in a store that didn't answer.",
          is: "503",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "memory-copy-in-use",
      kind: "one",
      tests: ["server-side-expiry", "idle-and-absolute"],
      ask: "The server ends a ticket after 30 minutes without use, and has no other limit; the cookie's Max-Age is 8 hours. Alice goes on vacation without signing out, and Mallory's script sends a copy of her ticket every 10 minutes. The server keeps running. When does the copy stop working?",
      choices: [
        {
          text: "Not while the script keeps running: every request counts as use.",
          because:
            "The idle clock restarts each time. Only a limit counted from the sign-in, on the server's clock, ends a ticket that a thief keeps busy.",
          right: true,
        },
        {
          text: "8 hours after the sign-in, when the cookie's time is up.",
          because:
            "Max-Age asks Alice's browser to forget the cookie. The script just sends a name and a value, with no expiry attached. A limit of 8 hours on the server's clock would end it.",
          misconception: "expiry-only-in-the-cookie",
        },
        {
          text: "30 minutes after the last request Alice sent herself.",
          because:
            "True if no one else had the ticket. But the server counts the script's requests as use, just like hers.",
        },
        {
          text: "30 minutes after the sign-in, used or not.",
          because:
            "An absolute limit of 30 minutes would do that. An idle limit counts from the last use.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-name-for-a-ticket",
      kind: "one",
      tests: ["ticket"],
      ask: "A team wants to do without the list. The cookie contains the user's name instead of a random id, with HttpOnly and Secure, and the server believes it. What is the result?",
      choices: [
        {
          text: "Anyone who writes the name admin into a cookie is the admin.",
          because:
            "A name can be guessed, and nothing shows that the server issued it. A ticket says nothing by itself, and opens only what is in the server's own list.",
          right: true,
        },
        {
          text: "It is safe: HttpOnly keeps the user from changing the cookie.",
          because:
            "HttpOnly keeps scripts on a page away from it. Mallory writes the header by hand, with no browser at all.",
          misconception: "trusts-any-ticket",
        },
        {
          text: "It is safe: Secure sends it over TLS, where no one can change it.",
          because:
            "TLS keeps others from changing it on the way. But here Mallory is the sender: the request and the cookie in it are Mallory's own.",
          misconception: "trusts-any-ticket",
        },
        {
          text: "It works on one server and breaks on two.",
          because:
            "It would if the cookie held an id from one server's list. Every server understands a name, including one that Mallory wrote.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      id: "memory-what-makes-it-matter",
      kind: "several",
      tests: ["what-counts-as-state", "review-what-breaks"],
      ask: "Server A has served Alice so far, and B runs the same release. What would B need from A to answer her later requests as A would?",
      choices: [
        {
          text: "her cart, in a map in A's memory",
          because:
            "An earlier request left it there, and a later one needs it. B's map doesn't have it.",
          right: true,
        },
        {
          text: "the count of her wrong passwords, in a variable on A",
          because:
            "Only A counts her wrong passwords. When A would already stop her, B's count is still at zero.",
          right: true,
        },
        {
          text: "the products, read at startup from a file in the release",
          because:
            "No request left them there, and B has read the same file. They would matter if a request could change A's list.",
        },
        {
          text: "the connections A keeps open to the database",
          because:
            "They belong to A, and they outlive a request. But B has its own connections to the same database, and finds the same data there.",
        },
        {
          text: "her name, in a local variable while A answers her",
          because:
            "It is gone once the answer is sent, so no later request can need it. A module-level variable would be different.",
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
            "The name is known, and a minute has 60,000 milliseconds. A hash adds length, not randomness: if the input can be guessed, so can the id.",
          right: true,
        },
        {
          text: "About 2 to the power of 255, since the id is 256 bits of a good hash",
          because:
            "True with 256 bits from randomBytes. What counts is how many ids are possible, given what Mallory knows, not how long one is.",
          misconception: "guessable-ticket",
        },
        {
          text: "No number is enough, since SHA-256 can't be turned back into its input",
          because:
            "It can't, but Mallory doesn't need to do that. Mallory works forward: hash the name with each possible time, and try the results.",
          misconception: "guessable-ticket",
        },
        {
          text: "One, worked out from one of Mallory's own ids",
          because:
            "That works with a counter, where her id is a few numbers before or after. A hash of another name and time says nothing about hers.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-id-from-outside",
      kind: "order",
      tests: ["fixation"],
      ask: "A shop has a flaw: if a browser already has a session id when its user signs in, the shop keeps using that id. Mallory becomes Alice without ever seeing her cookies. In what order does it happen?",
      steps: [
        "Mallory makes up an id and writes it down.",
        "Mallory gets Alice's browser to store that id as its session cookie.",
        "Alice signs in, and her browser sends the id along.",
        "The shop stores her new session under that id.",
        "Mallory sends the same id and is greeted as Alice.",
      ],
      because:
        "Nothing is stolen: Alice is given a ticket Mallory already knows. The shop can stop this at the sign-in: issue a fresh id every time, and let the one the browser brought open nothing.",
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      id: "memory-after-a-month",
      kind: "one",
      tests: ["memory-growth"],
      ask: "whoIs refuses a ticket older than 8 hours. Only signing out deletes one from the map. Every day 10,000 browsers sign in, and nearly all are just closed. What is in the map after a month without a restart?",
      choices: [
        {
          text: "Nearly all of the month's tickets, most of them long dead",
          because:
            "Refusing a ticket doesn't delete it, and people who leave don't tell the server. So the map grows with every sign-in until something sweeps it.",
          right: true,
        },
        {
          text: "The tickets of the last 8 hours, since older ones are refused",
          because:
            "Those are the only ones that open anything. But a refused ticket stays in the map. Sweeping out the dead ones would make this true.",
          misconception: "memory-without-end",
        },
        {
          text: "The tickets of open browsers, since closing one ends its session",
          because:
            "A browser may drop its cookie when it closes, but it tells the server nothing. This would be true if each of them had signed out first.",
          misconception: "memory-without-end",
        },
        {
          text: "The tickets in use, since Node frees the others",
          because:
            "Node frees what nothing refers to anymore, and the map refers to every ticket. This would be true if the unused ones were deleted from the map.",
          misconception: "memory-without-end",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
