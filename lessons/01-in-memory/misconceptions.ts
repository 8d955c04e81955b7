import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "guessable-ticket": {
    promise: "signing in gives a ticket that no one can guess",
    writes:
      "signIn makes the id from a counter, the clock, Math.random, a UUID or the user's name",
    happens:
      "A ticket can be counted up to or guessed: Mallory tries ids until one opens a session.",
    truth: "A ticket needs at least 128 bits from node:crypto: randomBytes(16) or more.",
    ask: "Mallory signs in twice and compares the two ids. What do they reveal about Alice's?",
    source: "OWASP ASVS 5.0, 7.2.3; RFC 9562 §5.4",
  },
  "cookie-open-to-others": {
    promise: "the ticket is out of reach of scripts and other sites",
    writes:
      "res.cookie lacks httpOnly, secure or sameSite (lax or strict), or sets a domain",
    happens:
      "A script, the network or another site can read Alice's ticket, or use it in her name.",
    truth:
      "HttpOnly, Secure and SameSite close a cookie to scripts, to plain http and to other sites.",
    ask: "Who besides the shop could read this cookie, or get it sent, the way you set it?",
    source: "OWASP ASVS 5.0, 3.3.1, 3.3.2 and 3.3.4",
  },
  "cookie-life-in-the-wrong-unit": {
    promise: "the browser keeps the ticket as long as the server",
    writes: "res.cookie has no maxAge, or one that is 1000 times too small or too large",
    happens:
      "Alice's browser drops her ticket at once or when it is closed, or keeps it for years.",
    truth: "Express takes maxAge in milliseconds and writes Max-Age in seconds.",
    ask: "What number follows Max-Age in your Set-Cookie line, and how long is that?",
    source: "Express documentation, res.cookie; RFC 6265 §5.2.2",
  },
  "session-not-found-again": {
    promise: "Alice stays signed in, request after request",
    writes:
      "signIn stores the ticket under a different key than the id whoIs looks up, or nowhere",
    happens: "Alice signs in with the right password, and her next request gets 401.",
    truth:
      "The id in the cookie is the key: what signIn stores under it, whoIs finds by it.",
    ask: "Alice signs in and asks for /me. Which key is in the map, and which one does whoIs look for?",
    source: "RFC 6265 §3.1; lesson README",
  },
  "one-user-for-everybody": {
    promise: "Alice and Bob are never mixed up, even at the same time",
    writes:
      "signIn keeps the session in one variable, or gives every session the same cart array",
    happens:
      "Alice is greeted as Bob, who signed in after her, or her apple is in his cart.",
    truth: "A server serves everyone at once; each ticket leads to its own session.",
    ask: "Alice signs in, then Bob. Alice asks for /me and her cart. What in your code tells the two apart?",
    source: "CWE-488",
  },
  "trusts-any-ticket": {
    promise: "a ticket that the server never issued opens nothing",
    writes:
      "whoIs makes a session for an id that isn't in the map, or looks ids up in a plain object",
    happens:
      "Mallory writes the cookie sid=alice, or sid=__proto__, by hand and is let in.",
    truth:
      "What a browser sends is a claim; only the server's own list says whether it is true.",
    ask: "Mallory sends the cookie sid=alice, which the server never issued. What does whoIs return?",
    source: "CWE-565",
  },
  "keeps-the-old-ticket": {
    promise: "the ticket from before the sign-in opens nothing afterwards",
    writes:
      "signIn reuses the id the browser brought, or leaves its old ticket in the map",
    happens:
      "Mallory knew, or had chosen, the ticket from before the sign-in, and is now Alice too.",
    truth: "Each sign-in issues a new ticket and ends the one the browser brought along.",
    ask: "Mallory put a ticket into Alice's browser, and then she signs in. Which tickets open her session?",
    source: "OWASP ASVS 5.0, 7.2.4; CWE-384",
  },
  "one-ticket-a-user": {
    promise: "Alice's phone and Alice's laptop are two sessions",
    writes:
      "signIn finds tickets with the same user.name, and deletes them or shares their session",
    happens:
      "Alice signs in on her phone, and her laptop is signed out, or its cart is on the phone.",
    truth:
      "A session belongs to a browser, not to a user: Alice may have two at the same time.",
    ask: "Alice signs in on her phone while her laptop is signed in. What is in the map for each of them?",
    source: "lesson README, task 3",
  },
  "logout-only-clears-the-cookie": {
    promise: "signing out ends the session, for every copy of the cookie",
    writes: "signOut calls res.clearCookie and leaves the ticket in the map",
    happens:
      "A copy of the cookie still opens the session after its owner has signed out.",
    truth: "A session ends where it is kept; the browser's copy is only one of many.",
    ask: "Alice's cookie was copied yesterday, and she signs out today. Who can still be Alice?",
    source: "OWASP ASVS 5.0, 7.4.1",
  },
  "logout-ends-everybody": {
    promise: "Alice signs out, and Bob stays signed in",
    writes:
      "signOut empties the whole map with tickets.clear, or throws when no ticket was sent",
    happens:
      "Alice signs out and Bob is signed out too, or someone without a ticket signs out and gets a 500.",
    truth:
      "Signing out ends one ticket, the one sent with the request; if none was sent, it ends none.",
    ask: "Alice and Bob are signed in, and Alice signs out. Which entries are left in the map?",
    source: "lesson README, task 4",
  },
  "ticket-left-in-her-browser": {
    promise: "after signing out, her browser holds no ticket",
    writes: "signOut calls res.clearCookie(COOKIE) without FLAGS, or never calls it",
    happens:
      "The session has ended, and Alice's browser keeps the ticket, and sends it on.",
    truth:
      "A cookie is replaced only by one with its name and path, and a __Host- name needs Secure even then.",
    ask: "A browser takes a __Host- cookie only with Secure. Does the one that clears it have it?",
    source: "RFC 6265bis §4.1.3.2 and §5.7",
  },
  "expiry-only-in-the-cookie": {
    promise: "a ticket ends in time, whatever the browser does",
    writes:
      "isTooOld returns false, whoIs never asks it, or each request moves createdAt forward",
    happens:
      "A copy of the cookie in a file still opens Alice's session long after it should have expired.",
    truth:
      "Max-Age only asks the browser to forget; the server's own clock ends a session.",
    ask: "A copy of the cookie is in a file, and the ticket has expired. Who looks at a clock when it is sent?",
    source: "NIST SP 800-63B-4; OWASP Session Management Cheat Sheet",
  },
  "idle-for-ever": {
    promise: "a ticket that goes unused ends, and one in use doesn't",
    writes:
      "wasIdle returns false, whoIs never asks it, or a good request leaves usedAt as it was",
    happens:
      "A ticket that no one uses stays open, or Alice is signed out while she is clicking.",
    truth:
      "Each good request restarts the idle clock; a ticket left unused for IDLE_MS ends.",
    ask: "Alice clicks every minute, and Bob went home an hour ago. What does usedAt say for each of them?",
    source: "OWASP ASVS 5.0, 7.3.1",
  },
  "slides-past-the-end": {
    promise: "no ticket outlives its lifetime, however much it is used",
    writes: "isTooOld uses usedAt, or wasIdle also sets createdAt to now",
    happens: "Mallory keeps a copied ticket in use, and it never ends.",
    truth: "A use restarts the idle clock; a ticket's lifetime counts from its sign-in.",
    ask: "A ticket lives 8 hours and may go unused for one; a copy is used every minute. When does it end?",
    source: "OWASP ASVS 5.0, 7.3.1 and 7.3.2",
  },
  "memory-without-end": {
    promise: "the list of tickets doesn't grow forever",
    writes:
      "signIn never deletes from a full map, or deletes the newest ticket or all of them",
    happens:
      "The list grows until memory is full, or users who have just signed in are signed out.",
    truth: "People who leave don't say so: a full list has to lose its oldest ticket.",
    ask: "A thousand browsers sign in and never come back. When does each of their tickets leave the map?",
    source: "express-session README (MemoryStore); CWE-770",
  },
  "cross-site-post": {
    promise: "another site's form can't put anything into Alice's cart",
    writes:
      "shop.ts leaves out onlyFromHere, so POST /cart never checks where a request came from",
    happens:
      "A form on Mallory's page, sent by Alice's browser, puts a kettle in Alice's cart.",
    truth:
      "A ticket says whose browser sent a request, not whose page made it: the server must look.",
    ask: "Alice opens Mallory's page, and a form there is sent to /cart. What does her browser add to it?",
    source: "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
  },
  "logout-by-get": {
    promise: "following a link doesn't sign anyone out",
    writes: "a GET /logout route calls signOut, so that a plain link can sign people out",
    happens:
      "A page with an image at /logout, or a browser that prefetches links, signs Alice out.",
    truth:
      "A GET must not change anything; signing out changes something, so it takes a POST.",
    ask: "A page shows an image whose address is the shop's /logout. What does Alice's browser do?",
    source: "RFC 9110 §9.2.1",
  },
} as const satisfies Misconceptions;
