import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "session-kept-in-the-process": {
    writes: "signIn puts the session into a module-level Map and never calls redis.set",
    happens:
      "Alice signs in on A, and B and C don't know her; when A restarts, nobody does.",
    truth: "What every server must know lies in the one store that all of them ask.",
    ask: "A signed Alice in, and her next request goes to B: where can B look?",
    source: "The Twelve-Factor App, VI. Processes (12factor.net/processes)",
  },
  "one-session-a-user": {
    writes: "signIn stores under key(user.name) and sets the name as the cookie",
    happens: "Alice's phone and laptop share one session: signing out on one ends both.",
    truth:
      "A session belongs to a browser: its key comes from that browser's own random ticket.",
    ask: "Alice signs in on her phone, then on her laptop: how many sessions does Redis hold?",
    source: "OWASP ASVS 5.0, 7.2.3",
  },
  "session-without-an-end": {
    writes: "signIn calls redis.set(key(id), value) with no EX and no PX",
    happens:
      "Alice closes her laptop and never signs out: her session stays in Redis for ever.",
    truth:
      "A key in Redis has no end unless a command gives it one; SET takes it along as EX.",
    ask: "Alice never signs out and never comes back: what does PTTL say of her key a year later?",
    source: "Redis documentation, SET; OWASP ASVS 5.0, 7.3.2",
  },
  "end-in-the-wrong-unit": {
    writes:
      "signIn gives redis.set EX with FIRST_SECONDS * 1000, or PX with FIRST_SECONDS",
    happens:
      "Redis keeps the session a thousand times too long, or Alice is out within a minute.",
    truth:
      "EX counts seconds and PX milliseconds; Express's maxAge counts milliseconds too.",
    ask: "Read the number after EX or PX aloud, with its unit: how long does the session live?",
    source: "Redis documentation, SET; Express documentation, res.cookie",
  },
  "set-then-expire": {
    writes: "signIn calls redis.set without an end, and redis.expire after it",
    happens:
      "A server dies between the two commands, and Redis keeps a session that never ends.",
    truth: "Value and end belong in one command: SET with EX does both or neither.",
    ask: "Server A is killed right after its SET: what does Redis hold, and for how long?",
    source: "Redis documentation, SET",
  },
  "password-in-the-store": {
    writes: "signIn stores req.body.password in the session, beside user and cart",
    happens: "Whoever reads Redis, or a backup of it, can sign in as Alice for ever.",
    truth:
      "A session needs who she is, her cart and when it began; her password was checked once.",
    ask: "Mallory gets hold of last night's backup of Redis: what can she do with it tomorrow?",
    source: "CWE-256: Plaintext Storage of a Password",
  },
  "known-to-one-server": {
    writes: "whoIs looks in a Map, or redis.get asks for another key than signIn wrote",
    happens: "Alice signs in on A, and her next click, on B, is answered 401.",
    truth:
      "Writer and reader agree on three things: the store, key(id), and JSON that decode can read.",
    ask: "Which key did signIn write on A, and which key does whoIs ask for on B?",
    source: "this lesson's demo",
  },
  "one-user-for-everybody": {
    writes: "whoIs reads one module-level variable that signIn sets, such as let current",
    happens:
      "Bob signs in after Alice, and the server that did it greets Alice's browser as Bob.",
    truth:
      "A variable holds whoever came last; the ticket of each request says whose session it is.",
    ask: "Alice signs in on A, then Bob on A: what does A still know about Alice's ticket?",
    source: "CWE-488: Exposure of Data Element to Wrong Session",
  },
  "trusts-any-ticket": {
    writes:
      "whoIs returns a session even if redis.get found none, named after the cookie's text",
    happens:
      "Mallory writes a ticket into her browser by hand, and the shop lets her in.",
    truth:
      "What a browser sends is a claim; only a session found in the store makes it true.",
    ask: "Mallory makes a ticket up: what does redis.get answer, and what does whoIs do with that?",
    source: "OWASP Session Management Cheat Sheet",
  },
  "remembers-what-it-read": {
    writes:
      "whoIs keeps what redis.get gave in a Map, and answers from the Map afterwards",
    happens:
      "Alice signs out on A, and a copy of her cookie still opens her session on B.",
    truth: "A copy can't know that it is old, so each request asks the store.",
    ask: "Alice signs out on A: who tells B, which read her session a minute ago?",
    source: "OWASP ASVS 5.0, 7.4.1",
  },
  "cart-not-written": {
    writes: "writeBack sends no SET or doesn't wait for it, or save leaves createdAt out",
    happens:
      "The shop answers 201, and on the next server Alice's cart is empty, or she is out.",
    truth:
      "Each change reaches the store, as a whole session, before the answer goes out.",
    ask: "A puts an apple into Alice's cart: what does B read from Redis a moment later?",
    source: "this lesson's demo",
  },
  "write-forgets-the-end": {
    writes: "writeBack calls redis.set with neither KEEPTTL nor EX",
    happens:
      "Alice puts one apple into her cart, and her session in Redis never ends any more.",
    truth:
      "SET throws the remaining time away unless the command says KEEPTTL or gives a new end.",
    ask: "What does PTTL say of her key just before the purchase, and what just after it?",
    source: "Redis documentation, SET",
  },
  "end-put-back-afterwards": {
    writes:
      "writeBack reads redis.ttl, calls redis.set, then redis.expire with what was left",
    happens:
      "A server dies after SET and before EXPIRE, and Alice's session stays in Redis for ever.",
    truth:
      "KEEPTTL within the SET keeps the end all along, so there is no moment without one.",
    ask: "A purchase sends three commands: after which of them does her session have no end?",
    source: "Redis documentation, SET",
  },
  "write-starts-the-clock-anew": {
    writes:
      "writeBack sets createdAt to Date.now() and calls redis.set with EX FIRST_SECONDS",
    happens:
      "Mallory has a copied cookie, buys something now and then, and is never thrown out.",
    truth:
      "A session's life counts from the sign-in; a purchase changes the cart and not the end.",
    ask: "A session has a fixed life, and Mallory buys something every minute: when is she out?",
    source: "OWASP ASVS 5.0, 7.3.2",
  },
  "late-write-revives": {
    writes:
      "writeBack calls redis.set without XX, or asks redis.exists first and sets then",
    happens:
      "Alice signs out while her purchase is under way, and the write brings her session back.",
    truth:
      "Only a condition within the write holds: with XX, SET writes over what is still there.",
    ask: "Alice signs out after a purchase has read her session, before it writes: what is in Redis?",
    source: "expressjs/session issue 632; tj/connect-redis issue 328",
  },
  "logout-only-clears-the-cookie": {
    writes:
      "signOut calls res.clearCookie but no redis.del, or redis.del(id) without key",
    happens:
      "Alice's browser drops the ticket, and a copy of it still opens her session on every server.",
    truth:
      "A session ends where it is kept, in Redis; the browser's ticket is only one copy.",
    ask: "Mallory copied Alice's cookie yesterday, and Alice signs out today: who can still be Alice?",
    source: "OWASP ASVS 5.0, 7.4.1",
  },
  "ended-session-left-in-the-store": {
    writes:
      "signOut overwrites the session with an empty value instead of calling redis.del",
    happens:
      "Alice has signed out, and her key stays: it takes memory, and one slip honours it again.",
    truth:
      "DEL takes the whole key away; what is not there can't be honoured by mistake.",
    ask: "Alice has signed out: what does EXISTS say of her key?",
    source: "Redis documentation, DEL",
  },
  "logout-ends-everybody": {
    writes: "signOut calls redis.flushall, or deletes every session key that it finds",
    happens: "Alice signs out on her laptop, and her phone and Bob are out too.",
    truth: "Only the session ends whose ticket came with this request.",
    ask: "Alice's laptop, her phone and Bob are signed in; the laptop signs out: which keys are left?",
    source: "Redis documentation, FLUSHALL",
  },
  "clears-the-cookie-first": {
    writes:
      "signOut calls res.clearCookie before redis.del, or does not wait for redis.del",
    happens:
      "Redis is away, Alice takes herself for signed out, and a copied cookie still works.",
    truth:
      "End the session first: if that fails, a 503 leaves her the cookie for another try.",
    ask: "Redis is away when Alice signs out: what does her browser hold then, and what does Redis?",
    source: "OWASP ASVS 5.0, 7.4.1; RFC 9110 §15.6.4",
  },
  "idle-for-ever": {
    writes:
      "keepInUse never calls redis.pexpire, or sets the whole life instead of IDLE_SECONDS",
    happens:
      "Alice is thrown out while she shops, or her unused session stays open for its whole life.",
    truth: "The idle end lies IDLE_SECONDS after the last use, and each use moves it.",
    ask: "Her session has 10 s left, and she clicks: what does PTTL say of it afterwards?",
    source: "OWASP ASVS 5.0, 7.3.1",
  },
  "slides-past-the-end": {
    writes:
      "keepInUse calls redis.pexpire with IDLE_SECONDS * 1000, whatever is left of the life",
    happens:
      "Mallory keeps a copied ticket in use, and Redis keeps it past the end of its life.",
    truth: "The new end is the idle time or what is left of the life, whichever is less.",
    ask: "A session lives 40 s and may lie unused for 60 s; Alice clicks: when may it end at the latest?",
    source: "OWASP ASVS 5.0, 7.3.1 and 7.3.2",
  },
  "late-read-revives": {
    writes: "keepInUse writes the session anew with redis.set and PX, to move its end",
    happens:
      "Alice signs out while a click of hers is under way, and her session is there again.",
    truth:
      "PEXPIRE moves the end of a key that is there, and does nothing to one that is gone.",
    ask: "The session is deleted after whoIs has read it: what does keepInUse then leave in Redis?",
    source: "Redis documentation, PEXPIRE",
  },
  "late-write-told-as-kept": {
    writes: "save does nothing when writeBack gives false, or throws a plain Error",
    happens:
      "Nothing was written, and Alice is told that the apple is in her cart, or that the shop broke.",
    truth: "Her session ended meanwhile: SessionEnded has the shop say so, with a 401.",
    ask: "XX found no key and wrote nothing: what is Alice's browser told, and is it true?",
    source: "Redis documentation, SET; RFC 9110 §15.5.2",
  },
  "cookie-carries-the-data": {
    writes:
      "signIn makes the cookie of user.name and random bytes, or of the session itself",
    happens:
      "Whoever sees the cookie reads that it is Alice's, and may try to write one for Bob.",
    truth: "The cookie holds a random name for what the store knows, and no more.",
    ask: "What does Mallory learn about Alice from the text of her cookie alone?",
    source: "OWASP Session Management Cheat Sheet",
  },
  "role-in-the-session": {
    writes: "signIn stores role: user.role in the session, and whoIs hands it on",
    happens:
      "The owner takes the admin's role away, and the old session still opens the admin's page.",
    truth:
      "A session says who somebody is; what they may do is looked up at each request.",
    ask: "The admin signs in, and loses the role a minute later: where does the shop read it next?",
    source: "OWASP Authorization Cheat Sheet",
  },
  "keeps-the-old-ticket": {
    writes:
      "signIn takes over the id that the browser brought, or leaves that id's session alive",
    happens:
      "Mallory knows the ticket from before Alice's sign-in, and it still opens a session.",
    truth:
      "Each sign-in makes a new random ticket and ends the session of the one brought along.",
    ask: "Mallory put a ticket into Alice's browser, and Alice signs in: what does that ticket open?",
    source: "CWE-384: Session Fixation; OWASP ASVS 5.0, 7.2.4",
  },
  "breaks-on-a-corrupt-value": {
    writes: "decode calls JSON.parse without a try, or leaves out Ticket.parse",
    happens: "One session in Redis is spoilt, and its owner gets a 500 at every click.",
    truth: "What can't be read is no session: a 401 lets her sign in again.",
    ask: "Redis holds half a JSON text under Alice's key: what does she see at each click?",
    source: "lesson README",
  },
  "input-chooses-the-key": {
    writes:
      "key returns the cookie's bare text or a cut of it, with no hash and no prefix of its own",
    happens:
      "Mallory writes the name of a key into her cookie, and the shop reads it or deletes it.",
    truth:
      "Under a fixed prefix, the hash of what a browser sends can name nothing but a session.",
    ask: "Mallory's cookie holds the name of another key: for which key does whoIs ask Redis?",
    source: "CWE-99: Resource Injection",
  },
  "a-client-for-every-request": {
    writes: "whoIs calls new Redis(...) at each request instead of sharing one client",
    happens:
      "Each click pays for a connection first, and in a rush Redis takes no more of them.",
    truth: "One client, made when the server starts, serves all of its requests.",
    ask: "A hundred people click at once: how many connections does this server open to Redis?",
    source: "Redis documentation, Redis client handling",
  },
  "waits-without-end": {
    writes:
      "new Redis gets no commandTimeout, or keeps the 20 retries a request by default",
    happens:
      "Redis hangs, and every click that needs a session hangs with it; soon the whole shop waits.",
    truth:
      "A frozen Redis takes a command and never answers: only commandTimeout ends that wait.",
    ask: "Redis takes the command and never answers: what in this client would ever give up?",
    source: "ioredis documentation, RedisOptions; lesson README",
  },
  "outage-taken-for-a-stranger": {
    writes:
      "whoIs catches what redis.get throws and returns null, a guest or an old copy",
    happens:
      "Redis pauses, and whoever clicks is told to sign in again, or is served a guess.",
    truth:
      "The server could not look: 503 with Retry-After says so, and the cookie stays as it is.",
    ask: "Redis is silent for two seconds: is Alice signed in, and can this server know?",
    source: "RFC 9110 §15.6.4 and §10.2.3",
  },
  "dies-with-redis": {
    writes: "the listener for the client's error event throws, or the client has none",
    happens:
      "Redis dies, and the servers die with it: even the list of products is gone.",
    truth:
      "A lost connection is an event: hear it, throw nothing, and let the requests answer 503.",
    ask: "Redis is gone for a minute: which pages could this server still show, if it were up?",
    source: "Node documentation, Events",
  },
  "never-comes-back": {
    writes: "new Redis gets a retryStrategy that returns null, so the client gives up",
    happens:
      "Redis is back, and nobody can sign in until somebody restarts every server.",
    truth:
      "A client goes on trying to connect, so that an outage ends when Redis is back.",
    ask: "Redis was restarted a minute ago and is well: what is this server's client doing?",
    source: "ioredis documentation, Auto-reconnect",
  },
} as const satisfies Misconceptions;
