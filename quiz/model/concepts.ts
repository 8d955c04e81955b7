/** What the questions test, in the workbook's own words. Each needs a question. */
export const concepts = {
  // The words
  stateless: "stateless: a server that keeps nothing from one request for the next",
  session: "session: what is remembered about one browser between its requests",
  cookie: "cookie: a value that a server sets and a browser sends back where it matches",
  jwt: "JWT: claims that carry their own proof, readable by everyone",
  "sticky-sessions": "sticky sessions: a balancer that keeps a browser on one server",
  "session-store": "session store: one place outside the servers that all of them use",
  revocation: "revocation: ending a session or token before its time",
  "twelve-factor": "twelve-factor app: stateless processes, state in backing services",
  server: "server: one process that runs the app",
  balancer: "balancer: the process in front, which picks a server for each request",
  ticket: "ticket: a random id that stands for a session and says nothing else",
  bearer: "bearer: anyone who holds it can use it",

  // Which of these is state?
  "state-static-config": "static configuration, the same on every server",
  "state-user-session": "a signed-in user's session",
  "state-in-process-cache": "a cache inside a process",
  "state-uploaded-files": "uploaded files on a server's own disk",
  "state-rate-counter": "a counter that limits how often someone may ask",
  "state-connection-pool": "a pool of database connections",
  "state-generated-secret": "a secret that each process makes up at startup",
  "what-counts-as-state": "state: what one request leaves behind and a later one needs",

  // The questions of a review
  "review-difference": "the difference between a stateful and a stateless service",
  "review-has-or-increases":
    "whether being stateless makes an app scale, or only easier to scale",
  "review-what-breaks": "what breaks when the second server starts",
  "review-two-ways": "the ways to run stateful sessions on many servers",
  "review-sticky-trade": "what sticky sessions give, and what they cost",
  "review-store-trade": "what a shared store gives, and what it costs",
  "review-own-words": "why state makes scaling harder, in your own words",
  "interview-model": "the answer to: why do users get logged out?",

  // HTTP
  "http-no-memory": "each request stands alone: HTTP has no memory of the one before",
  "connection-is-not-a-user":
    "a connection is shared, and says nothing about who is asking",
  "http-and-app-state": "HTTP's statelessness and the state of the app built on it",
  "password-every-time": "what it costs to send the password with each request",
  "unauthorized-and-forbidden": "401 with a challenge, 403, and when each is right",
  "not-decided": "503: the server couldn't look, and says so",
  "ftp-contrast": "a protocol with a memory: FTP's directory and login",
  "self-contained-request": "a request that carries everything needed to answer it",

  // In memory
  "share-of-failures": "with N servers taking turns, (N-1)/N of the requests fail",
  "guessable-id": "an id must be random, with at least 128 bits",
  fixation: "a fresh id at each sign-in; the id the browser brought opens nothing",
  "sign-out-on-the-server": "a session ends where it is kept",
  "server-side-expiry": "an expiry on the server's clock, not only in the cookie",
  "idle-and-absolute": "the idle limit and the absolute one",
  "memory-growth": "a map of sessions that nothing sweeps grows without limit",
  "login-loop": "why signing in again does not help",

  // Sticky
  "pin-is-a-hint": "a pin comes from outside: follow it only if it names a known server",
  "sticky-and-death":
    "a dead server takes its own users' sessions with it, and no others",
  draining: "a server that keeps its users and takes no new ones",
  "sticky-skew": "uneven load: by address, and after a restart",
  "unauthorized-or-bad-gateway":
    "401 because no server knows her, 502 because none was asked",
  "retry-safety": "which requests may be sent a second time",

  // A store
  "store-is-state-moved": "a store moves the state; it doesn't remove it",
  "expiry-with-the-write":
    "value and expiry in one command; a later SET drops the expiry",
  "outage-is-not-a-stranger":
    "a store that doesn't answer is no reason to sign anyone out",
  "local-copy": "a local copy of a session outlives the session",
  "lost-update": "read, change, write: two at once lose one of the changes",
  "atomic-step": "one step in the store: a command or a script that leaves no gap",
  "check-then-act": "a decision is out of date once someone else has written",
  "process-lock": "a lock in one process guards that process alone",
  "optimistic-locking":
    "write only if nothing has changed since the look, and limit the tries",
  "idempotency-key": "a request's own name: sent twice, it is done once",
  "late-write": "a write that arrives after the sign-out revives the session",
  "hashed-key": "ids hashed in the store, so that a backup opens nothing",
  "store-replication": "a store's replicas lag: a failover can lose the last writes",
  "session-belongs-to-browser":
    "a session belongs to a browser; a person may have several",
  "logout-everywhere": "ending all of a person's sessions takes a list or a version",
  "store-is-one-point": "one store that all servers depend on",

  // Tokens
  "signed-not-secret": "signed is not encrypted: anyone can read the payload",
  "verify-not-decode": "decoding proves nothing; verifying does",
  "pinned-algorithm": "the verifier names the algorithm, never the token",
  claims: "iss, sub, aud, exp, nbf, iat, jti: what each is for",
  "key-strength": "an HMAC key of at least 32 random bytes, from the environment",
  "keyed-mac": "HS256 is a keyed MAC, not a hash of message and secret",
  "stale-claims": "a token keeps saying what was true when it was signed",
  "token-logout": "signing out drops one copy of a token; another stays good",
  "denylist-and-version":
    "a denylist, a token version, a short lifetime: what each costs",
  "empty-store":
    "a lost denylist lets everyone in again; a missing generation lets no one in",
  "end-all": "one value that all of a user's tokens name; replacing it ends them all",
  "refresh-rotation": "a short lifetime, and a refresh token that changes with each use",
  "bearer-header": "the Authorization header: a case-insensitive scheme and one token",
  "token-storage": "where a browser keeps a token, and what a script can reach",
  "clock-skew": "servers' clocks differ, so allow a little leeway",
  base64url: "base64url without padding",

  // Cookies
  "cookie-domain": "Domain widens; without it a cookie is for one host alone",
  "cookie-path": "Path matches by whole segments",
  "cookie-expires": "Max-Age and Expires, and which one wins",
  "cookie-secure": "Secure: sent over HTTPS only",
  "cookie-httponly":
    "HttpOnly: out of reach of scripts, but not of a thief with the disk",
  "cookie-samesite": "SameSite: Strict, Lax and None",
  "cookie-persistence": "a session cookie, and one that survives closing the browser",
  "cookie-ports": "a cookie is sent to every port of its host",
  "cookie-size": "4096 bytes for a cookie's name and value",
  csrf: "cross-site request forgery: the browser sends the cookie automatically",
  "signed-cookie-replay":
    "a signed cookie can't be changed; an old one can be sent again",

  // Architectures
  "scale-out": "adding and removing servers while users are signed in",
  failover: "what a crash loses: sessions, and requests under way",
  simplicity: "where the complexity goes",
  "resource-use": "what a session costs: memory, a round trip, or bytes and CPU",
  "per-request-cost": "a lookup or a signature: which costs less depends, so measure",
  "http-caching": "what a shared cache may keep, and why per-user pages differ",
  "store-kinds": "memory, database, Redis, cookie: what each is good for",
  hybrid: "a session at the edge, short tokens between services",
  "small-app": "one small server: a map may be enough",
  "rolling-deploy": "replacing every server without a failed request",
  "key-distribution": "a hundred verifiers need keys, rotation, and synchronized clocks",
  capacity: "capacity doesn't grow in proportion to the servers",
  "authentication-or-authorisation": "who someone is, and what they may do",
  serverless: "processes that live for one request",
  transactions: "session storage and consistent data are different questions",
  "long-logins": "staying signed in for weeks: why not with a long-lived token",
  choosing: "the rule of thumb: stateless by default, state on purpose",
} as const satisfies Record<string, string>;

export type Concept = keyof typeof concepts;
