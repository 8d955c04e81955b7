import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "forgotten-await-in-sign-in": {
    promise: "the response to a sign-in waits for the token",
    writes: "signIn sets the cookie to a promise, or in a then that nobody awaits",
    happens:
      "The response leaves without a cookie, or the cookie says [object Promise], and Alice is no one.",
    truth:
      "What signs later gives a promise: an async signIn awaits it, then sets the cookie.",
    ask: "Your library gives the token as a promise. What does res.cookie write if it is handed that?",
    source: "MDN, await; Express documentation, res.cookie",
  },
  "no-signed-token": {
    promise: "signing in gives Alice a token",
    writes: "signIn puts a random id in the cookie, or a token with alg none or HS512",
    happens:
      "Anyone can write a token with any name in it, or no other server can read the cookie.",
    truth: "The cookie holds a token signed with HS256, and the signature is the proof.",
    ask: "Mallory writes a cookie like Alice's, with Bob's name in it. What can't Mallory put in?",
    source: "RFC 7518 §3.6; RFC 8725 §3.1",
  },
  "key-of-one-server": {
    promise: "anyone who has JWT_SECRET can check the signature",
    writes:
      "readKey returns createSecretKey(randomBytes(32)), or a key written in the code",
    happens:
      "B takes the token A signed for a forgery, or anyone who reads the code can sign tokens too.",
    truth:
      "One secret from the environment, JWT_SECRET, signs and verifies on every server.",
    ask: "A signs Alice's token, and C has to check it. Where does each of them get its key?",
    source: "CWE-321: Use of Hard-coded Cryptographic Key; lesson README",
  },
  "token-without-a-subject": {
    promise: "the token says who she is",
    writes: "jwt.sign gets { user: user.name } and no subject, or it gets no role",
    happens:
      "Alice signs in, and no server can say whose token it is, or what she is allowed to do.",
    truth:
      "sub says who she is, role what she may do; no list fills in what a token leaves out.",
    ask: "Read the payload. Which claim says whose token it is, and which one what she may do?",
    source: "RFC 7519 §4.1.2",
  },
  "token-without-an-address": {
    promise: "the token says who wrote it and who it is for",
    writes: "jwt.sign gets no issuer, or no audience",
    happens:
      "Another service with the same key can't tell the shop's tokens from its own.",
    truth: "iss says who wrote the token, and aud who it is for; each token names both.",
    ask: "A warehouse has the same key and is sent Alice's token. How would it know to refuse it?",
    source: "RFC 8725 §3.8 and §3.9",
  },
  "duration-for-a-moment": {
    promise: "the token and its cookie end at a moment to come",
    writes:
      "the payload has exp: LIFE_SECONDS, or res.cookie gets expires: new Date(LIFE_SECONDS)",
    happens:
      "The token or its cookie ended in 1970, and Alice is never signed in; or it ends in 50 years.",
    truth:
      "exp and expires are moments, counted from 1970; expiresIn and maxAge are durations.",
    ask: "A token has exp: 28800. On which day did it end?",
    source: "RFC 7519 §2 and §4.1.4; Express documentation, res.cookie",
  },
  "expiry-in-the-wrong-unit": {
    promise: "the token expires when it should, and so does its cookie",
    writes:
      "expiresIn is LIFE_SECONDS * 1000, a bare string or missing; or maxAge is in seconds",
    happens:
      "Alice is signed out within a minute, or her token lives a thousand times too long, or forever.",
    truth:
      "A number in expiresIn counts seconds; a bare string, and Express's maxAge, milliseconds.",
    ask: "Subtract iat from exp in the payload. How long does the token live, and how long its cookie?",
    source: "jsonwebtoken documentation, jwt.sign; Express documentation, res.cookie",
  },
  "cookie-open-to-others": {
    promise: "the token is out of reach of scripts and other sites",
    writes: "signIn calls res.cookie without FLAGS, or adds a domain to them",
    happens:
      "One line of Mallory's script on the page reads Alice's token and sends it away.",
    truth:
      "HttpOnly, Secure and SameSite must be set; without a Domain, only this host gets the cookie.",
    ask: "What does document.cookie show to a script on the shop's page?",
    source: "OWASP ASVS 5.0, 3.3.1 to 3.3.4",
  },
  "token-tells-too-much": {
    promise: "the token reveals nothing private",
    writes: "jwt.sign gets an email address, a cart or a password in the payload",
    happens:
      "Anyone holding the token can read what is private; a cart in it grows with every item.",
    truth:
      "Signed isn't encrypted: base64url hides nothing, so name and role are enough.",
    ask: "Decode the middle part of the token without any key. What can a stranger read?",
    source: "RFC 7515 §2; OWASP JSON Web Token for Java Cheat Sheet",
  },
  "an-old-cookie-counts": {
    promise: "each sign-in gives its own user a token, whatever cookie comes along",
    writes: "signIn sets no cookie if one came along, or clears the one it has just set",
    happens: "Bob signs in where Alice forgot to sign out, and he is Alice, or no one.",
    truth:
      "The password says who signs in; the cookie that came along says who was there before.",
    ask: "Alice forgot to sign out, and Bob signs in on her computer. Whose token is there afterwards?",
    source: "OWASP ASVS 5.0, 7.2.4",
  },
  "forgotten-await-in-who-is": {
    promise: "the response to a question waits until the token is verified",
    writes: "whoIs passes the promise of a verify function to sessionOf, without await",
    happens:
      "A promise has no sub, so no one is known; and a forged token ends the server.",
    truth:
      "What verifies later gives a promise: whoIs is async, and awaits it inside the try.",
    ask: "verify gives a promise. What does sessionOf find in it, and who hears of its failure?",
    source: "Node documentation, process: unhandledRejection",
  },
  "token-known-to-one-server": {
    promise: "Alice signs in once, and every server knows her",
    writes:
      "whoIs looks the token up in a Set that signIn filled, or reads a module-level variable",
    happens:
      "A signed Alice in, and B answers 401, or greets the last user who signed in there.",
    truth: "Everything a server needs is in the token and the key; it keeps no list.",
    ask: "C has signed no one in since it started. What does it need to know Alice by her token?",
    source: "this lesson's demo",
  },
  "wrong-token-crashes": {
    promise: "a token that makes no sense doesn't break the server",
    writes: "whoIs calls jwt.verify without a try around it",
    happens:
      "Anyone who sends one word as the cookie gets a 500, and so does Alice when hers has expired.",
    truth:
      "jwt.verify throws whenever a token isn't good; that means no one is signed in, so null.",
    ask: "What does jwt.verify do with a token that expired long ago, and what does Alice see then?",
    source: "jsonwebtoken documentation, jwt.verify",
  },
  "decode-instead-of-verify": {
    promise: "a token that someone has changed opens nothing",
    writes:
      "whoIs calls jwt.decode, first or in the catch of jwt.verify, or tries a second key",
    happens:
      "Mallory writes Bob's name into a token, and the shop greets Mallory as Bob.",
    truth:
      "decode only reads, and anyone can write what it reads; a good signature is the proof.",
    ask: "Put another name in the payload and keep the signature. Which line of whoIs objects?",
    source: "jsonwebtoken documentation, jwt.decode",
  },
  "algorithm-from-the-token": {
    promise: "the token doesn't choose how it is checked",
    writes:
      "jwt.verify gets no algorithms, all of HS256 to HS512, or the alg in the token's header",
    happens:
      "Mallory chooses how a token is checked; where none is allowed, it isn't checked at all.",
    truth:
      "The server names the one algorithm, HS256, and the token's header has no say.",
    ask: "Who wrote the header of the token that has just arrived?",
    source: "RFC 8725 §3.1; OWASP ASVS 5.0, 9.1.2",
  },
  "leeway-without-measure": {
    promise: "a token that has expired opens nothing for long",
    writes: "leeway returns 60_000, or clockTolerance gets milliseconds",
    happens: "A copied token opens the shop for hours after it expired.",
    truth:
      "leeway and clockTolerance count seconds, like all times in a token; 60 are a minute.",
    ask: "exp was an hour ago, and the shop still opens. What did whoIs add to it?",
    source: "jsonwebtoken documentation, jwt.verify; RFC 7519 §4.1.4",
  },
  "token-without-an-end": {
    promise: "an expired token opens nothing",
    writes: "jwt.verify gets ignoreExpiration, or Claims has a default for exp",
    happens:
      "A copied token opens the shop long after it expired, or forever if it has no exp.",
    truth: "jsonwebtoken checks exp only if it is there, so whoIs insists on it.",
    ask: "A token with our signature and no exp comes in. When does it stop opening the shop?",
    source: "RFC 7519 §4.1.4; jsonwebtoken documentation, jwt.verify",
  },
  "token-before-its-time": {
    promise: "a token opens nothing before its time",
    writes: "jwt.verify gets ignoreNotBefore, or a check by hand leaves nbf out",
    happens: "A token that starts in ten minutes opens the shop right away.",
    truth:
      "If a token has an nbf, it opens nothing before that time, except for a small leeway.",
    ask: "nbf is ten minutes from now. What does whoIs answer now, and what in ten minutes?",
    source: "RFC 7519 §4.1.5",
  },
  "token-for-somebody-else": {
    promise: "a token from or for another service opens nothing here",
    writes:
      "jwt.verify gets no issuer or audience, or a pattern such as /shop/ for the audience",
    happens: "A token written for the warehouse opens the shop, as Alice.",
    truth:
      "iss must be ours, and aud must be exactly our name or a list with it; neither may be missing.",
    ask: "The warehouse signs with the same key. What in its token tells us that it isn't for us?",
    source: "RFC 8725 §3.8 and §3.9; RFC 7519 §4.1.3",
  },
  "accepts-broken-tokens": {
    promise: "what isn't a token opens nothing",
    writes:
      "whoIs trims the token or splits it and takes three parts, or does without Claims",
    happens:
      "Alice's token with a fourth part or a space opens the shop, and so does a number as sub.",
    truth:
      "A token is exactly three parts, and its claims have the form signIn gives them.",
    ask: "Alice's token comes in with .x at its end. Which line of whoIs refuses it?",
    source: "RFC 7519 §7.2; RFC 7515 §7.1",
  },
  "role-from-the-request": {
    promise: "only the admin can open the admin page",
    writes:
      "whoIs takes the role from req.query or X-Role, or gives everyone the same one",
    happens: "Alice adds ?role=admin to the address, and the admin page opens.",
    truth:
      "A role counts only where we wrote it: take it from the token that was verified.",
    ask: "Where does this role come from, and who could have written it there?",
    source: "CWE-807: Reliance on Untrusted Inputs in a Security Decision",
  },
  "token-in-the-address": {
    promise: "a token in an address opens nothing",
    writes: "tokenIn also takes req.query.token",
    happens:
      "Alice's token ends up in a log file, and anyone who reads it there is Alice until it expires.",
    truth:
      "Addresses are logged and kept; a token comes in the cookie or the Authorization header.",
    ask: "Alice opens an address with her token in it. Where is that address written down?",
    source: "RFC 6750 §2.3; RFC 9700 §4.3.2",
  },
  "token-from-elsewhere": {
    promise: "a token comes in its cookie or in Authorization, and from nowhere else",
    writes: "tokenIn also takes X-Access-Token, a field of the body, or a second cookie",
    happens:
      "Logs hide Authorization and Cookie; this header they keep, with Alice's token in it.",
    truth:
      "Each further place for a token is one more to guard; the cookie and Authorization are enough.",
    ask: "Which parts of a request do proxies and logs treat as secret, and which do they write down?",
    source: "RFC 6750 §2; RFC 9110 §11.6.2",
  },
  "bearer-by-replace": {
    promise: "a program's token comes as one well-formed Bearer",
    writes:
      "tokenIn cuts the token out of the Authorization header with replace, split or slice",
    happens:
      "The shop accepts a bare token, or one after Basic, and may refuse bearer in lowercase.",
    truth:
      "Bearer in any case, spaces and one token are the whole header, from first to last character.",
    ask: "What does this line return for a header that doesn't begin with Bearer at all?",
    source: "RFC 6750 §2.1; RFC 9110 §11.1",
  },
  "secret-with-a-default": {
    promise: "a server without a good key doesn't start",
    writes:
      "readKey falls back to a key in the code, or accepts a JWT_SECRET under 32 bytes",
    happens:
      "Someone forgets the setting, and the shop signs with a key that Mallory can read or guess.",
    truth:
      "Without a secret of at least 32 bytes the server doesn't start, and says why.",
    ask: "Someone forgets JWT_SECRET on one server. What does it sign with, and who knows that?",
    source: "RFC 7518 §3.2; CWE-321: Use of Hard-coded Cryptographic Key",
  },
  "lenient-by-hand": {
    promise: "verified by hand, the same tokens pass and the same ones fail",
    writes:
      "verifyByHand splits at dots, compares decoded bytes, or never looks at alg, exp or aud",
    happens:
      "A token with a fourth part, padding, another alg or no expiry passes as Alice's.",
    truth:
      "Three parts of base64url, alg HS256, one MAC over the text as it came; then all that whoIs asks of claims.",
    ask: "Which texts, other than the one signIn wrote, does verifyByHand also accept?",
    source: "RFC 7515 §2 and §5.2; RFC 8725 §3.1",
  },
  "clocks-that-agree": {
    promise: "a token from a server whose clock is fast still works",
    writes: "leeway returns 0, or whoIs doesn't pass it to jwt.verify as clockTolerance",
    happens:
      "A server whose clock is 30 s fast writes a token, and the others refuse it until its nbf.",
    truth:
      "No two clocks agree: a minute or two of leeway, for nbf and for exp, tolerates that.",
    ask: "A's clock is 30 s ahead of B's, and A writes its time as nbf. When does B accept the token?",
    source: "RFC 7519 §4.1.4 and §4.1.5",
  },
  "no-challenge": {
    promise: "a 401 says how to sign in",
    writes: "refuse redirects to /login, or answers 401 without WWW-Authenticate",
    happens:
      "A program without a token is sent to a page for people, or never learns what to send.",
    truth:
      "Not signed in is a 401, and WWW-Authenticate says which credentials are accepted.",
    ask: "A program asks for /me without a token. How does it learn what it should send?",
    source: "RFC 9110 §15.5.2 and §11.6.1",
  },
  "logout-keeps-the-cookie": {
    promise: "signing out removes the token from Alice's browser",
    writes: "signOut answers 204 and never calls res.clearCookie",
    happens:
      "Alice signs out on a shared computer, and the next person to sit down there is Alice.",
    truth:
      "The servers have nothing to delete, so at least her browser must drop the token.",
    ask: "Alice has signed out. What does her browser send along with its next request?",
    source: "Express documentation, res.clearCookie",
  },
  "cross-site-post": {
    promise: "another site's form can't put anything into Alice's cart",
    writes:
      "signIn sets the cookie with sameSite none, and the shop leaves out onlyFromHere",
    happens: "Alice opens Mallory's page, and its form puts a kettle in her cart.",
    truth:
      "SameSite holds the cookie back from another site's form, and the shop refuses it by its origin.",
    ask: "Mallory's page posts a form to the shop from Alice's browser. What goes along with it?",
    source: "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
  },
  "cart-in-the-token": {
    promise: "Alice's cart is hers, on every device",
    writes:
      "save signs the cart into a new token, or calls writeCart with one name for all",
    happens:
      "Alice's phone doesn't show what her laptop put in the cart, or Bob's cart shows it.",
    truth: "A token says who she is; her cart is kept in the store, under her name.",
    ask: "Alice puts a candle in her cart on the laptop. How would her phone find out?",
    source: "lesson README",
  },
  "forgotten-await-in-save": {
    promise: "the response to a purchase waits for the store",
    writes: "save calls writeCart without await or return",
    happens:
      "Alice gets her 201, looks into her cart, and it isn't there; or the write failed, unheard.",
    truth: "A cart is kept when the store has said so: await it, then answer.",
    ask: "Redis is 150 ms away. Alice has her 201: is the candle in her cart?",
    source: "ioredis documentation, Basic Usage",
  },
  "asks-the-store-who-she-is": {
    promise: "Redis is dead, and she is still Alice",
    writes:
      "whoIs awaits readCart, or cartOf catches its error and returns an empty list",
    happens:
      "Redis is dead, and no server knows Alice anymore, or her full cart looks empty.",
    truth:
      "Her token says who she is; only her cart needs Redis, and without it that is a 503.",
    ask: "Redis is dead. What can a server still say about Alice that is true?",
    source: "this lesson's demo",
  },
} as const satisfies Misconceptions;
