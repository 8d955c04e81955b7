import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Redis sessions",
  about:
    "You can say what a shared store gives and costs, how a session keeps its end, and what to answer when the store is silent.",
  questions: [
    {
      id: "redis-where-it-went",
      kind: "one",
      tests: ["store-is-state-moved", "session-store", "state-user-session"],
      ask: "In lesson 03 each of the three servers can be killed and replaced, and Alice stays signed in. What has become of the state that made lesson 01 so fragile?",
      choices: [
        {
          text: "It is gone: each request now brings all that its answer needs",
          because:
            "Her request brings a random id that says nothing. It would be so, as far as her name goes, with a signed token, as in lesson 04.",
        },
        {
          text: "It is copied: a new server loads all sessions from Redis as it starts",
          because:
            "A new server holds no session, and asks Redis when a ticket comes. Copies in each server would have to hear of every change and sign-out.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "It is in one place that all servers ask, and they keep none of it",
          right: true,
          because:
            "The state moved and did not vanish: from three processes into one store. That is why servers can be replaced, and why all of them need Redis.",
        },
        {
          text: "It is in her cookie, and Redis checks that she has not changed it",
          because:
            "Her cookie is only the name of what Redis holds. It would be so with a signed cookie, which needs a key to check it and no store.",
          misconception: "cookie-carries-the-data",
        },
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "redis-silent-for-a-moment",
      kind: "predict",
      tests: ["outage-is-not-a-stranger", "store-is-one-point"],
      ask: "Alice is signed in to the finished shop of lesson 03. Redis is frozen, she asks for /me and waits for the answer; then Redis goes on, and she asks once more. Which two answers does she get?",
      choices: [
        {
          text: "401, then 401: she is signed out, and has to sign in again",
          is: "401 401",
          because:
            "It would be so if a server took silence for a no, and cleared her cookie. A short pause would then sign out everybody who clicks.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "200, then 200: a server that has just served her knows her",
          is: "200 200",
          because:
            "It would be so if servers kept copies. Then one of them might also serve a session that has just ended elsewhere.",
          misconception: "remembers-what-it-read",
        },
        {
          text: "503, then 401: the outage has cost her the session",
          is: "503 401",
          because:
            "It would be so if Redis had been killed and had come back empty. A frozen one forgets nothing.",
        },
        {
          text: "503, then 200: nobody could look; then somebody could",
          is: "503 200",
          right: true,
          because:
            "503 says that the question is open, and her cookie stays as it is. The same ticket opens the same session a moment later.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "redis-mended-by-a-script",
      kind: "predict",
      tests: ["expiry-with-the-write"],
      ask: "Alice signs in to the finished shop: her session gets an end, 8 hours (28800 s) away. An hour later a support script mends her cart: it GETs her key and SETs the new JSON, with no options. What does Redis say of the key's time to live?",
      choices: [
        {
          text: "25200: the 7 hours that were left are left",
          is: "25200",
          because:
            "It seems natural that a new value leaves the clock alone. SET does so only if it is told to, by KEEPTTL.",
          misconception: "write-forgets-the-end",
        },
        {
          text: "28800: a key starts again with the life it was given",
          is: "28800",
          because:
            "Redis notes when a key ends, not how long it was meant to live. It would be 28800 if the script had said EX 28800.",
        },
        {
          text: "-1: it has no end any more",
          is: "-1",
          right: true,
          because:
            "A plain SET throws the end away. Our whoIs still refuses the session by its createdAt; a shop that trusts Redis alone would honor it for ever.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "redis-sixty-second-copies",
      kind: "several",
      tests: ["local-copy", "review-store-trade"],
      ask: "To save round trips, each server now keeps a copy of every session that it has read, and answers from it for 60 s without asking Redis. B has just read Alice's. Which of these can happen now, good or bad, and could not before?",
      choices: [
        {
          text: "Alice signs out on A, and a copied cookie still opens her session on B.",
          right: true,
          because:
            "The key is gone, and B does not look. The copy brought back what lesson 01 suffered from: a server that remembers.",
        },
        {
          text: "Alice buys an apple on A, and her very next click, on B, shows no apple.",
          right: true,
          because:
            "B answers from what it read before. If it then writes its old cart back with one more item, the apple is lost for good.",
        },
        {
          text: "Redis is frozen, and B still answers Alice for a while.",
          right: true,
          because:
            "That is what one gains. What B says may be out of date, and B can't know: the same copy also serves whoever has just signed out.",
        },
        {
          text: "A is killed, and those whom it has served have to sign in again.",
          because:
            "A lost copies only. The sessions are in Redis, and the next server reads them there. It would be so if A's copy were the only one.",
        },
        {
          text: "Mallory makes up a ticket, and B lets Mallory in.",
          because:
            "A copy is made of what was found in Redis, and for this ticket nothing was. It would be so if a miss made a new session.",
          misconception: "trusts-any-ticket",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "redis-phone-signs-out",
      kind: "predict",
      tests: ["session-belongs-to-browser", "logout-everywhere"],
      ask: "In the finished shop Alice is signed in on her laptop and her phone, and Mallory has copied both cookies. Alice signs out on the phone. What do her laptop, the phone's copy and the laptop's copy get for /me?",
      choices: [
        {
          text: "200, 401, 200: one key is gone, and the other is not",
          is: "200 401 200",
          right: true,
          because:
            "Each browser has its own key. Signing out ended the phone's, for each copy of it; the laptop's lives on, for each copy of it.",
        },
        {
          text: "401, 401, 401: Alice signed out, so she is out everywhere",
          is: "401 401 401",
          because:
            "Only the key behind the phone's ticket was deleted. To end them all, the shop needs a list of her sessions, or a version that each one must match.",
          misconception: "logout-ends-everybody",
        },
        {
          text: "200, 200, 200: her phone forgot its cookie, and no more",
          is: "200 200 200",
          because:
            "It would be so if signing out only cleared the cookie. The finished shop deletes the key, and then has the browser drop its copy.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "200, 401, 401: a copy is no good in another browser",
          is: "200 401 401",
          because:
            "The server sees the same ticket, whoever sends it. It would be so if a ticket came with a proof that a thief can't copy.",
        },
      ],
      see: "npm run lesson 03",
    },
    {
      id: "redis-how-many-keys",
      kind: "word",
      tests: ["session-belongs-to-browser"],
      ask: "Alice signs in with Firefox on her laptop and opens the shop in a second tab there. She also signs in with Chrome on that laptop, and on her phone. How many sessions of hers does Redis hold in lesson 03?",
      answers: ["3", "three"],
      near: [
        {
          word: "1",
          because:
            "She is one person, but the key is made from a ticket, and she was given several. It would be 1 if sessions were kept under her name.",
          misconception: "one-session-a-user",
        },
        {
          word: "2",
          because:
            "She has two devices, but Firefox and Chrome have a cookie jar each, and each signed in. It would be 2 with one browser on the laptop.",
        },
        {
          word: "4",
          because:
            "There are four windows to look through, but the two tabs share one cookie jar, and so one ticket. A private window would be another matter.",
        },
      ],
      because:
        "Each sign-in gave one browser one ticket, and each ticket is one key. Tabs share their browser's cookies, so the second tab brought the same ticket.",
      see: "npm run lesson 03 store",
    },
    {
      id: "redis-stolen-backup",
      kind: "one",
      tests: ["hashed-key"],
      ask: "Mallory gets a backup of the finished shop's Redis, so fresh that most sessions are still good. A key is session: and the SHA-256 of the ticket, which has 256 random bits. What can Mallory do with it?",
      choices: [
        {
          text: "Send a key's hash as the cookie, and be the user of that session",
          because:
            "The shop hashes what the cookie brings, and the hash of a hash names another key. It would work if the key were the ticket itself.",
        },
        {
          text: "Try tickets until one has a hash that is there, as SHA-256 is fast",
          because:
            "That works for passwords, which people choose. With 256 random bits there are too many tickets to try, however fast the hash is.",
        },
        {
          text: "Nothing at all: what it holds is hashed, and can't be turned back",
          because:
            "Only the keys are hashed. The values are plain JSON, and would have to be encrypted for this to be so.",
        },
        {
          text: "Read names and carts in it, and open none of these sessions",
          right: true,
          because:
            "A hash leads from ticket to key and not back, so no ticket can be read there. The values can: that is one reason to store little.",
        },
      ],
      see: "npm run lesson 03 store",
    },
    {
      id: "redis-minute-without-it",
      kind: "several",
      tests: ["store-is-one-point", "outage-is-not-a-stranger"],
      ask: "The finished shop runs on three healthy servers, and nobody touches them. Redis is killed, and a minute later it is started again, empty. What is true?",
      choices: [
        {
          text: "In that minute the list of products is shown as ever.",
          right: true,
          because:
            "That page needs no session, so it asks Redis nothing. A lost connection must not take a whole server with it.",
        },
        {
          text: "In that minute Alice, who was signed in, is answered 401.",
          because:
            "The servers could not look, so they do not say that she is a stranger: it is 503. After that minute, 401 is right.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "In that minute Bob, with the right password, can't sign in.",
          right: true,
          because:
            "His password can be checked without Redis, but his session has no place to go. He gets 503 and may try again.",
        },
        {
          text: "After that minute Alice has to sign in again.",
          right: true,
          because:
            "Now the servers can look, and there is nothing. Here 401 is right. She would still be in if Redis had kept its data on disk.",
        },
        {
          text: "After that minute the servers need a restart, to connect again.",
          because:
            "It would be so if the client had given up. Ours tries again and again, so the outage ends when Redis is back.",
          misconception: "never-comes-back",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      id: "redis-back-from-the-dead",
      kind: "order",
      tests: ["late-write"],
      ask: "A shop writes sessions back with SET and EX, and without XX. Alice has signed out, yet a cookie that Mallory copied opens a session of hers, with an apple in the cart. In which order did it happen?",
      steps: [
        "Alice's click on an apple reaches A, which reads her session from Redis.",
        "Alice signs out in another tab: B deletes the key.",
        "A, still at work on her click, writes the session back, with the apple.",
        "Mallory's copy reaches C, which finds a session behind it.",
      ],
      because:
        "Between A's read and A's write the session ended, and A could not know. Asking first whether the key is there leaves the same gap, only smaller. XX puts the condition into the write itself.",
      see: "npm run lesson 03",
    },
    {
      id: "redis-two-tabs",
      kind: "one",
      tests: ["lost-update"],
      ask: "Alice's cart is empty; in one tab she adds an apple, in another a book. A and B both read her session, and only then write, with the finished writeBack: SET with KEEPTTL and XX. What is in her cart?",
      choices: [
        {
          text: "Both items: Redis carries out one command at a time, so neither is lost",
          because:
            "Each command is whole, but an addition is two of them with a gap between. It would hold if the item were added by one command, inside Redis.",
        },
        {
          text: "One item: the later write covers the other one, and both tabs are told 201",
          right: true,
          because:
            "Each wrote a whole cart made from the empty one that it had read. No write failed, so nobody is told.",
        },
        {
          text: "One item: XX lets only the first write through, and the other tab is told 401",
          because:
            "XX asks whether the key is there, not whether it is still as it was read. It would refuse the second write if Alice had signed out in between.",
        },
        {
          text: "Both items: they are in one session, and each server adds to what is there",
          because:
            "Each server adds to what it has read, and sends the whole cart. It would hold if B had read after A's write.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
