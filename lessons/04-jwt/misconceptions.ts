import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "no-signed-token": {
    writes: "signIn puts a random id into the cookie, or a token with alg none or HS512",
    happens:
      "Anybody can write a token with any name in it, or no other server can read the cookie.",
    truth:
      "The cookie holds a token that is signed with HS256, and the signature is the proof.",
    ask: "Mallory writes a cookie like Alice's, with Bob's name in it: what can't she put in?",
    source: "RFC 7518 §3.6; RFC 8725 §3.1",
  },
  "key-of-one-server": {
    writes:
      "readKey returns createSecretKey(randomBytes(32)), or a key that stands in the code",
    happens:
      "B takes the token that A signed for a forgery, or whoever reads the code signs tokens too.",
    truth:
      "One secret from the environment, JWT_SECRET, signs and verifies on every server.",
    ask: "A signs Alice's token, and C is to check it: where does each of them get its key?",
    source: "CWE-321: Use of Hard-coded Cryptographic Key; lesson README",
  },
  "token-without-a-subject": {
    writes: "jwt.sign gets { user: user.name } and no subject, or it gets no role",
    happens:
      "Alice signs in, and no server can say whose her token is, or what she may do.",
    truth:
      "sub says who she is and role what she may do; no list adds what a token leaves out.",
    ask: "Read the payload: which claim says whose the token is, and which what she may do?",
    source: "RFC 7519 §4.1.2",
  },
  "token-without-an-address": {
    writes: "jwt.sign gets no issuer, or no audience",
    happens:
      "Another service with the same key can't tell the shop's tokens from its own.",
    truth: "iss says who wrote the token and aud for whom; each token names both.",
    ask: "A warehouse has the same key and is shown Alice's token: how would it know to refuse?",
    source: "RFC 8725 §3.8 and §3.9",
  },
  "expiry-in-the-wrong-unit": {
    writes:
      "expiresIn is LIFE_SECONDS * 1000, a bare string or missing; or maxAge is in seconds",
    happens:
      "Alice is out within a minute, or her token lives a thousand times too long, or for ever.",
    truth:
      "A number in expiresIn counts seconds; a bare string, and Express's maxAge, milliseconds.",
    ask: "Take iat from exp in the payload: how long does the token live, and how long its cookie?",
    source: "jsonwebtoken documentation, jwt.sign; Express documentation, res.cookie",
  },
  "cookie-open-to-others": {
    writes: "signIn calls res.cookie without FLAGS, or adds a domain to them",
    happens:
      "One line of Mallory's script on the page reads Alice's token and sends it away.",
    truth:
      "HttpOnly, Secure and SameSite must be said; without a Domain, only this host gets the cookie.",
    ask: "What does document.cookie show to a script on the shop's page?",
    source: "OWASP ASVS 5.0, 3.3.1 to 3.3.4",
  },
  "token-tells-too-much": {
    writes: "jwt.sign gets an email address, a cart or a password in the payload",
    happens:
      "Whoever holds the token reads what is private; a cart in it grows with every item.",
    truth: "Signed is not sealed: base64url hides nothing, so name and role are enough.",
    ask: "Decode the middle part of the token without any key: what can a stranger read?",
    source: "RFC 7515 §2; OWASP JSON Web Token for Java Cheat Sheet",
  },
  "token-known-to-one-server": {
    writes:
      "whoIs looks the token up in a Set that signIn filled, or reads a module variable",
    happens:
      "A signed Alice in, and B answers 401, or greets whoever signed in there last.",
    truth:
      "All that a server needs stands in the token and in the key; it keeps no list.",
    ask: "C has signed nobody in since it started: what does it need to know Alice by her token?",
    source: "this lesson's demo",
  },
  "wrong-token-crashes": {
    writes: "whoIs calls jwt.verify without a try around it",
    happens:
      "Anybody who sends one word as the cookie gets a 500, and so does Alice when hers is over.",
    truth:
      "jwt.verify throws whenever a token is not good; that is nobody signed in, so null.",
    ask: "What does jwt.verify do with a token that ended long ago, and what does Alice then see?",
    source: "jsonwebtoken documentation, jwt.verify",
  },
  "decode-instead-of-verify": {
    writes:
      "whoIs calls jwt.decode, first or in the catch of jwt.verify, or tries a second key",
    happens: "Mallory writes Bob's name into her token, and the shop greets her as Bob.",
    truth:
      "decode only reads, and anybody can write what it reads; a good signature is the proof.",
    ask: "Put another name into the payload and keep the signature: which line of whoIs objects?",
    source: "jsonwebtoken documentation, jwt.decode",
  },
  "algorithm-from-the-token": {
    writes:
      "jwt.verify gets no algorithms, all of HS256 to HS512, or the alg of the token's header",
    happens:
      "Mallory chooses how her token is checked; where none counts, it is not checked at all.",
    truth:
      "The server names the one algorithm, HS256, and the token's header has no say.",
    ask: "Who wrote the header of the token that has just arrived?",
    source: "RFC 8725 §3.1; OWASP ASVS 5.0, 9.1.2",
  },
  "token-without-an-end": {
    writes:
      "jwt.verify gets ignoreExpiration or a huge leeway, or Claims has a default for exp",
    happens:
      "A copied token opens the shop long after its time, or for ever if it has no exp.",
    truth: "jsonwebtoken checks exp only if it is there, so whoIs insists on it.",
    ask: "A token with our signature and no exp comes in: when does it stop opening the shop?",
    source: "RFC 7519 §4.1.4; jsonwebtoken documentation, jwt.verify",
  },
  "token-before-its-time": {
    writes: "jwt.verify gets ignoreNotBefore, or a check by hand leaves nbf out",
    happens: "A token that begins in ten minutes opens the shop at once.",
    truth:
      "If a token has an nbf, it opens nothing before that moment, but for a small leeway.",
    ask: "nbf lies ten minutes ahead: what does whoIs answer now, and what in ten minutes?",
    source: "RFC 7519 §4.1.5",
  },
  "token-for-somebody-else": {
    writes:
      "jwt.verify gets no issuer or audience, or a pattern such as /shop/ for the audience",
    happens: "A token that was written for the warehouse opens the shop, as Alice.",
    truth:
      "iss must be ours, and aud must be our very name or a list with it; neither may be missing.",
    ask: "The warehouse signs with the same key: what in its token tells us that it isn't for us?",
    source: "RFC 8725 §3.8 and §3.9; RFC 7519 §4.1.3",
  },
  "accepts-broken-tokens": {
    writes:
      "whoIs trims the token or takes three of its parts by split, or does without Claims",
    happens:
      "Alice's token with a fourth part or a space opens the shop, and so does a number as sub.",
    truth:
      "A token is exactly three parts, and its claims have the form that signIn gives them.",
    ask: "Alice's token comes in with .x at its end: which line of whoIs refuses it?",
    source: "RFC 7519 §7.2; RFC 7515 §7.1",
  },
  "role-from-the-request": {
    writes:
      "whoIs takes the role from req.query or X-Role, or gives everybody the same one",
    happens: "Alice adds ?role=admin to the address, and the admin's page opens.",
    truth:
      "A role counts only where we wrote it: take it from the token that was verified.",
    ask: "Where does this role come from, and who could have written it there?",
    source: "CWE-807: Reliance on Untrusted Inputs in a Security Decision",
  },
  "token-in-the-address": {
    writes: "tokenIn also takes req.query.token",
    happens:
      "Alice's token stands in a log file, and whoever reads it there is Alice until it ends.",
    truth:
      "Addresses are logged and kept; a token comes in the cookie or the Authorization header.",
    ask: "Alice opens an address with her token in it: where is that address written down?",
    source: "RFC 6750 §2.3; RFC 9700 §4.3.2",
  },
  "bearer-by-replace": {
    writes:
      "tokenIn cuts the token from the Authorization header by replace, split or slice",
    happens:
      "The shop takes a bare token, or one after Basic, and may refuse bearer in small letters.",
    truth:
      "Bearer in any case, spaces and one token are the whole header, from first to last character.",
    ask: "What does this line return for a header that doesn't begin with Bearer at all?",
    source: "RFC 6750 §2.1; RFC 9110 §11.1",
  },
  "secret-with-a-default": {
    writes:
      "readKey falls back to a key in the code, or takes a JWT_SECRET under 32 bytes",
    happens:
      "Somebody forgets the setting, and the shop signs with a key that Mallory can read or guess.",
    truth:
      "Without a secret of at least 32 bytes the server does not start, and says why.",
    ask: "Somebody forgets JWT_SECRET on one server: what does it sign with, and who knows that?",
    source: "RFC 7518 §3.2; CWE-321: Use of Hard-coded Cryptographic Key",
  },
  "lenient-by-hand": {
    writes:
      "verifyByHand splits at dots, compares decoded bytes, or never looks at alg or exp",
    happens:
      "A token with a fourth part, padding, another alg or no end passes as Alice's.",
    truth:
      "Three parts of base64url, alg HS256, one MAC over the text as it came, and exp ahead.",
    ask: "Which texts, other than the one that signIn wrote, does verifyByHand also take?",
    source: "RFC 7515 §2 and §5.2; RFC 8725 §3.1",
  },
  "clocks-that-agree": {
    writes: "leeway returns 0, or whoIs doesn't hand it to jwt.verify as clockTolerance",
    happens:
      "A server whose clock is 30 s fast writes a token, and the others refuse it until its nbf.",
    truth:
      "No two clocks agree: a minute or two of leeway, for nbf and for exp, bears with that.",
    ask: "A's clock is 30 s ahead of B's, and A writes its time as nbf: when does B take the token?",
    source: "RFC 7519 §4.1.4 and §4.1.5",
  },
  "no-challenge": {
    writes: "refuse redirects to /login, or answers 401 without WWW-Authenticate",
    happens:
      "A program without a token is sent to a page for people, or never learns what to send.",
    truth:
      "Not signed in is a 401, and WWW-Authenticate says which credentials would be taken.",
    ask: "A program asks for /me without a token: how does it learn what it should send?",
    source: "RFC 9110 §15.5.2 and §11.6.1",
  },
  "logout-keeps-the-cookie": {
    writes: "signOut answers 204 and never calls res.clearCookie",
    happens:
      "Alice signs out on a shared computer, and whoever sits down there next is Alice.",
    truth:
      "The servers keep nothing to strike out, so her browser, at least, must drop the token.",
    ask: "Alice has signed out: what does her browser send along with its next request?",
    source: "Express documentation, res.clearCookie",
  },
  "cross-site-post": {
    writes:
      "signIn sets the cookie with sameSite none, and onlyFromHere is out of the shop",
    happens: "Alice opens Mallory's page, and its form puts a kettle into her cart.",
    truth:
      "SameSite keeps the cookie back from a foreign form, and the shop refuses it by its origin.",
    ask: "Mallory's page posts a form to the shop from Alice's browser: what goes along with it?",
    source: "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
  },
  "cart-in-the-token": {
    writes:
      "save signs the cart into a new token, or calls writeCart with one name for all",
    happens:
      "Alice's phone doesn't show what her laptop put into the cart, or Bob's cart shows it.",
    truth: "A token says who she is; her cart is kept in the store, under her name.",
    ask: "Alice puts a candle into her cart on the laptop: where would her phone learn of it?",
    source: "lesson README",
  },
  "asks-the-store-who-she-is": {
    writes:
      "whoIs awaits readCart, or cartOf catches its error and returns an empty list",
    happens:
      "Redis is dead, and no server knows Alice any more, or her full cart looks empty.",
    truth:
      "Who she is stands in the token; only her cart needs Redis, and without it that is a 503.",
    ask: "Redis is dead: what can a server still say about Alice that is true?",
    source: "this lesson's demo",
  },
} as const satisfies Misconceptions;
