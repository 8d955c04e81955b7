import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "05",
  slug: "revocation",
  title: "Revocation",
  question: "How do I take a token back?",
  minutes: 45,
  store: "token, and a list in Redis",
  lab: {
    services: {
      shop: {
        app: "app.ts",
        files: ["sessions.ts"],
        servers: 3,
        packages: ["ioredis", "jsonwebtoken"],
        env: { SESSION_ABSOLUTE_SECONDS: "3600", TRUST_SECONDS: "0" },
      },
    },
    redis: {},
  },
  edits: ["sessions.ts"],
  tasks: [
    {
      number: 1,
      title: "give each token an id that no other token has",
      file: "sessions.ts",
      checks: ["id-that-repeats"],
      hints: [
        "Three servers sign tokens at the same time, and none of them knows what the others sign.",
        "newId: two servers can count to the same number, or read the same time. node:crypto's randomUUID, which is already imported, gives 122 random bits.",
      ],
    },
    {
      number: 2,
      title: "put her token on the list until it ends, then have her browser drop it",
      file: "sessions.ts",
      checks: [
        "sign-out-needs-a-live-token",
        "forgotten-await-in-sign-out",
        "list-kept-in-the-process",
        "token-on-the-list",
        "list-without-an-end",
        "list-then-expire",
        "ticket-left-in-her-browser",
        "clears-the-cookie-first",
      ],
      hints: [
        "For how long must a list know about a token? And what is left to do for someone whose token has ended already?",
        'signOut: tokens.read(req) gives the claims, or null; with null there is nothing to revoke. Otherwise await redis.set with revokedKey(claims.jti), any value, "EXAT" and a moment in seconds: claims.exp plus tokens.leewaySeconds. A moment that has passed is no error there. At the end, in either case, tokens.drop(res).',
      ],
    },
    {
      number: 3,
      title: "ask Redis for both keys: a token on the list is no one's",
      file: "sessions.ts",
      checks: [
        "forgotten-await-in-who-is",
        "logout-ends-everybody",
        "list-never-asked",
        "list-of-spellings",
        "bearer-survives-sign-out",
        "list-forgets-too-soon",
      ],
      hints: [
        "A list that nobody asks revokes nothing. And if the list can't be asked, what do you know?",
        "counts: await redis.mget([…]) with revokedKey(claims.jti) and generationKey(claims.sub) gives two values, each null if its key is missing (as TypeScript can't count them, take them as [revoked, generation = null]). The token counts if the first one is null and isCurrent(claims, the second one) is true. Don't catch what Redis throws: the shop turns it into a 503.",
      ],
    },
    {
      number: 4,
      title: "insist on the user's generation, which Redis keeps and the token names",
      file: "sessions.ts",
      checks: [
        "empty-store-revives",
        "generation-kept-in-the-process",
        "generation-of-each-sign-in",
        "generation-made-twice",
        "generation-ends-too-soon",
        "token-without-a-generation",
      ],
      hints: [
        "One value a user, the same for all of the user's tokens. A sign-in joins it, or begins one; and it must outlive the last token that names it.",
        'generationOf: redis.set with generationKey(user), randomUUID(), "EX", COUNTS_SECONDS, "NX" sets it only if there is none. So ask afterwards which one is there, yours or one from before: redis.getex with the key, "EX", COUNTS_SECONDS returns it and gives it a whole life again. isCurrent: false if generation is null, else whether claims.generation equals it.',
      ],
    },
    {
      number: 5,
      title: "end the user's generation, and with it all of the user's tokens",
      file: "sessions.ts",
      checks: [
        "forgotten-await-in-end-all",
        "end-all-ends-everyone",
        "end-all-for-good",
        "end-all-in-whole-seconds",
        "end-all-leaves-some",
      ],
      hints: [
        "You don't know which tokens Alice has, on which devices. You don't have to.",
        "endAll: await redis.del with generationKey(user). Every token that names that generation is over; the next sign-in begins another.",
      ],
    },
    {
      number: 6,
      title: "rely on an answer for TRUST_SECONDS, then ask again",
      file: "sessions.ts",
      stretch: true,
      checks: ["asks-every-time", "trusts-for-ever"],
      hints: [
        "A server that has just asked could wait a little before it asks again. Revocation is that much later, then.",
        "mayCount: keep in trusted, under claims.jti, until when (Date.now() plus TRUST_SECONDS * 1000) a token counts unasked. As long as that lies ahead, return true; otherwise await counts(claims), and keep only a yes. A map that only grows is a leak: empty it when it gets large.",
      ],
    },
  ],
  guards: [
    "decode-instead-of-verify",
    "cross-site-post",
    "waits-without-end",
    "store-away-lets-in",
    "outage-taken-for-a-stranger",
  ],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "Nobody has ever signed out. Alice asks for /me. How many commands does the server send to Redis for that?",
      choices: ["0", "1", "2", "3"],
      answer: 1,
      because:
        "The list is empty, but a server finds that out only by asking: one MGET for list and generation.",
      measures: "commands for one GET /me",
      concept: "denylist-and-version",
    },
    {
      before: "demo",
      ask: "Someone has copied Alice's cookie, and she signs out. The copy asks for /me three times. How often is it refused?",
      choices: ["0 times", "1 time", "2 times", "3 times"],
      answer: 3,
      because: "Every server asks the same list, though only one of them wrote to it.",
      measures: "copy refused after the sign-out",
      concept: "token-logout",
    },
    {
      before: "wall",
      ask: "A shop has a denylist alone. Alice signs out; then Redis is restarted and empty. Her copied token has an hour left, and asks for /me three times. How often is it let in?",
      choices: ["0 times", "1 time", "2 times", "3 times"],
      answer: 3,
      because:
        "A denylist says who is out. When it is lost, no one is: an empty list forgives.",
      measures: "copy let in after the restart",
      concept: "denylist-and-version",
    },
  ],
  demo: { of: "solution", servers: 3 },
  wall: { servers: 3 },
  checksum: "d4056e023f25ddf8df2d7dab929a7cfb10324d90a871cca6eed6f69e873ccf5a",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
