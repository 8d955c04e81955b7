import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "identity-on-the-connection": {
    writes:
      "whoIs notes the user's name on req.socket and reads it there for the next request",
    happens: "Bob sends his own right password, and the shop greets him as Alice.",
    truth: "The connection to a server is the balancer's: everybody's requests share it.",
    ask: "Alice's request and then Bob's reach server A: over which connection does each of them arrive?",
    source: "RFC 9110 §3.3",
  },
  "one-user-at-a-time": {
    writes:
      "whoIs keeps the user in a variable of the module, or in a map by address (req.ip)",
    happens:
      "Two people ask at the same moment, or from one office, and one is greeted as the other.",
    truth:
      "A server serves many at once; a user belongs to the one request that whoIs was given.",
    ask: "Alice's password is still being checked when Bob's request comes in: where does your code keep each of the two names?",
    source: "CWE-488",
  },
  "http-remembers": {
    writes:
      "whoIs answers with an earlier user when a request brings no name and no password",
    happens: "A stranger who sends no password is greeted as Alice.",
    truth:
      "HTTP keeps nothing between two requests; what a request does not bring is not there.",
    ask: "A request without an Authorization header comes just after Alice's: who may have sent it?",
    source: "RFC 9110 §3.3",
  },
  "trusts-the-name": {
    writes:
      "whoIs returns the sent name without calling checkPassword, or without awaiting it",
    happens:
      "Mallory sends the name admin with any password, and sees the list of accounts.",
    truth: "A name is a claim that anybody can send; only the right password proves it.",
    ask: "Mallory sends the name admin with an empty password: which line of whoIs says no?",
    source: "CWE-287",
  },
  "password-checked-once": {
    writes:
      "whoIs keeps the names whose password was right (or wrong) and skips the next check",
    happens:
      "After Alice's request any password opens her page, or after one bad try hers is refused.",
    truth:
      "Each request must prove itself: what was found of one says nothing about the next.",
    ask: "Alice's password was right a minute ago; now her name comes with another one: what does whoIs check?",
    source: "lesson README (Could you remember what you have checked?)",
  },
  "stranger-gets-no-401": {
    writes:
      "refuse answers 403, 404, 200 or a redirect, or whoIs throws when no header came",
    happens:
      "A stranger is told that they may not, or that all is well, and never to say who they are.",
    truth:
      "401 says: I don't know you yet, so prove who you are. 403 says: I know you, and you may not.",
    ask: "A program, not a person, gets the answer of refuse: how does it learn that a password is missing?",
    source: "RFC 9110 §15.5.2",
  },
  "no-challenge": {
    writes:
      "refuse answers 401 without WWW-Authenticate, or with another scheme or no realm in it",
    happens:
      "Alice's browser is not told what to send, so it shows no box for a name and a password.",
    truth:
      "Every 401 carries WWW-Authenticate; for Basic it names the scheme and a realm.",
    ask: "A browser that has never seen this shop gets your 401: what in it says how Alice can sign in?",
    source: "RFC 9110 §15.5.2; RFC 7617 §2",
  },
  "not-a-whole-request": {
    writes:
      "requestByHand leaves out Host, base64 or the last empty line, or ends lines with LF alone",
    happens:
      "The server waits for more headers, or answers 400 or 401, and greets nobody.",
    truth:
      "A request is lines that end with CR LF: what is wanted, the headers with Host, an empty line.",
    ask: "How does a server know that it has read the last header, and whose password came with it?",
    source: "RFC 9112 §2.1 and §3.2; RFC 7617 §2",
  },
  "broken-header-breaks-the-server": {
    writes:
      "readBasic cuts the header up and never looks whether one scheme and one token came",
    happens:
      "Anybody can send a header that ends in a 500, or be let in under another scheme than Basic.",
    truth:
      "A header can hold anything; what is not one Basic token proves nothing, so it is a 401.",
    ask: "A header holds the word Basic and nothing after it: what does each line of readBasic make of it?",
    source: "RFC 9110 §15.5.2; RFC 7617 §2",
  },
  "scheme-in-one-case": {
    writes:
      "readBasic takes the scheme only if it is spelt Basic, as with startsWith or ===",
    happens:
      "Alice's program writes basic in small letters, sends her right password, and gets 401.",
    truth:
      "The name of a scheme counts in any case: basic, Basic and BASIC are the same.",
    ask: "Alice's program sends the word BASIC, another one sends basic: what does readBasic give for each?",
    source: "RFC 9110 §11.1",
  },
  "splits-at-every-colon": {
    writes: "readBasic splits the pair at every colon and takes the first two parts",
    happens:
      "Alice's password, with a colon and anything after it, still opens the shop.",
    truth:
      "The first colon ends the name; all that follows, colons too, is the password.",
    ask: "Somebody sends alice:wonderland:more. Which name and which password does readBasic hand on?",
    source: "RFC 7617 §2",
  },
  "closed-to-everybody": {
    writes:
      "the route GET /products in shop.ts stands behind signedIn, as /me and /cart do",
    happens:
      "Somebody who only wants to see what the shop sells is asked for a password.",
    truth:
      "Only what belongs to one user needs to know the user; the products belong to nobody.",
    ask: "Somebody without an account wants to look round the shop: which pages belong to no user?",
    source: "this lesson's wall: GET /products is open to everybody",
  },
  "known-told-to-sign-in": {
    writes:
      "whoIs returns null for Bob on /admin, or refuse answers 403 there to a stranger",
    happens:
      "Bob has proved who he is, and the admin's page tells him again and again to sign in.",
    truth:
      "401 is for somebody who is not known yet, 403 for somebody who is known and may not.",
    ask: "Bob's password is right, and the page is the admin's: what could Bob send to get a better answer?",
    source: "RFC 9110 §15.5.2 and §15.5.4",
  },
} as const satisfies Misconceptions;
