import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "JWT",
  about: "You can say what a signed token proves, to whom, and for how long.",
  questions: [
    {
      id: "jwt-expired-copy",
      kind: "one",
      tests: ["signed-not-secret", "base64url"],
      ask: "A bug report holds a copy of Alice's token. It expired last month, and Mallory does not have the shop's key. What can she do with the copy?",
      choices: [
        {
          text: "Nothing: without the key she can't even read it",
          because:
            "True of an encrypted token, a JWE. This one is signed: the key is needed to write one, not to read one.",
          misconception: "token-tells-too-much",
        },
        {
          text: "Read what it says of Alice, and open no page by it",
          right: true,
          because:
            "base64url hides nothing: the claims decode without a key. The signature still fits, but exp has passed, and no server takes the token.",
        },
        {
          text: "Put exp into next year, and open pages as Alice",
          because:
            "She can write any exp. But the signature is over the text as it was signed, and without the key she can't make one that fits. A shop that only decodes would let her in.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "Open pages as Alice, until the servers are restarted",
          because:
            "That would need servers that don't look at exp. A restart changes nothing in either case: they keep nothing of a token.",
          misconception: "token-without-an-end",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "jwt-sign-out-and-in-again",
      kind: "predict",
      tests: ["token-logout", "bearer"],
      ask: "Mallory has copied Alice's token. Mallory asks for /me at once, again after Alice has signed out, and again after Alice has signed in anew. How many of the three get a 200?",
      choices: [
        {
          text: "0: the token works only in Alice's browser",
          is: "0",
          because:
            "It would have to be bound to something that stays in her browser. This one is good for whoever holds it.",
        },
        {
          text: "1: when Alice signs out, the token ends",
          is: "1",
          because:
            "A ticket would: in lessons 01 and 03 it is struck off where it is kept. Here signing out has her browser drop one copy.",
        },
        {
          text: "2: the new sign-in replaces the old token",
          is: "2",
          because:
            "It would if each sign-in raised a version, each token carried it, and every server compared. Here no server knows which tokens there are.",
        },
        {
          text: "3: no sign-out and no sign-in ends the token",
          is: "3",
          right: true,
          because:
            "It was true when it was signed, and that is all a server checks. There is no list from which anybody could strike it.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "jwt-hash-for-a-signature",
      kind: "predict",
      tests: ["keyed-mac", "verify-not-decode", "unauthorized-and-forbidden"],
      ask: "Mallory copies Alice's token and changes its role to admin. As the third part she puts the SHA-256 of the new first two. What status does her GET /admin/accounts get?",
      choices: [
        {
          text: "200: the hash fits the text that it stands behind",
          is: "200",
          because:
            "It would, if the third part were a plain hash: anybody can make one. It is a MAC, made with a key that only the servers have.",
        },
        {
          text: "401: without the key, that is no signature",
          is: "401",
          right: true,
          because:
            "HS256 is a MAC with the shop's key, and hers does not fit. A token that fails is nobody's, so nobody asks about roles.",
        },
        {
          text: "403: she is Alice, who is no admin",
          is: "403",
          because:
            "403 is for somebody who is known and may not. In a token that fails, the name counts as little as the role.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "500: verify throws, and nothing catches the error",
          is: "500",
          because:
            "jwt.verify does throw. whoIs turns that into nobody, or one bad cookie could break a request at any time.",
          misconception: "wrong-token-crashes",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-role-taken-away",
      kind: "one",
      tests: ["stale-claims", "authentication-or-authorisation"],
      ask: "An admin's token has hours to go. The owner takes the role away, and from the next request on the admin's page must stay closed. Which change does that?",
      choices: [
        {
          text: "Restart every server, so that it forgets the token",
          because:
            "It never remembered the token. In the demo every server is restarted, and the old token still opens the page.",
        },
        {
          text: "Change the role in the records of the shop",
          because:
            "That is how the role is taken away, and the next token will be right. The one that is out says admin until its exp.",
        },
        {
          text: "Have this page ask the records, not the token",
          right: true,
          because:
            "A claim stays as it was signed. Where it must not lag behind, look it up: one lookup, on the few routes that need it.",
        },
        {
          text: "Clear the admin's cookie with the next answer sent",
          because:
            "To do so the server must notice that the role is gone: that is the lookup. And a copy outside the browser is not cleared.",
        },
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "jwt-algorithm-in-the-header",
      kind: "one",
      tests: ["pinned-algorithm", "verify-not-decode"],
      ask: "Mallory writes a token for Bob: alg none in its header, and nothing after the second dot. A server reads alg from the header and checks the token as it says. What happens?",
      choices: [
        {
          text: "It fails: the header is a part of the signed text",
          because:
            "It is, so a changed header breaks a signed token. But hers is new from end to end, and she has switched off the check that would notice.",
        },
        {
          text: "It fails: an empty signature can't fit the shop's key",
          because:
            "True of a verifier that insists on HS256, as the shop's does: 401. This one lets the token choose, and none uses no key.",
        },
        {
          text: "It breaks with a 500: there is no third part to read",
          because:
            "So it may, where a signature is expected and an error is not caught. Here none is expected: the header has said so.",
          misconception: "wrong-token-crashes",
        },
        {
          text: "It passes: she has chosen how the token is checked",
          right: true,
          because:
            "Whoever writes the token writes its header. So the server must name the one algorithm, and the header has no say (RFC 8725, 3.1).",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-bearer-in-small-letters",
      kind: "predict",
      tests: ["bearer-header"],
      ask: "A program that keeps no cookies sends Alice's token, a good one, to the shop of lesson 04. What status does it get?",
      code: "GET /me HTTP/1.1\nHost: shop\nauthorization: bearer eyJhbGciOiJIUzI1...",
      choices: [
        {
          text: "200: a good token, whatever capitals stand before it",
          is: "200",
          right: true,
          because:
            "Names of headers and schemes count in any case (RFC 9110, 5.1 and 11.1). Then the token is verified as one from the cookie is.",
        },
        {
          text: "400: Authorization needs its capital, as the RFC has it",
          is: "400",
          because:
            "Texts write it with a capital, but names of headers count in any case. Node hands them to the code in small letters.",
        },
        {
          text: "401: the word Bearer is missing, and so is the token",
          is: "401",
          because:
            "So it would be where code looks for the text 'Bearer ' as it stands. The shop matches that word in any case.",
          misconception: "bearer-by-replace",
        },
        {
          text: "403: without a cookie, it seems to be another site",
          is: "403",
          because:
            "The shop does refuse writes that another site's page sends. This is a read, from a program, and it brings its own proof.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-good-signature-refused",
      kind: "several",
      tests: ["claims", "clock-skew"],
      ask: "Tokens come in whose signatures fit the shop's key; each is like Alice's but for one thing. whoIs allows a leeway of one minute. Which must it refuse?",
      choices: [
        {
          text: "The one that has no exp",
          right: true,
          because:
            "It would be good for ever. jsonwebtoken checks exp only where there is one, so whoIs must insist on it.",
        },
        {
          text: "The one whose aud is the warehouse",
          right: true,
          because:
            "The signature says that a holder of the key wrote it; aud says for whom. This one is not for the shop.",
        },
        {
          text: "The one whose nbf is in ten minutes",
          right: true,
          because:
            "Until then it opens nothing. A minute of leeway bears with a clock that is a little off, not with ten minutes.",
        },
        {
          text: "The one whose exp was ten seconds ago",
          because:
            "With no leeway it would be over. The leeway is for this: the clock of the server that signed it may differ by seconds.",
          misconception: "clocks-that-agree",
        },
        {
          text: "The one whose iat is before the last restart",
          because:
            "iat only says when it was signed. Refused for that, everybody would be out at each restart, and here a restart costs nothing.",
        },
      ],
      see: "npm run lesson 04",
    },
    {
      id: "jwt-guesses-at-the-key",
      kind: "one",
      tests: ["key-strength"],
      ask: "In another shop JWT_SECRET is a word from the dictionary. Every 401 is logged, and few requests a minute get through. Mallory has a token of her own: is the key safe from her?",
      choices: [
        {
          text: "Yes: each guess is a request, and is seen",
          because:
            "So it is for a password that only the shop can check. A guess at the key is checked against her own token, without the shop.",
        },
        {
          text: "No: at home she can try words until one fits",
          right: true,
          because:
            "Her token shows when a guess is right, and no request is made. Against 32 random bytes this is hopeless; against a word it is quick.",
        },
        {
          text: "No: her token's third part is the key, encoded",
          because:
            "The third part is what the key makes of the first two, and not the key itself. If it were, everybody who has a token could sign.",
        },
        {
          text: "Yes: a signature can't be turned back into its key",
          because:
            "It can't. But it can be made again with each word of the dictionary, and compared. Only chance in the key prevents that.",
        },
        {
          text: "Yes: every library refuses a key of fewer than 32 bytes",
          because:
            "Some do. RFC 7518 demands 32 bytes for HS256, but jsonwebtoken takes a shorter key and says nothing. The shop's readKey looks itself.",
          misconception: "secret-with-a-default",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      id: "jwt-denylist-that-shrinks",
      kind: "word",
      tests: ["denylist-and-version", "claims"],
      ask: "The jti of each token that was taken back stands on a denylist that every server asks. To keep the list short, an entry is dropped as soon as the clock has passed a claim of its token, plus the leeway. Which claim?",
      answers: ["exp", "expiry", "expiration", "expires", "expiration time"],
      near: [
        {
          word: "iat",
          because:
            "iat had passed before the token was taken back: the entry would go at once, and the token would be good again.",
        },
        {
          word: "nbf",
          because:
            "At nbf a token begins to be good. From then on the entry is needed, not before.",
        },
        {
          word: "jti",
          because: "jti is the token's name on the list. It is not a moment.",
        },
      ],
      because:
        "After exp every server refuses the token by itself, and the entry does nothing. Until then the list is state that all servers share: the price of taking a token back.",
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "jwt-refresh-token-stolen",
      kind: "order",
      tests: ["refresh-rotation", "long-logins"],
      ask: "Access tokens live ten minutes; a refresh token gives the next one, and changes with each use. Mallory copies Alice's refresh token, but Alice's app is the first to use it. What follows?",
      steps: [
        "Alice's app shows it and gets a new one; the old one is spent",
        "Mallory shows her copy",
        "The issuer sees that a spent refresh token has come back",
        "It ends every refresh token of that sign-in, the newest too",
        "Alice's app can't refresh any more, and she signs in again",
      ],
      because:
        "The issuer can't tell the thief from Alice, so it trusts neither (RFC 9700, 4.14.2). That takes a list of refresh tokens. An access token that is out stays good, for ten minutes at most.",
      see: "lessons/04-jwt/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
