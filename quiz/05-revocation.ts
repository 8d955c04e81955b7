import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Revocation",
  about: "You can take a token back, and say what that costs at every request.",
  questions: [
    {
      id: "revocation-calls-for-nothing",
      kind: "predict",
      tests: ["denylist-and-version", "per-request-cost"],
      ask: "A new shop with lesson 05's tokens: no one has ever signed out, and the list is empty. Alice asks for /me ten times. How many commands does Redis get for these ten?",
      choices: [
        {
          text: "0: as long as the list is empty, there's nothing to ask",
          is: "0",
          because:
            "A server doesn't know that the list is empty, unless something tells it. It finds out by asking, each time.",
        },
        {
          text: "1: the first request asks, and the others rely on it",
          is: "1",
          because:
            "A server that relied on its last answer would miss a sign-out in between. That's the stretch task, with a bound of seconds.",
          misconception: "trusts-for-ever",
        },
        {
          text: "10: one for each request, whether anyone signed out or not",
          is: "10",
          right: true,
          because:
            "One MGET brings the entry on the list and the generation. The price is paid by everyone who stays signed in, not by those who leave.",
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
            "That would be endAll. An entry with the user's name on the list would do it too, by mistake.",
          misconception: "logout-ends-everybody",
        },
        {
          text: "3: the phone is known, the copy is refused",
          is: "3",
          right: true,
          because:
            "The list names one token by its jti. The phone's token has another one, and the copy has the laptop's.",
        },
        {
          text: "5: only the server she signed out on refuses the copy",
          is: "5",
          because:
            "It would be 5 if that server kept the list for itself. The list is in Redis, and all three ask it.",
          misconception: "list-kept-in-the-process",
        },
        {
          text: "6: a signed token is good until its exp",
          is: "6",
          because:
            "That was lesson 04. Here the signature is checked first, and then the list is asked.",
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
            "A session that is missing is no session. An empty session store refuses everyone, the copy too.",
        },
        {
          text: "The one that kept a list of the tokens that count",
          because:
            "What isn't on that list doesn't count, and now nothing is. It's a session store by another name.",
        },
        {
          text: "The one that kept a denylist, and nothing besides",
          right: true,
          because:
            "A denylist names who is out. When it's empty no one is, and the token's signature is still good.",
        },
        {
          text: "The one that kept a random generation for each user",
          because:
            "Her token names a generation that Redis no longer has. Missing counts as different, so it's refused.",
          misconception: "empty-store-revives",
        },
      ],
      see: "npm run lesson 05: the wall, which follows the pass",
    },
    {
      id: "revocation-new-password-and-the-thief",
      kind: "predict",
      tests: ["end-all", "logout-everywhere"],
      ask: "A thief has copied Alice's token. The help desk gives her a new password, and she signs in with it. Now the thief and Alice each ask for /me once. Which statuses do they get, the thief's first?",
      choices: [
        {
          text: "200, 200: a password is asked for at the sign-in only",
          is: "200, 200",
          because:
            "That's what happens where nothing ties tokens to the password. Here the change ends the user's generation.",
          misconception: "end-all-leaves-some",
        },
        {
          text: "401, 200: her old tokens are over, the new one counts",
          is: "401, 200",
          right: true,
          because:
            "The copy names the generation that ended, and her new token names the one that her sign-in began.",
        },
        {
          text: "401, 401: she has to wait until the list forgets her",
          is: "401, 401",
          because:
            "That would be a list of users. A generation tells old tokens from new ones, so there's nothing to wait for.",
          misconception: "end-all-for-good",
        },
        {
          text: "200, 401: the thief's token is the older one",
          is: "200, 401",
          because:
            "Nothing prefers an older token. Each is compared with what Redis has now.",
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
          text: "401: who can't be checked is not signed in",
          because:
            "401 asks her to sign in. She would, in vain: that needs Redis too. And her token may be perfectly good.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "500: something has broken",
          because:
            "It has, and the shop knows what. 500 says that no one thought of it, and that a second try won't help.",
        },
        {
          text: "503, with Retry-After, and the cookie stays",
          right: true,
          because:
            "The server couldn't look, and says so. When Redis is back, the same token works, or is refused for a reason.",
        },
      ],
      see: "lessons/05-revocation/README.md, Going deeper",
    },
    {
      id: "revocation-what-may-be-the-key",
      kind: "several",
      tests: ["claims", "revocation"],
      ask: "Which of these can a denylist use as the name of a token, so that exactly this one is revoked, however it is written?",
      choices: [
        {
          text: "Its jti, if each token has one of its own",
          right: true,
          because: "That's what jti is for: it names one token (RFC 7519, 4.1.7).",
        },
        {
          text: "A hash of its jti",
          right: true,
          because: "It names the same token, and a reader of the list learns even less.",
        },
        {
          text: "Its whole text",
          because:
            "The same claims can be written in another order, and some verifiers take several encodings. And the list would then hold tokens.",
          misconception: "token-on-the-list",
        },
        {
          text: "A hash of its text",
          because:
            "A hash of one spelling doesn't name the other ones. It only hides what is on the list.",
          misconception: "list-of-spellings",
        },
        {
          text: "Its sub and its iat, in seconds",
          because:
            "Her laptop and her phone may sign in during one second. Both would be revoked.",
          misconception: "end-all-in-whole-seconds",
        },
      ],
      see: "lessons/05-revocation/README.md, Going deeper",
    },
    {
      id: "revocation-word-for-the-random-value",
      kind: "word",
      tests: ["end-all", "empty-store"],
      ask: "Each user's tokens name a value that Redis keeps for that user. To end them all, it is replaced. A counter would do, but for one thing: if Redis loses its memory, it begins at 1 again. So the value has to be …?",
      answers: ["random", "unguessable", "unpredictable", "a random value", "unique"],
      near: [
        {
          word: "signed",
          because:
            "The token that names it is signed already. A signed 1 is still the same 1 as before.",
        },
        {
          word: "secret",
          because:
            "The token carries it, and anyone who holds the token can read it. It needn't be secret; it must not come back.",
        },
        {
          word: "larger",
          because:
            "Larger than what? The one that counted is gone, and so is the number it had come to.",
        },
      ],
      because:
        "A random value never comes back, so no old token names the new one. A counter works where it lasts as long as the accounts do: beside them, in the database.",
      see: "lessons/05-revocation/README.md, What you proved",
    },
    {
      id: "revocation-order-of-a-sign-out",
      kind: "order",
      tests: ["revocation"],
      ask: "Alice signs out, and Redis may fail at any moment. In which order does signOut do its work, so that she can always try again?",
      steps: [
        "Check the token's signature and read its claims",
        "Write its jti to the list, with the end, in one command",
        "Wait for Redis to say that it has it",
        "Tell her browser to drop the cookie",
        "Answer 204",
      ],
      because:
        "If the second or third step fails, the answer is 503 and she still has her cookie: nothing was claimed that isn't so. The other way round she has lost the only thing she could revoke it with.",
      see: "npm run lesson 05",
    },
  ],
} as const satisfies Quiz;
