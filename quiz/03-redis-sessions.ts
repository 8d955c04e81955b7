import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Redis sessions",
  about:
    "You can say what a shared store gives and costs, how a session keeps its expiry, and what to answer when the store doesn't respond.",
  questions: [
    {
      id: "redis-where-it-went",
      kind: "one",
      tests: ["store-is-state-moved", "session-store", "state-user-session"],
      ask: "In lesson 03, any of the three servers can be killed and replaced, and Alice stays signed in. What happened to the state that made lesson 01 so fragile?",
      choices: [
        {
          text: "It is gone: each request now carries everything needed to answer it",
          because:
            "Her request carries a random id that says nothing by itself. A signed token, as in lesson 04, would carry at least her name.",
        },
        {
          text: "It is copied: a new server loads all sessions from Redis at startup",
          because:
            "A new server starts with no sessions, and asks Redis when a ticket comes in. If every server had copies, every change and sign-out would have to reach all of them.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "It is in one place that all servers read, and they keep no copies",
          right: true,
          because:
            "The state moved; it didn't disappear. It used to be in three processes; now it's in one store. That's why servers can be replaced, and why all of them need Redis.",
        },
        {
          text: "It is in her cookie, and Redis checks that she hasn't changed it",
          because:
            "Her cookie only says where to look in Redis. This would be true of a signed cookie, which a server checks with a key, without a store.",
          misconception: "cookie-carries-the-data",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "redis-silent-for-a-moment",
      kind: "predict",
      tests: ["outage-is-not-a-stranger", "store-is-one-point"],
      ask: "Alice is signed in to the finished shop of lesson 03. Redis is frozen. She asks for /me and waits for the answer. Redis is unfrozen, and she asks again. What are the two answers?",
      choices: [
        {
          text: "401, then 401: she is signed out, and has to sign in again",
          is: "401 401",
          because:
            "True if a server took silence to mean no, and cleared her cookie. Then a short pause would sign out everyone who clicks.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "200, then 200: a server that has just served her still knows her",
          is: "200 200",
          because:
            "True if servers kept copies. Then one of them could also serve a session that had just ended elsewhere.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "503, then 401: the outage cost her the session",
          is: "503 401",
          because:
            "True if Redis had been killed and had come back empty. A frozen Redis forgets nothing.",
        },
        {
          text: "503, then 200: no server could look, and then one could",
          is: "503 200",
          right: true,
          because:
            "503 says the question is still open, and her cookie stays as it is. A moment later the same ticket opens the same session.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "redis-mended-by-a-script",
      kind: "predict",
      tests: ["expiry-with-the-write"],
      ask: "Alice signs in to the finished shop, and her session is set to expire in 8 hours (28800 s). An hour later a support script fixes her cart: it GETs her key and SETs the new JSON, with no options. What does Redis now report as the key's time to live?",
      choices: [
        {
          text: "25200: the 7 hours that were left are still left",
          is: "25200",
          because:
            "It seems natural that a new value leaves the clock alone. But SET does that only if you say KEEPTTL.",
          misconception: "write-forgets-the-end",
        },
        {
          text: "28800: the key starts over with the lifetime it was given",
          is: "28800",
          because:
            "Redis remembers when a key expires, not how long it was meant to live. It would be 28800 if the script had said EX 28800.",
        },
        {
          text: "-1: it no longer expires",
          is: "-1",
          right: true,
          because:
            "A plain SET drops the expiry. Our whoIs still refuses the session once its createdAt is too old. A shop that relies on Redis alone would accept it forever.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "redis-sixty-second-copies",
      kind: "several",
      tests: ["local-copy", "review-store-trade"],
      ask: "To save round trips, each server now keeps a copy of every session it reads, and uses that copy for 60 s without asking Redis. B has just read Alice's. Which of these, good or bad, can happen now and couldn't before?",
      choices: [
        {
          text: "Alice signs out on A, and a copied cookie still opens her session on B.",
          right: true,
          because:
            "The key is gone, but B doesn't look. The copy brought back the problem of lesson 01: a server that remembers.",
        },
        {
          text: "Alice buys an apple on A, and her very next click, on B, shows no apple.",
          right: true,
          because:
            "B answers from what it read earlier. If it then adds an item to its old cart and writes that back, the apple is lost for good.",
        },
        {
          text: "Redis is frozen, and B still answers Alice for a while.",
          right: true,
          because:
            "That's the benefit. But B's answer may be out of date, and B can't tell: the same copy also works for someone who has just signed out.",
        },
        {
          text: "A is killed, and the users it served have to sign in again.",
          because:
            "A lost only copies. The sessions are in Redis, and the next server reads them there. This would be true if A's copy were the only one.",
        },
        {
          text: "Mallory makes up a ticket, and B lets Mallory in.",
          because:
            "B only copies what it finds in Redis, and for this ticket it finds nothing. This would be true if a failed lookup created a new session.",
          misconception: "trusts-any-ticket",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "redis-phone-signs-out",
      kind: "predict",
      tests: ["session-belongs-to-browser", "logout-everywhere"],
      ask: "In the finished shop, Alice is signed in on her laptop and on her phone, and Mallory has copied both cookies. Alice signs out on the phone. What do her laptop, the phone's copy and the laptop's copy get for /me, in that order?",
      choices: [
        {
          text: "200, 401, 200: one key is gone, and the other isn't",
          is: "200 401 200",
          right: true,
          because:
            "Each browser has its own key. Signing out ended the phone's session, so no copy of that ticket works. The laptop's session lives on, so every copy of its ticket still works.",
        },
        {
          text: "401, 401, 401: Alice signed out, so she is out everywhere",
          is: "401 401 401",
          because:
            "Only the key behind the phone's ticket was deleted. To end them all, the shop needs a list of her sessions, or a version that each one must match.",
          misconception: "logout-ends-everybody",
        },
        {
          text: "200, 200, 200: her phone forgot its cookie, and that's all",
          is: "200 200 200",
          because:
            "True if signing out only cleared the cookie. The finished shop deletes the key, and then has the browser drop its copy.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "200, 401, 401: a copy doesn't work in another browser",
          is: "200 401 401",
          because:
            "The server sees the same ticket, no matter who sends it. This would be true if a ticket came with proof that a thief can't copy.",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "redis-how-many-keys",
      kind: "word",
      tests: ["session-belongs-to-browser"],
      ask: "Alice signs in with Firefox on her laptop and opens the shop in a second Firefox tab. She also signs in with Chrome on that laptop, and on her phone. How many sessions does Redis store for her in lesson 03?",
      answers: ["3", "three"],
      near: [
        {
          word: "1",
          because:
            "She is one person, but each key is made from a ticket, and she has several tickets. It would be 1 if sessions were stored under her name.",
          misconception: "one-session-a-user",
        },
        {
          word: "2",
          because:
            "She has two devices, but Firefox and Chrome each have their own cookie jar, and she signed in with each. It would be 2 with one browser on the laptop.",
        },
        {
          word: "4",
          because:
            "She has the shop open in four places, but the two tabs share one cookie jar and therefore one ticket. A private window would be different.",
        },
      ],
      because:
        "Each sign-in gave one browser one ticket, and each ticket is one key. Tabs share their browser's cookies, so the second tab sent the same ticket.",
      see: "npm run lesson 03",
    },
    {
      id: "redis-stolen-backup",
      kind: "one",
      tests: ["hashed-key"],
      ask: "Mallory gets a backup of the finished shop's Redis, so recent that most sessions are still good. Each key is session: plus the SHA-256 of the ticket, which has 256 random bits. What can Mallory do with it?",
      choices: [
        {
          text: "Send a key's hash as the cookie, and become the user of that session",
          because:
            "The shop hashes whatever the cookie brings, and the hash of a hash is a different key. It would work if the key were the ticket itself.",
        },
        {
          text: "Try tickets until one's hash is in the backup, since SHA-256 is fast",
          because:
            "That works for passwords, which people choose. With 256 random bits there are too many tickets to try, however fast the hash is.",
        },
        {
          text: "Nothing at all: what's in it is hashed and can't be reversed",
          because:
            "Only the keys are hashed. The values are plain JSON, and would have to be encrypted for this to be true.",
        },
        {
          text: "Read the names and carts in it, but open none of these sessions",
          right: true,
          because:
            "A hash leads from a ticket to its key but not back, so Mallory can't get any ticket from the backup. But the values are readable, which is one reason to store little in them.",
        },
      ],
      see: "npm run lesson 03 store",
    },
    {
      id: "redis-minute-without-it",
      kind: "several",
      tests: ["store-is-one-point", "outage-is-not-a-stranger"],
      ask: "The finished shop runs on three healthy servers, and no one touches them. Redis is killed, and a minute later it is started again, empty. What is true?",
      choices: [
        {
          text: "During that minute the product list is shown as usual.",
          right: true,
          because:
            "That page needs no session, so it doesn't ask Redis anything. A lost connection must not take down a whole server.",
        },
        {
          text: "During that minute Alice, who was signed in, gets a 401.",
          because:
            "The servers couldn't look, so they can't say they don't know her. She gets a 503. After that minute, 401 is right.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "During that minute Bob can't sign in, even with the right password.",
          right: true,
          because:
            "His password can be checked without Redis, but there is nowhere to put his session. He gets a 503 and can try again.",
        },
        {
          text: "After that minute Alice has to sign in again.",
          right: true,
          because:
            "Now the servers can look, and they find nothing, so 401 is right. She would still be signed in if Redis had kept its data on disk.",
        },
        {
          text: "After that minute the servers need a restart to reconnect.",
          because:
            "True if the client had given up. Ours keeps trying, so the outage ends when Redis is back.",
          misconception: "never-comes-back",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "redis-back-from-the-dead",
      kind: "order",
      tests: ["late-write"],
      ask: "A shop writes sessions back with SET and EX, but without XX. Alice has signed out, yet a cookie that Mallory copied still opens her session, with an apple in the cart. In what order did this happen?",
      steps: [
        "Alice's click on an apple reaches A, which reads her session from Redis.",
        "Alice signs out in another tab: B deletes the key.",
        "A, still working on her click, writes the session back, with the apple.",
        "Mallory's copy reaches C, which finds a session for it.",
      ],
      because:
        "The session ended between A's read and A's write, and A couldn't know. Checking first whether the key exists leaves the same gap, only smaller. XX makes the check part of the write itself.",
      see: "npm run lesson 03",
    },
    {
      id: "redis-two-tabs",
      kind: "one",
      tests: ["lost-update"],
      ask: "Alice's cart is empty. In one tab she adds an apple, in another a book. A and B both read her session before either writes, and both write with the finished writeBack: SET with KEEPTTL and XX. What is in her cart?",
      choices: [
        {
          text: "Both items: Redis runs one command at a time, so neither is lost",
          because:
            "Each command runs on its own, but adding an item takes two of them, with a gap in between. This would be true if one command added the item inside Redis.",
        },
        {
          text: "One item: the later write replaces the earlier one, and both tabs get 201",
          right: true,
          because:
            "Each server wrote a whole cart, made from the empty one it had read. Neither write failed, so no one finds out.",
        },
        {
          text: "One item: XX lets only the first write through, and the other tab gets 401",
          because:
            "XX asks whether the key exists, not whether it is unchanged since it was read. It would refuse the second write if Alice had signed out in between.",
        },
        {
          text: "Both items: they're in one session, and each server adds to what is there",
          because:
            "Each server adds to what it has read, and sends the whole cart. This would be true if B had read the cart after A's write.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
