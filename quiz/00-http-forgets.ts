import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "HTTP forgets",
  about:
    "You can say what a request must carry, how a server knows who is asking, and which status to send when it can't tell.",
  questions: [
    {
      id: "http-greeted-as-somebody-else",
      kind: "one",
      tests: ["connection-is-not-a-user", "http-no-memory"],
      ask: "A server checks a password once and stores the name on the connection (req.socket). Alice sends a request. Then Bob sends one from his own laptop, with his own correct password, and he is greeted as Alice. Why?",
      choices: [
        {
          text: "Both requests reached the server over the same connection.",
          because:
            "The balancer opened that connection, and everyone's requests share it. So nothing stored on it can say who is asking.",
          right: true,
        },
        {
          text: "To the server, both laptops have the same address.",
          because:
            "That would explain it if the server looked users up by address (req.ip). This one looks at the connection, so two different addresses wouldn't have helped.",
          misconception: "one-user-at-a-time",
        },
        {
          text: "Bob's request came while Alice's password was still being checked.",
          because:
            "That mixes people up when one variable holds the name for everyone. Here the name is kept on a connection, and Bob's request came later.",
          misconception: "one-user-at-a-time",
        },
        {
          text: "The balancer kept Alice's response and gave it to Bob.",
          because:
            "A shared cache that ignored Authorization would do that. This balancer keeps no responses. The server itself wrote Alice's name into Bob's response.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "http-fresh-server",
      kind: "predict",
      tests: ["http-no-memory", "self-contained-request"],
      ask: "The finished shop of lesson 00 runs on one server. Alice's laptop sends her password with every request, and she has been greeted. The server is killed and a new one starts. What does her next GET /me return?",
      choices: [
        {
          text: "200: her request carries everything the new server needs.",
          because:
            "The old server kept nothing about her, so nothing was lost. This request has her name and password, like the ones before.",
          is: "200",
          right: true,
        },
        {
          text: "401: the new server has never seen her.",
          because:
            "That's true of a server that remembers its users, as in lesson 01. Here no server remembers her from one request to the next.",
          is: "401",
          misconception: "http-remembers",
        },
        {
          text: "502: the balancer was connected to the killed server.",
          because:
            "That happens to a request that's under way when the server is killed. For her next one, the balancer opens a connection to the new server.",
          is: "502",
        },
        {
          text: "503: the new server can't say who she is until she signs in once.",
          because:
            "503 would be right if the server had no way to check, say because a database was down. But it has the accounts, and her password is in the request.",
          is: "503",
        },
      ],
      see: "lessons/00-http-forgets/README.md, What you proved",
    },
    {
      id: "http-customer-at-the-admins-page",
      kind: "predict",
      tests: ["unauthorized-and-forbidden"],
      ask: "In the finished shop of lesson 00, Bob is a customer. He sends GET /admin/accounts with his own correct name and password. Which status does he get?",
      choices: [
        {
          text: "403: the shop knows who he is, and he isn't allowed in.",
          because:
            "He has proved who he is, so asking him again wouldn't help. The page is for admins, and Bob isn't one.",
          is: "403",
          right: true,
        },
        {
          text: "401: he has no right to this page, so he must sign in.",
          because:
            "401 asks for proof, which would be right if the shop didn't know him. He has already given it, so the shop would keep asking for the same proof.",
          is: "401",
          misconception: "known-told-to-sign-in",
        },
        {
          text: "404: to him, the admin page shouldn't seem to exist.",
          because:
            "RFC 9110 allows that if a server wants to hide a page. This shop hides nothing: it says the page is for admins.",
          is: "404",
        },
        {
          text: "200: a correct password opens the route.",
          because:
            "It would if the route checked only who he is. The shop also checks what he is allowed to do.",
          is: "200",
        },
      ],
      see: "lessons/00-http-forgets/README.md, What you proved",
    },
    {
      id: "http-price-of-a-password",
      kind: "several",
      tests: ["password-every-time"],
      ask: "Every request Alice sends carries her name and password, over TLS, and the shop checks them every time, as in lesson 00. What does this cost her or the shop?",
      choices: [
        {
          text: "Every page she opens waits for a check that is slow on purpose.",
          because:
            "A slow hash makes guessing expensive for a thief who has stolen the hashes. Here every request pays that price.",
          right: true,
        },
        {
          text: "Signing out has no effect: her password still works.",
          because:
            "No server keeps anything that a sign-out could end. HTTP has no way to make a browser forget a password (RFC 9110, 17.16.2), and even if the browser forgot it, the password would still work.",
          right: true,
        },
        {
          text: "Anything that reads headers behind TLS can see or log her password.",
          because:
            "TLS protects the header on the way. Where TLS ends, the header is plain base64 again in every request, and base64 hides nothing.",
          right: true,
        },
        {
          text: "Every server has to remember who has already sent a correct password.",
          because:
            "They would if later requests came without the password. But each one brings it, so there is nothing to remember.",
          misconception: "http-remembers",
        },
        {
          text: "After every server restart, she has to type her password again.",
          because:
            "That's what happens when a server loses its sessions. Here her browser sends the password on its own, and a new server can check it.",
        },
      ],
      see: "npm run lesson 00: the wall, which follows the pass",
    },
    {
      id: "http-accounts-out-of-reach",
      kind: "one",
      tests: ["not-decided", "unauthorized-and-forbidden"],
      ask: "The shop's accounts move to a database, and the database isn't answering. Alice asks for /me with her correct password. What should the server answer?",
      choices: [
        {
          text: "401 with a challenge: it couldn't confirm her password.",
          because:
            "401 would be right if the server had looked and found no match. Here it tells Alice to send different proof, when hers is correct.",
        },
        {
          text: "403: an unchecked password opens nothing.",
          because:
            "It's true that an unchecked password must open nothing. But 403 says the shop knows who she is and has decided, and here it couldn't decide.",
        },
        {
          text: "503: it couldn't look, so it says neither yes nor no.",
          because:
            "The problem is on the shop's side, and may be over soon. A client that gets a 503 can try again later with the same password.",
          right: true,
        },
        {
          text: "200, if her name came with a correct password a minute ago.",
          because:
            "Then any password at all would open her page while the database is down. What was true of one request says nothing about the next.",
          misconception: "password-checked-once",
        },
      ],
      see: "shared/app/failures.ts",
    },
    {
      id: "http-first-visit",
      kind: "order",
      tests: ["self-contained-request", "unauthorized-and-forbidden"],
      ask: "Alice opens /me in a browser that has never been to the shop of lesson 00. In what order does this happen?",
      steps: [
        "Her browser asks for /me and sends no proof.",
        "The shop answers 401 and says it accepts Basic.",
        "Her browser asks Alice for a name and password.",
        "Her browser sends the whole request again, with the name and password.",
        "The shop checks the name and password, greets her, and keeps nothing.",
      ],
      because:
        "The browser asks Alice only after the challenge has said what is missing and how to send it. The second request doesn't continue the first: it is complete, and could go to another server.",
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "http-which-requests-are-whole",
      kind: "several",
      tests: ["self-contained-request", "http-no-memory"],
      ask: "Server A has served Alice's browser all morning. C starts now. The servers share the accounts and the products, and nothing else. Which of her requests can C answer exactly as A would?",
      choices: [
        {
          text: "GET /products?page=3",
          because:
            "The request itself says which page. C needs only the products, and it has them.",
          right: true,
        },
        {
          text: "GET /me, with her name and password",
          because:
            "The request carries the proof, and C has the accounts to check it against.",
          right: true,
        },
        {
          text: "POST /price, with a list of items, to get their total price",
          because:
            "The request contains everything to add up. A POST can stand on its own just as well as a GET, if it carries what it needs.",
          right: true,
        },
        {
          text: "GET /products/more, for the page after the last one she read",
          because:
            "Which one did she read last? Only A knows. With ?after=candle in the request, C could answer too.",
          misconception: "http-remembers",
        },
        {
          text: "POST /photo/finish, to join the parts she sent earlier",
          because:
            "The parts are on A. C could answer if they were somewhere that both servers can read, or if this request brought them along.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Say it in an interview",
    },
    {
      id: "http-remembered-check",
      kind: "word",
      tests: ["password-every-time", "connection-is-not-a-user"],
      ask: "To save time, a server remembers for one minute that a check succeeded. A wrong password must still open nothing. So it stores the result under the name and the ___ that came with the request.",
      answers: ["password", "passwords", "passphrase", "credentials", "secret"],
      near: [
        {
          word: "address",
          because:
            "Everyone in an office may share one address. Mallory, at the next desk, could then be Alice with any password.",
          misconception: "one-user-at-a-time",
        },
        {
          word: "connection",
          because:
            "The connection is the balancer's. Mallory's request, with Alice's name and any password, comes over the same one.",
          misconception: "identity-on-the-connection",
        },
        {
          word: "socket",
          because:
            "The socket is the balancer's. Mallory's request, with Alice's name and any password, comes over the same one.",
          misconception: "identity-on-the-connection",
        },
        {
          word: "browser",
          because:
            "What a request says about its browser is a header anyone can write. It proves nothing.",
        },
        {
          word: "time",
          because:
            "The time says when to forget the result. If only the name is compared, any password works during that minute.",
          misconception: "password-checked-once",
        },
        {
          word: "hash",
          because:
            "A hash of what? The hash in the account is the same no matter what was sent. You need a keyed hash of what came in: the name and the password.",
        },
      ],
      because:
        "Then only the name and password that were checked find the result, and one correct password doesn't let a different one in. Stored as a keyed hash, the pair doesn't reveal the password either.",
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
