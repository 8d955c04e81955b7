import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "JWT",
  about: "You can say what a signed token proves, to whom, and for how long.",
  questions: [
    {
      id: "jwt-expired-copy",
      kind: "one",
      tests: ["signed-not-secret", "base64url"],
      ask: "A bug report contains a copy of Alice's token. It expired last month, and Mallory doesn't have the shop's key. What can Mallory do with the copy?",
      choices: [
        {
          text: "Nothing: without the key, it can't even be read",
          because:
            "That's true of an encrypted token, a JWE. This one is signed: you need the key to write one, but not to read one.",
          misconception: "token-tells-too-much",
        },
        {
          text: "Read what it says about Alice, but open no page",
          right: true,
          because:
            "base64url hides nothing: the claims decode without a key. The signature still matches, but exp has passed, and no server accepts the token.",
        },
        {
          text: "Move exp to next year, and open pages as Alice",
          because:
            "Anyone can write any exp. But the signature covers the text as it was signed, and without the key no one can make one that matches. A shop that only decodes would let Mallory in.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "Open pages as Alice, until the servers are restarted",
          because:
            "That would take servers that don't check exp. A restart changes nothing either way, because servers store nothing about a token.",
          misconception: "token-without-an-end",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "jwt-sign-out-and-in-again",
      kind: "predict",
      tests: ["token-logout", "bearer"],
      ask: "Mallory has copied Alice's token. Mallory asks for /me right away, again after Alice has signed out, and again after Alice has signed back in. How many of Mallory's three requests get a 200?",
      choices: [
        {
          text: "0: the token works only in Alice's browser",
          is: "0",
          because:
            "For that, it would have to be bound to something that stays in her browser. This one is good for anyone who holds it.",
        },
        {
          text: "1: the token ends when Alice signs out",
          is: "1",
          because:
            "A ticket would: in lessons 01 and 03, signing out removes it from where it is kept. Here, signing out only makes her browser drop its copy.",
        },
        {
          text: "2: the new sign-in replaces the old token",
          is: "2",
          because:
            "It would if each sign-in raised a version number, each token carried it, and every server compared the two. Here no server knows which tokens exist.",
        },
        {
          text: "3: nothing she did has ended the token",
          is: "3",
          right: true,
          because:
            "The token's signature and its claims are as good as before, and a server checks nothing else. There is no list to remove it from.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "jwt-hash-for-a-signature",
      kind: "predict",
      tests: ["keyed-mac", "verify-not-decode", "unauthorized-and-forbidden"],
      ask: "Mallory copies Alice's token and changes its role to admin. The third part is now the SHA-256 hash of the new first two. What status does Mallory's GET /admin/accounts get?",
      choices: [
        {
          text: "200: the hash matches the text in front of it",
          is: "200",
          because:
            "That would work if the third part were a plain hash, which anyone can make. But it's a MAC, made with a key that only the servers have.",
        },
        {
          text: "401: without the key, it isn't a signature",
          is: "401",
          right: true,
          because:
            "HS256 is a MAC made with the shop's key, and Mallory's hash doesn't match. A token that fails the check belongs to no one, so its role doesn't matter.",
        },
        {
          text: "403: this is Alice, who isn't an admin",
          is: "403",
          because:
            "403 is for someone who is known and isn't allowed. In a token that fails the check, the name means as little as the role.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "500: verify throws, and nothing catches the error",
          is: "500",
          because:
            'jwt.verify does throw. whoIs turns that into "no one"; otherwise, any bad cookie could break a request.',
          misconception: "wrong-token-crashes",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-role-taken-away",
      kind: "one",
      tests: ["stale-claims", "authentication-or-authorisation"],
      ask: "An admin's token has hours left. The owner takes the role away, and the admin page must be closed to this user from the next request on. Which change does that?",
      choices: [
        {
          text: "Restart every server, so that it forgets the token",
          because:
            "No server ever remembered the token. In the demo every server is restarted, and the old token still opens the page.",
        },
        {
          text: "Change the role in the shop's records",
          because:
            "That's how the role is taken away, and the next token will be right. The one already issued says admin until its exp.",
        },
        {
          text: "Have this page check the records, not the token",
          right: true,
          because:
            "A claim stays as it was signed. Where it must be up to date, look it up instead: that's one lookup, on the few routes that need it.",
        },
        {
          text: "Clear the admin's cookie with the next response",
          because:
            "For that, the server would have to notice that the role is gone, which takes the same lookup. And this doesn't clear a copy outside the browser.",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "jwt-algorithm-in-the-header",
      kind: "one",
      tests: ["pinned-algorithm", "verify-not-decode"],
      ask: "Mallory writes a token for Bob, with alg none in its header and nothing after the second dot. A server reads alg from the header and checks the token the way it says. What happens?",
      choices: [
        {
          text: "It fails: the header is part of the signed text",
          because:
            "It is, so changing the header breaks a signed token. But this token is new from end to end, and its header switches off the check that would notice.",
        },
        {
          text: "It fails: an empty signature can't match the shop's key",
          because:
            "That's true of a verifier that insists on HS256, like the shop's, which answers 401. This one lets the token choose, and alg none uses no key.",
        },
        {
          text: "It breaks with a 500: there is no third part to read",
          because:
            "It might, if the server expected a signature and didn't catch the error. Here it expects no signature, because the header says so.",
          misconception: "wrong-token-crashes",
        },
        {
          text: "It passes: Mallory has chosen how the token is checked",
          right: true,
          because:
            "The author of a token also writes its header. So the server must decide which algorithm to accept, and the header gets no say (RFC 8725, 3.1).",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-bearer-in-small-letters",
      kind: "predict",
      tests: ["bearer-header"],
      ask: "A program that keeps no cookies sends Alice's valid token to the shop of lesson 04. What status does it get?",
      code: "GET /me HTTP/1.1\nHost: shop\nauthorization: bearer eyJhbGciOiJIUzI1...",
      choices: [
        {
          text: "200: the token is valid, and those words may be lowercase",
          is: "200",
          right: true,
          because:
            "Header names and scheme names are case-insensitive (RFC 9110, 5.1 and 11.1). The token itself is verified like one from the cookie.",
        },
        {
          text: "400: Authorization needs a capital A, as in the RFC",
          is: "400",
          because:
            "Documents write it with a capital, but header names are case-insensitive. Node passes them to the code in lowercase.",
        },
        {
          text: "401: the word Bearer is missing, and so is the token",
          is: "401",
          because:
            "True if the code looks for the exact text 'Bearer '. The shop ignores the case of that word.",
          misconception: "bearer-by-replace",
        },
        {
          text: "403: with no cookie, it looks like another site's request",
          is: "403",
          because:
            "The shop does refuse writes sent by another site's page. But this is a read from a program, and it brings its own proof.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-good-signature-refused",
      kind: "several",
      tests: ["claims", "clock-skew"],
      ask: "Several tokens come in. All have signatures that match the shop's key, and each is like Alice's except for one thing. whoIs allows a leeway of one minute. Which tokens must it refuse?",
      choices: [
        {
          text: "The one that has no exp",
          right: true,
          because:
            "It would be good forever. jsonwebtoken checks exp only where there is one, so whoIs must insist on it.",
        },
        {
          text: "The one whose aud is the warehouse",
          right: true,
          because:
            "The signature says that someone with the key wrote it; aud says who it's for. This one isn't for the shop.",
        },
        {
          text: "The one whose nbf is ten minutes from now",
          right: true,
          because:
            "Until then it opens nothing. A minute of leeway tolerates a clock that is a little off, not ten minutes.",
        },
        {
          text: "The one whose exp was ten seconds ago",
          because:
            "With no leeway, it would have expired. This is what the leeway is for: the clock of the server that signed it may be off by a few seconds.",
          misconception: "clocks-that-agree",
        },
        {
          text: "The one whose iat is before the last restart",
          because:
            "iat only says when the token was signed. Refusing this one would sign everyone out at each restart, and here a restart signs no one out.",
        },
      ],
      see: "npm run lesson 04",
    },
    {
      id: "jwt-guesses-at-the-key",
      kind: "one",
      tests: ["key-strength"],
      ask: "In another shop, JWT_SECRET is a dictionary word. Every 401 is logged, and only a few requests a minute get through. Mallory has a token from that shop. Is the key safe?",
      choices: [
        {
          text: "Yes: each guess is a request that gets logged",
          because:
            "That's true of a password that only the shop can check. But Mallory can check a guess at the key against a token, without the shop.",
        },
        {
          text: "No: Mallory can try words at home until one matches",
          right: true,
          because:
            "The token itself shows when a guess is right, so no request is needed. Against 32 random bytes this is hopeless; against a word it's quick.",
        },
        {
          text: "No: the token's third part is the key, encoded",
          because:
            "The third part is computed from the first two with the key; it isn't the key itself. If it were, anyone with a token could sign.",
        },
        {
          text: "Yes: a signature can't be turned back into its key",
          because:
            "It can't. But anyone can compute the signature with each word in the dictionary, and compare. Only a random key prevents that.",
        },
        {
          text: "Yes: every library refuses a key of fewer than 32 bytes",
          because:
            "Some do. RFC 7518 requires 32 bytes for HS256, but jsonwebtoken accepts a shorter key without complaint. The shop's readKey checks the length itself.",
          misconception: "secret-with-a-default",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-denylist-that-shrinks",
      kind: "word",
      tests: ["denylist-and-version", "claims"],
      ask: "The jti of each revoked token is on a denylist that every server checks. To keep the list short, an entry is dropped once the time in one of its token's claims, plus the leeway, has passed. Which claim?",
      answers: ["exp", "expiry", "expiration", "expires", "expiration time"],
      near: [
        {
          word: "iat",
          because:
            "iat had already passed when the token was revoked: the entry would be dropped at once, and the token would be good again.",
        },
        {
          word: "nbf",
          because: "At nbf a token becomes good. That's when the entry is first needed.",
        },
        {
          word: "jti",
          because: "jti is the token's name on the list. It isn't a time.",
        },
      ],
      because:
        "After exp, every server refuses the token anyway, so the entry is no longer needed. Until then, the list is state that all servers share. That's the price of revocation.",
      see: "exercises.md, Vocabulary, denylist",
    },
    {
      id: "jwt-refresh-token-stolen",
      kind: "order",
      tests: ["refresh-rotation", "long-logins"],
      ask: "Access tokens live ten minutes; a refresh token gets the app a new one, and is itself replaced on each use. Mallory copies Alice's refresh token, but Alice's app is the first to use it. What happens, in order?",
      steps: [
        "Alice's app sends the token and gets a new one; the old one is spent",
        "Mallory sends the copy",
        "The issuer sees that a spent refresh token has come back",
        "The issuer ends every refresh token of that sign-in, including the newest",
        "Alice's app can't refresh anymore, and she signs in again",
      ],
      because:
        "The issuer can't tell the thief from Alice, so it trusts neither (RFC 9700, 4.14.2). For that, it has to keep a list of refresh tokens. An access token already issued stays good for ten minutes at most.",
      see: "exercises.md, Vocabulary, refresh token",
    },
  ],
} as const satisfies Quiz;
