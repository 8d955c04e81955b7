import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Revocation",
  about: "You can revoke a token, and say what that costs on every request.",
  questions: [
    {
      id: "revocation-calls-for-nothing",
      kind: "predict",
      tests: ["denylist-and-version", "per-request-cost"],
      ask: "A new shop uses lesson 05's tokens. No one has ever signed out, so the list is empty. Alice asks for /me ten times. How many commands does Redis get for these ten requests?",
      choices: [
        {
          text: "0: as long as the list is empty, there's nothing to look up",
          is: "0",
          because:
            "A server doesn't know that the list is empty. To find out, it has to ask Redis every time.",
        },
        {
          text: "1: the first request asks, and the others rely on it",
          is: "1",
          because:
            "A server that relied on Redis's last answer would miss a sign-out in between. The stretch task does that, but only for a few seconds.",
          misconception: "trusts-for-ever",
        },
        {
          text: "10: one for each request, whether anyone signed out or not",
          is: "10",
          right: true,
          because:
            "One MGET reads both the entry on the list and the generation. Everyone who stays signed in pays that price, not the people who sign out.",
        },
        {
          text: "20: one for the list and one for the generation",
          is: "20",
          because: "With two GETs it would be 20. MGET reads both keys in one command.",
        },
      ],
      see: "npm run lesson 05 demo",
    },
    {
      id: "revocation-two-devices-one-list",
      kind: "predict",
      tests: ["token-logout", "session-belongs-to-browser"],
      ask: "Alice is signed in on her laptop and on her phone. She signs out on the laptop. Then the phone asks for /me three times, and so does a copy of the laptop's token. How many of the six get a 200?",
      choices: [
        {
          text: "0: signing out revokes what the user has",
          is: "0",
          because:
            "That would be endAll. An entry on the list with the user's name would have the same effect, by mistake.",
          misconception: "logout-ends-everybody",
        },
        {
          text: "3: the phone's token works, the copy is refused",
          is: "3",
          right: true,
          because:
            "The list names one token by its jti. The phone's token has a different jti, and the copy has the laptop's.",
        },
        {
          text: "5: only the server she signed out on refuses the copy",
          is: "5",
          because:
            "It would be 5 if that server kept the list for itself. The list is in Redis, and all three servers check it.",
          misconception: "list-kept-in-the-process",
        },
        {
          text: "6: a signed token is good until its exp",
          is: "6",
          because:
            "That was lesson 04. Here, a server checks the signature first and then the list.",
          misconception: "list-never-asked",
        },
      ],
      see: "npm run lesson 05 demo",
    },
    {
      id: "revocation-empty-redis",
      kind: "one",
      tests: ["empty-store", "denylist-and-version"],
      ask: "Redis is restarted and has lost everything. Four shops kept different things in it, and in each of them Alice had signed out an hour ago. In which one does a copy of her ticket or token open the shop again?",
      choices: [
        {
          text: "The one that kept sessions: her session is gone",
          because:
            "If the store has no session for a ticket, the ticket opens nothing. An empty store refuses everyone, including the copy.",
        },
        {
          text: "The one that kept a list of the tokens that are valid",
          because:
            "A token that isn't on that list isn't valid, and now the list is empty. It's a session store by another name.",
        },
        {
          text: "The one that kept a denylist, and nothing else",
          right: true,
          because:
            "A denylist says which tokens to refuse. When it's empty, it refuses none, and the signature of Alice's token is still good.",
        },
        {
          text: "The one that kept a random generation for each user",
          because:
            "Her token names a generation that Redis no longer has. A missing generation never matches, so the token is refused.",
          misconception: "empty-store-revives",
        },
      ],
      see: "npm run lesson 05: the wall, which follows the pass",
    },
    {
      id: "revocation-new-password-and-the-thief",
      kind: "predict",
      tests: ["end-all", "logout-everywhere"],
      ask: "A thief has copied Alice's token. The help desk gives her a new password, and she signs in with it. Now the thief and Alice each ask for /me once. Which statuses do they get, in that order?",
      choices: [
        {
          text: "200, 200: the password is only checked at the sign-in",
          is: "200, 200",
          because:
            "That's what happens if nothing ties tokens to the password. Here, changing the password ends the user's generation.",
          misconception: "end-all-leaves-some",
        },
        {
          text: "401, 200: her old tokens ended, and the new one works",
          is: "401, 200",
          right: true,
          because:
            "The copy names the generation that ended. Her new token names the one that began when she signed in.",
        },
        {
          text: "401, 401: she has to wait until the list forgets her",
          is: "401, 401",
          because:
            "That's how it would be with a list of users. A generation tells old tokens from new ones, so there's nothing to wait for.",
          misconception: "end-all-for-good",
        },
        {
          text: "200, 401: the thief's token is the older one",
          is: "200, 401",
          because:
            "An older token has no priority. Each token is compared with what Redis has now.",
        },
      ],
      see: "npm run lesson 05",
    },
    {
      id: "revocation-store-away",
      kind: "one",
      tests: ["outage-is-not-a-stranger", "not-decided"],
      ask: "Redis doesn't answer, and Alice's token has a good signature. The server can't find out whether it was revoked. What should GET /me answer?",
      choices: [
        {
          text: "200: the signature is good, and most tokens aren't revoked",
          because:
            "Then anyone with a revoked token only has to wait for an outage, or cause one.",
          misconception: "store-away-lets-in",
        },
        {
          text: "401: if a server can't check her, she isn't signed in",
          because:
            "401 asks her to sign in, but that would fail, because signing in needs Redis too. And her token may be perfectly good.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "500: something has broken",
          because:
            "It has, and the shop knows what. 500 says that no one planned for this, and that trying again won't help.",
        },
        {
          text: "503, with Retry-After, and the cookie stays",
          right: true,
          because:
            "The server couldn't look, and says so. When Redis is back, the same token works, or is refused for a good reason.",
        },
      ],
      see: "lessons/05-revocation/README.md, Going deeper",
    },
    {
      id: "revocation-what-may-be-the-key",
      kind: "several",
      tests: ["claims", "revocation"],
      ask: "Which of these can a denylist use to name a token, so that it revokes exactly that token, no matter how the token is written?",
      choices: [
        {
          text: "Its jti, if each token has its own",
          right: true,
          because: "That's what jti is for: it names one token (RFC 7519, 4.1.7).",
        },
        {
          text: "A hash of its jti",
          right: true,
          because:
            "It names the same token, and someone who reads the list learns even less.",
        },
        {
          text: "Its whole text",
          because:
            "The same claims can be written in a different order, and some verifiers accept several encodings. Besides, the list would then contain whole tokens.",
          misconception: "token-on-the-list",
        },
        {
          text: "A hash of its text",
          because:
            "A hash of one spelling doesn't match the others. It only hides what is on the list.",
          misconception: "list-of-spellings",
        },
        {
          text: "Its sub and its iat, in seconds",
          because:
            "A user's laptop and phone could sign in during the same second. Then both tokens would be revoked.",
          misconception: "end-all-in-whole-seconds",
        },
      ],
      see: "lessons/05-revocation/README.md, Going deeper",
    },
    {
      id: "revocation-word-for-the-random-value",
      kind: "word",
      tests: ["end-all", "empty-store"],
      ask: "Each user's tokens name a value that Redis keeps for that user. To end them all, the shop replaces that value. A counter would work, except for one thing: if Redis loses its data, the counter starts at 1 again. So the value has to be …?",
      answers: ["random", "unguessable", "unpredictable", "a random value", "unique"],
      near: [
        {
          word: "signed",
          because:
            "The token that names the value is already signed. A signed 1 is still the same 1 as before.",
        },
        {
          word: "secret",
          because:
            "The token carries it, and anyone who holds the token can read it. The value doesn't have to be secret, but it must never come back.",
        },
        {
          word: "larger",
          because:
            "Larger than what? Redis did the counting, and it has lost the number it had reached.",
        },
      ],
      because:
        "A random value never comes back, so no old token names the new one. A counter works if it lasts as long as the accounts do: next to them, in the database.",
      see: "lessons/05-revocation/README.md, What you proved",
    },
    {
      id: "revocation-order-of-a-sign-out",
      kind: "order",
      tests: ["revocation"],
      ask: "Alice signs out, and Redis may fail at any moment. In what order does signOut do its work, so that she can always try again?",
      steps: [
        "Check the token's signature and read its claims",
        "Write the token's jti to the list, with an expiry, in one command",
        "Wait for Redis to confirm the write",
        "Tell her browser to drop the cookie",
        "Answer 204",
      ],
      because:
        "If the second or third step fails, the answer is 503 and she still has her cookie, so the shop has claimed nothing that isn't true. If her cookie went first, she would lose the only thing she can revoke the token with.",
      see: "npm run lesson 05",
    },
  ],
} as const satisfies Quiz;
