import type { Lesson } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "04",
  slug: "jwt",
  title: "JWT",
  question: "Can a server know Alice and remember nothing?",
  minutes: 40,
  store: "token in the cookie",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["tokens.ts"],
        servers: 3,
        packages: ["ioredis", "jsonwebtoken"],
      },
    },
    redis: {},
  },
  edits: ["tokens.ts"],
  tasks: [
    {
      number: 1,
      title: "sign who she is, for whom and until when; put it into the cookie",
      file: "tokens.ts",
      checks: [
        "no-signed-token",
        "key-of-one-server",
        "token-without-a-subject",
        "token-without-an-address",
        "expiry-in-the-wrong-unit",
        "cookie-open-to-others",
        "token-tells-too-much",
      ],
      hints: [
        "No list will say who she is, so the token must. And a token that doesn't say when it ends never does.",
        "signIn: jwt.sign takes the payload, here only the role, then KEY, then the options header (HEADER, for which whoIs looks), subject, issuer, audience and expiresIn. Give expiresIn a number: it counts seconds then, but a string without a unit counts milliseconds. Then res.cookie with FLAGS and maxAge.",
      ],
    },
    {
      number: 2,
      title: "verify the token; if anything is wrong with it, it is nobody's",
      file: "tokens.ts",
      checks: [
        "token-known-to-one-server",
        "wrong-token-crashes",
        "decode-instead-of-verify",
        "algorithm-from-the-token",
        "token-without-an-end",
        "token-before-its-time",
        "token-for-somebody-else",
        "accepts-broken-tokens",
        "role-from-the-request",
      ],
      hints: [
        "Anybody can read a token, and anybody can write one. What is it that only we can do? And who should choose how that is checked?",
        "whoIs: jwt.verify takes the token, KEY, and the options algorithms (a list with one entry), issuer and audience. It throws if anything is wrong: then answer null. What it returns goes through sessionOf, which insists on sub, role and exp. Set clockTolerance to leeway(); TODO 6 is about it.",
      ],
    },
    {
      number: 3,
      title: "take the token from the cookie, or from one well-formed Bearer",
      file: "tokens.ts",
      checks: ["token-in-the-address", "bearer-by-replace"],
      hints: [
        "Two things are wrong with these lines: one place to look in is too many, and replace takes what it can't replace as it is.",
        "tokenIn: leave req.query alone. Match the whole Authorization header, from ^ to $: the word Bearer in any case, one or more spaces, and one token of letters, digits and -._~+/ with = only at its end. If it doesn't match, there is no token.",
      ],
    },
    {
      number: 4,
      title: "take the key from the environment; without a good one, do not start",
      file: "tokens.ts",
      checks: ["secret-with-a-default"],
      hints: [
        "Somebody forgets the setting, and the shop starts as if nothing were amiss. Who knows its key then?",
        "readKey: if JWT_SECRET is missing or has fewer than 32 bytes (Buffer.byteLength), throw an error that names it and says what to do, but never what it holds. Else return createSecretKey of it: with a string, jsonwebtoken first tries to read a PEM, at every request.",
      ],
    },
    {
      number: 5,
      title: "verify HS256 by hand, with node:crypto alone",
      file: "tokens.ts",
      stretch: true,
      checks: ["lenient-by-hand"],
      hints: [
        "The signature is over text, not over JSON: the first two parts and the dot between them, exactly as they came.",
        "verifyByHand: insist on three parts of base64url. createHmac with sha256 and KEY over header.payload, as base64url, must equal the third part: compare Buffers of one length with timingSafeEqual. Then the header must be ours (alg and typ, no crit), the claims must have the form of Claims with our issuer and audience, nbf must be over, and exp must lie ahead. A part that is no JSON is null (readPart), and no error.",
      ],
    },
    {
      number: 6,
      title: "bear with a clock that is half a minute off",
      file: "tokens.ts",
      stretch: true,
      checks: ["clocks-that-agree"],
      hints: [
        "The server that signs and the server that verifies each look at a clock of their own.",
        "leeway: a minute or two is enough. Whatever you choose, an expired token lives that much longer. whoIs hands it to jwt.verify as clockTolerance.",
      ],
    },
  ],
  guards: [
    "no-challenge",
    "logout-keeps-the-cookie",
    "cross-site-post",
    "cart-in-the-token",
    "asks-the-store-who-she-is",
  ],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "The admin is signed in. Then the shop's owner takes the role away, and every server is restarted. The old token asks for the admin's page three times: how often is it refused?",
      choices: ["0 times", "1 time", "2 times", "3 times"],
      answer: 0,
      because: "The role stands in the token, and the token was signed before.",
      measures: "old admin token refused",
      concept: "stale-claims",
    },
    {
      before: "demo",
      ask: "Redis is shot. Alice signs in, asks who she is, adds to her cart, asks for her cart. How many of the four requests fail?",
      choices: ["0", "1", "2", "4"],
      answer: 2,
      because:
        "Who she is stands in her token. What she wants to buy stands in the store.",
      measures: "failed of four without Redis",
      concept: "store-is-one-point",
    },
    {
      before: "wall",
      ask: "Somebody has copied Alice's cookie. She signs out. The copy asks for /me three times: how often is it refused?",
      choices: ["0 times", "1 time", "2 times", "3 times"],
      answer: 0,
      because:
        "No server keeps anything about the token, so there is nothing to strike out.",
      measures: "copy refused after the sign-out",
      concept: "token-logout",
    },
    {
      before: "wall",
      ask: "Now all three servers are restarted. The copy asks three times more: how often is it refused?",
      choices: ["0 times", "1 time", "2 times", "3 times"],
      answer: 0,
      because: "What a server doesn't remember it can't forget either.",
      measures: "copy refused after the restart",
      concept: "token-logout",
    },
  ],
  demo: { of: "solution", servers: 3 },
  wall: { servers: 3 },
  checksum: "cbe4f6d607ec8bf6f9b89b37a7bd9397cf49964176be68163620bf7cc0655a0e",
} as const satisfies Lesson;
