import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "session-kept-in-the-process": {
    promise: "signing in puts her session into the store, and a ticket into her browser",
    writes: "signIn puts the session in a module-level Map and never calls redis.set",
    happens:
      "Alice signs in on A, and B and C don't know her; once A restarts, no server does.",
    truth: "What every server must know belongs in the one store that all of them ask.",
    ask: "A signed Alice in, and her next request goes to B. Where can B look?",
    source: "The Twelve-Factor App, VI. Processes (12factor.net/processes)",
  },
  "one-session-a-user": {
    promise: "each browser that signs in has a session of its own",
    writes: "signIn stores under key(user.name) and uses the name as the cookie",
    happens: "Alice's phone and laptop share one session: signing out on one ends both.",
    truth:
      "A session belongs to a browser: its key comes from that browser's own random ticket.",
    ask: "Alice signs in on her phone, then on her laptop. How many sessions does Redis hold?",
    source: "OWASP ASVS 5.0, 7.2.3",
  },
  "all-sessions-in-one-key": {
    promise: "each session has a key of its own in the store",
    writes: "signIn calls redis.hset on one key for all, with the id as the field",
    happens:
      "The key has one expiry: with each sign-in it moves for all, and no session ends by itself.",
    truth: "An expiry belongs to a key, so each session needs a key of its own.",
    ask: "Alice signs in, and an hour later Bob does. When does Alice's session end?",
    source: "Redis documentation, EXPIRE",
  },
  "session-without-an-end": {
    promise: "what the store keeps about her expires by itself",
    writes: "signIn calls redis.set(key(id), value) with no EX and no PX",
    happens:
      "Alice closes her laptop and never signs out: her session stays in Redis forever.",
    truth:
      "A key in Redis doesn't expire unless a command says so; SET can say it with EX.",
    ask: "Alice never signs out and never comes back. What does PTTL say about her key a year later?",
    source: "Redis documentation, SET; OWASP ASVS 5.0, 7.3.2",
  },
  "end-in-the-wrong-unit": {
    promise: "her session in the store expires when her ticket does",
    writes:
      "signIn calls redis.set with EX and FIRST_SECONDS * 1000, or with PX and FIRST_SECONDS",
    happens:
      "Redis keeps the session a thousand times too long, or Alice is signed out within a minute.",
    truth:
      "EX counts seconds and PX milliseconds; Express's maxAge counts milliseconds too.",
    ask: "Read the number after EX or PX out loud, with its unit. How long does the session live?",
    source: "Redis documentation, SET; Express documentation, res.cookie",
  },
  "set-then-expire": {
    promise: "there is no moment when her session has no expiry",
    writes: "signIn calls redis.set without an expiry, then redis.expire",
    happens:
      "A server dies between the two commands, and Redis keeps a session that never ends.",
    truth: "Value and expiry belong in one command: SET with EX does both or neither.",
    ask: "Server A is killed right after its SET. What does Redis hold, and for how long?",
    source: "Redis documentation, SET",
  },
  "password-in-the-store": {
    promise: "the store learns who she is, and not her password",
    writes: "signIn stores req.body.password in the session, next to user and cart",
    happens:
      "Anyone who can read Redis, or a backup of it, can sign in as Alice forever.",
    truth:
      "A session needs who she is, her cart and when it began; her password was checked once.",
    ask: "Mallory gets hold of last night's backup of Redis. What can Mallory do with it tomorrow?",
    source: "CWE-256: Plaintext Storage of a Password",
  },
  "forgotten-await-in-sign-in": {
    promise: "the response to a sign-in waits for the store",
    writes: "signIn calls redis.set without await",
    happens:
      "Redis is down, the response says 200 all the same, and Alice has a ticket for no session.",
    truth: "A command in ioredis is a promise: only await finds out whether it was kept.",
    ask: "Redis is 150 ms away. What has signIn waited for when its response goes out?",
    source: "ioredis documentation, Basic Usage",
  },
  "forgotten-await-in-who-is": {
    promise: "the response to a question waits for the store",
    writes: "whoIs passes redis.get to decode without await, or reads it in a callback",
    happens:
      "decode gets a promise, which is no text, and Alice is a stranger everywhere.",
    truth: "redis.get gives a promise; its value is there after await, and no sooner.",
    ask: "What does redis.get give at once, and what does decode make of that?",
    source: "ioredis documentation, Basic Usage",
  },
  "known-to-one-server": {
    promise: "Alice signs in on one server, and all of them know her",
    writes:
      "whoIs looks in a Map, or key hashes with a salt that only its own process knows",
    happens: "Alice signs in on A, and her next click, on B, gets a 401.",
    truth:
      "Writer and reader agree on three things: the store, key(id), and JSON that decode can read.",
    ask: "Which key did signIn write on A, and which key does whoIs ask for on B?",
    source: "this lesson's demo",
  },
  "one-user-for-everybody": {
    promise: "no server mixes up Alice and Bob",
    writes: "whoIs reads one module-level variable that signIn sets, such as let current",
    happens:
      "Bob signs in after Alice on the same server, which then greets Alice's browser as Bob.",
    truth:
      "A variable holds the last one to sign in; the ticket in each request says whose session it is.",
    ask: "Alice signs in on A, then Bob on A. What does A still know about Alice's ticket?",
    source: "CWE-488: Exposure of Data Element to Wrong Session",
  },
  "trusts-any-ticket": {
    promise: "a ticket that no server ever issued opens nothing",
    writes:
      "whoIs returns a session named after the cookie's text, even if redis.get found none",
    happens:
      "Mallory writes a ticket into a browser by hand, and the shop lets Mallory in.",
    truth:
      "What a browser sends is a claim; only a session found in the store makes it true.",
    ask: "Mallory makes up a ticket. What does redis.get answer, and what does whoIs do with that?",
    source: "OWASP Session Management Cheat Sheet",
  },
  "remembers-what-it-read": {
    promise: "what ends in the store has ended on every server",
    writes:
      "whoIs keeps what redis.get returned in a Map, and answers from the Map after that",
    happens:
      "Alice signs out on A, and a copy of her cookie still opens her session on B.",
    truth: "A copy can't know that it is out of date, so each request asks the store.",
    ask: "Alice signs out on A. Who tells B, which read her session a minute ago?",
    source: "OWASP ASVS 5.0, 7.4.1",
  },
  "too-old-and-still-known": {
    promise: "past its lifetime a session opens nothing, even if its key is still there",
    writes: "whoIs returns what decode gave, and never asks isTooOld",
    happens: "A key loses its expiry by someone's mistake, and that session never ends.",
    truth: "No command of Redis moves createdAt, so a lifetime can be counted from it.",
    ask: "Someone types PERSIST on Alice's key. When does her session end then?",
    source: "OWASP ASVS 5.0, 7.3.2; Redis documentation, PERSIST",
  },
  "forgotten-await-in-write-back": {
    promise: "the response to a purchase waits for the store",
    writes: "writeBack calls redis.set without await, or save calls writeBack without it",
    happens:
      "The shop says 201 before anything is written, and if the write fails, no one hears of it.",
    truth: "Whether the write worked is known after await, and no sooner.",
    ask: "Redis is 150 ms away. What does writeBack know when the response goes out?",
    source: "ioredis documentation, Basic Usage",
  },
  "cart-not-written": {
    promise: "what Alice puts into her cart on one server is there on the next",
    writes: "writeBack sends no SET, or SET with NX, or save leaves out createdAt",
    happens:
      "The shop answers 201, but on the next server Alice's cart is empty, or she is signed out.",
    truth:
      "Each change reaches the store, as a whole session, before the response goes out.",
    ask: "A puts an apple in Alice's cart. What does B read from Redis a moment later?",
    source: "this lesson's demo",
  },
  "write-forgets-the-end": {
    promise: "a purchase keeps her session's expiry",
    writes: "writeBack calls redis.set with neither KEEPTTL nor EX",
    happens:
      "Alice puts one apple in her cart, and her session in Redis no longer expires.",
    truth:
      "SET drops the remaining time unless the command says KEEPTTL or sets a new expiry.",
    ask: "What does PTTL say about her key just before the purchase, and just after it?",
    source: "Redis documentation, SET",
  },
  "end-put-back-afterwards": {
    promise: "even during a purchase her session has an expiry",
    writes:
      "writeBack reads redis.ttl, calls redis.set, then redis.expire with the time left",
    happens:
      "A server dies after SET and before EXPIRE, and Alice's session stays in Redis forever.",
    truth:
      "KEEPTTL in the SET keeps the expiry throughout, so there is no moment without one.",
    ask: "A purchase sends three commands. After which of them does her session have no expiry?",
    source: "Redis documentation, SET",
  },
  "write-starts-the-clock-anew": {
    promise: "buying one thing after another doesn't extend her session forever",
    writes:
      "writeBack sets createdAt to Date.now() and calls redis.set with EX FIRST_SECONDS",
    happens:
      "Mallory has a copied cookie, buys something now and then, and is never signed out.",
    truth:
      "A session's lifetime counts from the sign-in; a purchase changes the cart, not the expiry.",
    ask: "A session has a fixed lifetime, and Mallory buys something every minute. When does it end?",
    source: "OWASP ASVS 5.0, 7.3.2",
  },
  "late-write-revives": {
    promise: "a late purchase doesn't bring back a session that has ended",
    writes:
      "writeBack calls redis.set without XX, or checks redis.exists first and then sets",
    happens:
      "Alice signs out while her purchase is under way, and the write brings her session back.",
    truth:
      "Only a condition inside the write works: with XX, SET writes only over a key that still exists.",
    ask: "Alice signs out after a purchase has read her session, before it writes. What is in Redis?",
    source: "expressjs/session issue 632; tj/connect-redis issue 328",
  },
  "forgotten-await-in-sign-out": {
    promise: "the response to a sign-out waits for the store",
    writes: "signOut calls redis.del without await",
    happens:
      "Alice has her 204 while the session is still there. If DEL fails, it stays, and she can't know.",
    truth: "A session has ended when redis.del has been answered, and no sooner.",
    ask: "Redis is 150 ms away. Alice has her 204: is her session gone?",
    source: "ioredis documentation, Basic Usage",
  },
  "logout-ends-another-key": {
    promise: "signing out deletes the key that signing in wrote",
    writes: "signOut calls redis.del(id), where signIn wrote key(id)",
    happens:
      "DEL finds no such key and deletes nothing. Copies of the cookie still work.",
    truth:
      "DEL of a key that isn't there is no error: it answers 0, and nothing has ended.",
    ask: "Which key did signIn write, and which one does signOut delete?",
    source: "Redis documentation, DEL",
  },
  "logout-only-clears-the-cookie": {
    promise: "signing out on one server ends the session on all, and for every copy",
    writes: "signOut calls res.clearCookie, but no redis.del",
    happens:
      "Alice's browser drops the ticket, but a copy of it still opens her session on every server.",
    truth:
      "A session ends where it is kept, in Redis; the browser's ticket is only one copy.",
    ask: "Mallory copied Alice's cookie yesterday, and Alice signs out today. Who can still be Alice?",
    source: "OWASP ASVS 5.0, 7.4.1",
  },
  "ended-session-left-in-the-store": {
    promise: "a session that has ended is gone",
    writes:
      "signOut overwrites the session with an empty value instead of calling redis.del",
    happens:
      "Alice has signed out, but her key stays: it uses memory, and one slip would honor it again.",
    truth: "DEL removes the whole key; what isn't there can't be honored by mistake.",
    ask: "Alice has signed out. What does EXISTS say about her key?",
    source: "Redis documentation, DEL",
  },
  "logout-ends-everybody": {
    promise: "Alice signs out, and Bob stays signed in",
    writes: "signOut calls redis.flushall, or deletes every session key it finds",
    happens: "Alice signs out on her laptop, and her phone and Bob are signed out too.",
    truth: "The only session that ends is the one whose ticket came with this request.",
    ask: "Alice's laptop, her phone and Bob are signed in; the laptop signs out. Which keys are left?",
    source: "Redis documentation, FLUSHALL",
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
  "clears-the-cookie-first": {
    promise: "a sign-out that can't reach the store leaves her the cookie",
    writes:
      "signOut calls res.clearCookie before redis.del, or catches what redis.del throws",
    happens:
      "Redis is down, Alice thinks she has signed out, and a copied cookie still works.",
    truth:
      "Only a session that has ended may lose its cookie: if DEL fails, a 503 leaves it for another try.",
    ask: "Redis is down when Alice signs out. What does her browser hold then, and what does Redis?",
    source: "OWASP ASVS 5.0, 7.4.1; RFC 9110 §15.6.4",
  },
  "forgotten-await-in-keep-in-use": {
    promise: "the response to a use waits for the store",
    writes:
      "whoIs calls keepInUse without await, or keepInUse calls redis.pexpire without it",
    happens:
      "PEXPIRE fails after the response has gone out. Nobody catches that, and Node ends the server.",
    truth: "A promise that nobody awaits is one whose failure nobody handles.",
    ask: "PEXPIRE fails. Who hears of it, if no one has awaited it?",
    source: "Node documentation, process: unhandledRejection",
  },
  "idle-for-ever": {
    promise: "a session that goes unused ends, and one in use doesn't",
    writes:
      "keepInUse never calls redis.pexpire, or sets the whole lifetime instead of IDLE_SECONDS",
    happens:
      "Alice is signed out while she shops, or her unused session stays open for its whole lifetime.",
    truth: "The idle expiry is IDLE_SECONDS after the last use, and each use moves it.",
    ask: "Her session has 10 s left, and she clicks. What does PTTL say about it afterwards?",
    source: "OWASP ASVS 5.0, 7.3.1",
  },
  "slides-past-the-end": {
    promise: "no session outlives its lifetime, however much it is used",
    writes:
      "keepInUse calls redis.pexpire with IDLE_SECONDS * 1000, however much lifetime is left",
    happens:
      "Mallory keeps a copied ticket in use, and Redis keeps it past the end of its lifetime.",
    truth: "The new expiry is the idle time or the lifetime left, whichever is less.",
    ask: "A session lives 40 s and may go unused for 60 s; Alice clicks. When must it end at the latest?",
    source: "OWASP ASVS 5.0, 7.3.1 and 7.3.2",
  },
  "late-read-revives": {
    promise: "a late request doesn't bring back a session that has ended",
    writes: "keepInUse rewrites the session with redis.set and PX, to move its expiry",
    happens:
      "Alice signs out while one of her clicks is under way, and her session is back.",
    truth:
      "PEXPIRE moves the expiry of a key that exists, and does nothing to one that is gone.",
    ask: "The session is deleted after whoIs has read it. What does keepInUse then leave in Redis?",
    source: "Redis documentation, PEXPIRE",
  },
  "late-write-told-as-kept": {
    promise: "a late purchase says that she was signed out, not that it worked",
    writes: "save does nothing when writeBack returns false, or throws a plain Error",
    happens:
      "Nothing was written, and the shop tells Alice the apple is in her cart, or that it broke.",
    truth: "Her session ended meanwhile: SessionEnded makes the shop say so, with a 401.",
    ask: "XX found no key and wrote nothing. What does the shop tell Alice's browser, and is it true?",
    source: "Redis documentation, SET; RFC 9110 §15.5.2",
  },
  "cookie-carries-the-data": {
    promise: "her cookie holds a ticket and nothing else",
    writes:
      "signIn makes the cookie from user.name and random bytes, or from the session itself",
    happens:
      "Anyone who sees the cookie can read that it is Alice's, and may try to write one for Bob.",
    truth: "The cookie holds a random name for what the store knows, and nothing else.",
    ask: "What does Mallory learn about Alice from the text of her cookie alone?",
    source: "OWASP Session Management Cheat Sheet",
  },
  "role-in-the-session": {
    promise: "a role that was taken away no longer opens anything",
    writes: "signIn stores role: user.role in the session, and whoIs passes it on",
    happens:
      "The owner takes the admin's role away, and the old session still opens the admin page.",
    truth:
      "A session says who someone is; what they're allowed to do is looked up on each request.",
    ask: "The admin signs in, and loses the role a minute later. Where does the shop read it next?",
    source: "OWASP Authorization Cheat Sheet",
  },
  "keeps-the-old-ticket": {
    promise: "the ticket from before the sign-in opens nothing afterwards",
    writes: "signIn reuses the id the browser brought, or leaves that id's session alive",
    happens:
      "Mallory knows the ticket from before Alice's sign-in, and it still opens a session.",
    truth:
      "Each sign-in makes a new random ticket and ends the session of the one brought along.",
    ask: "Mallory put a ticket into Alice's browser, and Alice signs in. What does that ticket open?",
    source: "CWE-384: Session Fixation; OWASP ASVS 5.0, 7.2.4",
  },
  "breaks-on-a-corrupt-value": {
    promise: "a session that can't be read is no session, and not an error",
    writes: "decode calls JSON.parse without a try, or leaves out Ticket.parse",
    happens: "One session in Redis is corrupt, and its owner gets a 500 on every click.",
    truth: "What can't be read is no session: a 401 lets her sign in again.",
    ask: "Redis holds half of a JSON text under Alice's key. What does she see on each click?",
    source: "lesson README",
  },
  "input-chooses-the-key": {
    promise: "no cookie can name other keys in the store",
    writes:
      "key returns the cookie's raw text or part of it, with no hash and no prefix of its own",
    happens:
      "Mallory writes the name of a key into a cookie, and the shop reads or deletes that key.",
    truth:
      "Under a fixed prefix, the hash of what a browser sends can name nothing but a session.",
    ask: "Mallory's cookie holds the name of another key. Which key does whoIs ask Redis for?",
    source: "CWE-99: Resource Injection",
  },
  "a-client-for-every-request": {
    promise: "requests share their server's connection to Redis",
    writes:
      "whoIs or writeBack calls new Redis(...) each time instead of sharing one client",
    happens:
      "Each click pays for a connection first, and in a rush Redis refuses any more of them.",
    truth: "One client, made when the server starts, serves all of its requests.",
    ask: "A hundred people click at once. How many connections does this server open to Redis?",
    source: "Redis documentation, Redis client handling",
  },
  "waits-without-end": {
    promise: "while Redis hangs, every request still gets a response in time",
    writes: "new Redis has no commandTimeout, whatever else it limits",
    happens:
      "Redis hangs, and every click that needs a session hangs with it; soon the whole shop waits.",
    truth:
      "A frozen Redis accepts a command and never answers: only commandTimeout ends that wait.",
    ask: "Redis accepts the command and never answers. What in this client would ever give up?",
    source: "ioredis documentation, RedisOptions; lesson README",
  },
  "outage-taken-for-a-stranger": {
    promise: "while Redis hangs, the shop says so, and she keeps her cookie",
    writes:
      "whoIs catches what redis.get throws and returns null, a guest or an old copy",
    happens:
      "Redis pauses, and anyone who clicks has to sign in again, or is served a guess.",
    truth:
      "The server couldn't look: 503 with Retry-After says so, and the cookie stays as it is.",
    ask: "Redis doesn't respond for two seconds. Is Alice signed in, and can this server know?",
    source: "RFC 9110 §15.6.4 and §10.2.3",
  },
  "dies-with-redis": {
    promise: "Redis dies, and no server dies with it",
    writes:
      "the error event's listener throws, or a command that fails is one that no one awaits",
    happens: "Redis dies, and the servers die with it: even the product list is gone.",
    truth:
      "Listen for error events, and await each command: what fails must find someone who handles it.",
    ask: "Redis is gone for a minute. Which pages could this server still show, if it were up?",
    source: "Node documentation, Events",
  },
  "never-comes-back": {
    promise: "Redis comes back empty, and the server goes on without a restart",
    writes: "new Redis has a retryStrategy that returns null, so the client gives up",
    happens: "Redis is back, and no one can sign in until someone restarts every server.",
    truth: "A client keeps trying to connect, so that an outage ends when Redis is back.",
    ask: "Redis was restarted a minute ago and is fine. What is this server's client doing?",
    source: "ioredis documentation, Auto-reconnect",
  },
} as const satisfies Misconceptions;
