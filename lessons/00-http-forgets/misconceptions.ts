import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "identity-on-the-connection": {
    promise: "for Bob, a used connection is as good as a new one",
    writes:
      "whoIs stores the user's name on req.socket and reads it there for the next request",
    happens: "Bob sends his own correct password, and the shop greets him as Alice.",
    truth:
      "The connection to a server belongs to the balancer, and everyone's requests share it.",
    ask: "Alice's request and then Bob's reach server A. Over which connection does each of them arrive?",
    source: "RFC 9110 §3.3",
  },
  "one-user-at-a-time": {
    promise: "Alice and Bob are never mixed up, even at the same moment",
    writes:
      "whoIs keeps the user in a module-level variable, or in a map by address (req.ip)",
    happens:
      "Two people send requests at the same moment, or from one office, and one is greeted as the other.",
    truth:
      "A server serves many users at once; a user belongs to the one request that whoIs was given.",
    ask: "Alice's password is still being checked when Bob's request comes in. Where does your code keep each of the two names?",
    source: "CWE-488",
  },
  "http-remembers": {
    promise: "a request without a password is nobody's, no matter who asked before",
    writes: "whoIs answers with an earlier user when a request has no name and password",
    happens: "A stranger who sends no password is greeted as Alice.",
    truth:
      "HTTP keeps nothing between two requests; what a request doesn't bring isn't there.",
    ask: "A request without an Authorization header comes right after Alice's. Who may have sent it?",
    source: "RFC 9110 §3.3",
  },
  "trusts-the-name": {
    promise: "a name without its password opens nothing",
    writes:
      "whoIs returns the name it was sent without calling checkPassword, or without awaiting it",
    happens:
      "Mallory sends the name admin with any password, and sees the list of accounts.",
    truth: "A name is a claim anyone can send; only the correct password proves it.",
    ask: "Mallory sends the name admin with an empty password. Which line of whoIs says no?",
    source: "CWE-287",
  },
  "password-checked-once": {
    promise: "one right password doesn't make the next one right",
    writes:
      "whoIs remembers names whose password was right (or wrong), and skips the next check",
    happens:
      "After Alice's request any password opens her page; or, after one wrong try, her own is refused.",
    truth:
      "Every request must prove itself: what was true of one request says nothing about the next.",
    ask: "Alice's password was right a minute ago. Now her name comes with a different one. What does whoIs check?",
    source: "lesson README (Could you remember what you have checked?)",
  },
  "stranger-gets-no-401": {
    promise: "a stranger is asked who they are",
    writes:
      "refuse answers 403, 404, 200 or a redirect, or whoIs throws when there is no header",
    happens:
      "The answer tells a stranger that they aren't allowed, or that all is well, but never asks who they are.",
    truth:
      "401 says: I don't know you yet, so prove who you are. 403 says: I know you, and you're not allowed.",
    ask: "A program, not a person, gets the response from refuse. How does it learn that a password is missing?",
    source: "RFC 9110 §15.5.2",
  },
  "no-challenge": {
    promise: "the 401 says how to sign in here",
    writes:
      "refuse answers 401 without WWW-Authenticate, or with another scheme or no realm",
    happens:
      "Alice's browser doesn't know what to send, so it doesn't ask for a name and password.",
    truth:
      "Every 401 carries WWW-Authenticate; for Basic it names the scheme and a realm.",
    ask: "A browser that has never been to this shop gets your 401. What in it says how Alice can sign in?",
    source: "RFC 9110 §15.5.2; RFC 7617 §2",
  },
  "not-a-whole-request": {
    promise: "a request that was written by hand greets its user",
    writes:
      "requestByHand leaves out Host, base64 or the final empty line, or ends lines with LF alone",
    happens:
      "The server waits for more headers, or answers 400 or 401, and greets no one.",
    truth:
      "A request is lines that end with CR LF: what is wanted, the headers with Host, an empty line.",
    ask: "How does a server know that it has read the last header, and whose password came with it?",
    source: "RFC 9112 §2.1 and §3.2; RFC 7617 §2",
  },
  "broken-header-breaks-the-server": {
    promise: "a broken Authorization header breaks nothing: it's a stranger's",
    writes:
      "readBasic splits the header without checking that it has one scheme and one token",
    happens:
      "Anyone can send a header that causes a 500, or be let in under a scheme other than Basic.",
    truth:
      "A header can hold anything; what isn't one Basic token proves nothing, so it gets a 401.",
    ask: "A header holds the word Basic and nothing after it. What does each line of readBasic make of it?",
    source: "RFC 9110 §15.5.2; RFC 7617 §2",
  },
  "scheme-in-one-case": {
    promise: '"basic" is as good as "Basic"',
    writes:
      "readBasic accepts the scheme only if it is spelled Basic, as with startsWith or ===",
    happens:
      "Alice's program writes basic in lowercase, sends her correct password, and gets a 401.",
    truth: "Scheme names match in any case: basic, Basic and BASIC are the same.",
    ask: "Alice's program sends the word BASIC, another one sends basic. What does readBasic return for each?",
    source: "RFC 9110 §11.1",
  },
  "splits-at-every-colon": {
    promise: "the whole password counts, colons and all",
    writes: "readBasic splits the pair at every colon and takes the first two parts",
    happens:
      "Alice's password, followed by a colon and anything else, still opens the shop.",
    truth:
      "The first colon ends the name; everything after it, colons included, is the password.",
    ask: "Someone sends alice:wonderland:more. Which name and which password does readBasic pass on?",
    source: "RFC 7617 §2",
  },
  "closed-to-everybody": {
    promise: "strangers can see the products too",
    writes: "the route GET /products in shop.ts is behind signedIn, like /me and /cart",
    happens: "Someone who only wants to see what the shop sells is asked for a password.",
    truth:
      "Only what belongs to one user needs to know the user; the products belong to no one.",
    ask: "Someone without an account wants to look around the shop. Which pages belong to no user?",
    source: "this lesson's wall: GET /products is open to everyone",
  },
  "known-told-to-sign-in": {
    promise: "Bob is known, and still isn't allowed to see the admin page",
    writes:
      "whoIs returns null for Bob on /admin, or refuse answers 403 there to a stranger",
    happens:
      "Bob has proved who he is, and the admin page tells him again and again to sign in.",
    truth:
      "401 is for someone who isn't known yet, 403 for someone who is known and isn't allowed.",
    ask: "Bob's password is right, and the page is for admins. What could Bob send to get a better answer?",
    source: "RFC 9110 §15.5.2 and §15.5.4",
  },
} as const satisfies Misconceptions;
