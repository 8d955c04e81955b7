import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "HTTP forgets",
  about:
    "You can say what a request must bring along, what tells a server who is asking, and which status fits when it can't tell.",
  questions: [
    {
      id: "http-greeted-as-somebody-else",
      kind: "one",
      tests: ["connection-is-not-a-user", "http-no-memory"],
      ask: "A server checks a password once, and notes the name on the connection (req.socket). Alice asks, and then Bob, from his own laptop, with his own right password. He is greeted as Alice: why?",
      choices: [
        {
          text: "Both requests reached the server over one connection.",
          because:
            "The connection to the server is the balancer's, and everybody's requests share it. What is noted there is true of nobody in particular.",
          right: true,
        },
        {
          text: "Both laptops have one address, to the server.",
          because:
            "That would do it if the server kept users by address (req.ip). This one notes them on the connection, so two addresses would not have helped.",
          misconception: "one-user-at-a-time",
        },
        {
          text: "Bob asked while Alice's password was still being checked.",
          because:
            "That mixes two people up if the name is kept in one variable for all. Here it stands on a connection, and Bob came after her.",
          misconception: "one-user-at-a-time",
        },
        {
          text: "The balancer kept the answer to Alice and gave it to Bob.",
          because:
            "That would be so with a shared cache that ignored Authorization. This balancer keeps no answers, and the server itself wrote Alice's name for Bob.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "http-fresh-server",
      kind: "predict",
      tests: ["http-no-memory", "self-contained-request"],
      ask: "The finished shop of lesson 00 on one server. Alice's laptop sends her password with each request, and was greeted. The server is killed and a new one started: what does her next GET /me get?",
      choices: [
        {
          text: "200: her request brings all that the new server needs.",
          because:
            "The old server kept nothing of her, so nothing was lost with it. The name and the password are in this request too.",
          is: "200",
          right: true,
        },
        {
          text: "401: the new server has never seen her.",
          because:
            "That is right where a server remembers its users, as in lesson 01. Here no server ever knew her from an earlier request.",
          is: "401",
          misconception: "http-remembers",
        },
        {
          text: "502: the balancer's connection led to the killed server.",
          because:
            "That is right for a request under way at the kill. For the next one the balancer opens a connection to the new server.",
          is: "502",
        },
        {
          text: "503: the new server can't tell who she is until she signs in once.",
          because:
            "503 would be right if it could not look, say in a database that is away. It has the accounts, and her password is in the request.",
          is: "503",
        },
      ],
      see: "lessons/00-http-forgets/README.md, What you proved",
    },
    {
      id: "http-customer-at-the-admins-page",
      kind: "predict",
      tests: ["unauthorized-and-forbidden"],
      ask: "The finished shop of lesson 00. Bob is a customer. He sends his own right name and password with GET /admin/accounts: which status comes back?",
      choices: [
        {
          text: "403: the shop knows who he is, and he may not.",
          because:
            "He has proved who he is, so asking him again helps nobody. The page is for admins, and Bob is none.",
          is: "403",
          right: true,
        },
        {
          text: "401: he has no right to this page, so he must sign in.",
          because:
            "401 would be right if the shop did not know him: it asks for a proof. He has given it, and the same proof would be asked for again and again.",
          is: "401",
          misconception: "known-told-to-sign-in",
        },
        {
          text: "404: to him, a page of the admin's should not exist.",
          because:
            "RFC 9110 allows that to a server that wants to hide a page. This shop hides nothing: it says that the page is for admins.",
          is: "404",
        },
        {
          text: "200: a right password opens the route.",
          because:
            "That would be so if the route asked only who he is. What he may do is a second question, and the shop asks it too.",
          is: "200",
        },
      ],
      see: "lessons/00-http-forgets/README.md, What you proved",
    },
    {
      id: "http-price-of-a-password",
      kind: "several",
      tests: ["password-every-time"],
      ask: "Every request of Alice's carries her name and password, over TLS, and the shop checks them each time, as in lesson 00. What does she, or the shop, pay for that?",
      choices: [
        {
          text: "Each of her pages waits for a check that is slow on purpose.",
          because:
            "A slow hash makes guessing dear for a thief who has the list of hashes. Here it is paid with every request.",
          right: true,
        },
        {
          text: "Signing out in the shop ends nothing: her password stays right.",
          because:
            "No server keeps anything that a sign-out could end. RFC 9110 (17.16.2) knows no way to tell a browser to drop a password; should one drop it, it stays right.",
          right: true,
        },
        {
          text: "Whatever reads the headers behind TLS can see, or log, her password.",
          because:
            "TLS protects it on the way. Where TLS ends, the header is plain base64 again, in each request, and base64 hides nothing.",
          right: true,
        },
        {
          text: "Each server has to remember who has sent a right password before.",
          because:
            "It would, if a later request came without the password. Each one brings it, so nothing has to be remembered.",
          misconception: "http-remembers",
        },
        {
          text: "After each restart of a server, she has to type her password anew.",
          because:
            "That is how it feels when a server loses its sessions. Here her browser sends the password by itself, and a new server can check it.",
        },
      ],
      see: "npm run lesson 00: the wall, which follows the pass",
    },
    {
      id: "http-accounts-out-of-reach",
      kind: "one",
      tests: ["not-decided", "unauthorized-and-forbidden"],
      ask: "The shop's accounts move into a database, and the database does not answer. Alice asks for /me, with her right password. What should the server answer?",
      choices: [
        {
          text: "401 with a challenge: it could not confirm her password.",
          because:
            "401 would be right if it had looked and found no such name and password. Now it tells Alice to send another proof, and hers is right.",
        },
        {
          text: "403: an unchecked password opens nothing.",
          because:
            "It must open nothing, that is so. But 403 says that the shop knows who she is and has decided. It could not decide.",
        },
        {
          text: "503: it could not look, so it says neither yes nor no.",
          because:
            "The fault is the shop's and may pass. A client that reads 503 can try again later, with the same password.",
          right: true,
        },
        {
          text: "200, if her name came with a right password a minute ago.",
          because:
            "Then any password at all opens her page while the database is away. What was found of one request says nothing about the next.",
          misconception: "password-checked-once",
        },
      ],
      see: "shared/app/failures.ts",
    },
    {
      id: "http-first-visit",
      kind: "order",
      tests: ["self-contained-request", "unauthorized-and-forbidden"],
      ask: "Alice opens /me in a browser that has never been to the shop of lesson 00. What happens, in which order?",
      steps: [
        "Her browser asks for /me and brings no proof along.",
        "The shop answers 401 and says that it takes Basic.",
        "Her browser asks Alice for a name and a password.",
        "Her browser sends the whole request again, with both in it.",
        "The shop checks both, greets her, and keeps nothing.",
      ],
      because:
        "The browser asks Alice only after the challenge has said what is missing, and how to send it. The second request is no sequel to the first: it is whole, and could go to another server.",
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
    {
      id: "http-which-requests-are-whole",
      kind: "several",
      tests: ["self-contained-request", "http-no-memory"],
      ask: "Server A has served Alice's browser all morning. C starts now. The servers share accounts and products, and nothing else. Which of her requests can C answer just as A would?",
      choices: [
        {
          text: "GET /products?page=3",
          because:
            "The request itself says which page. C needs only the products, and has them.",
          right: true,
        },
        {
          text: "GET /me, with her name and her password",
          because: "The proof comes along, and C has the accounts to check it with.",
          right: true,
        },
        {
          text: "POST /price, with a list of items, for the sum of their prices",
          because:
            "What is to be added up stands in the request. A POST is as whole as a GET if it brings what it needs.",
          right: true,
        },
        {
          text: "GET /products/more, for the page after the one she read last",
          because:
            "Which one did she read last? Only A knows. With ?after=candle in the request, C could answer it too.",
          misconception: "http-remembers",
        },
        {
          text: "POST /photo/finish, to join the parts that she sent before",
          because:
            "The parts lie on A. C could answer if they lay in a place that both can read, or came with this request.",
        },
      ],
      see: "lessons/00-http-forgets/README.md, Say it in an interview",
    },
    {
      id: "http-remembered-check",
      kind: "word",
      tests: ["password-every-time", "connection-is-not-a-user"],
      ask: "To save time, a server remembers for a minute that a check went well. A wrong password must still open nothing. So it files the result under the name and the ___ that came with the request.",
      answers: ["password", "passwords", "passphrase", "credentials", "secret"],
      near: [
        {
          word: "address",
          because:
            "Everybody in one office may share an address. Mallory at the next desk would be Alice with any password.",
          misconception: "one-user-at-a-time",
        },
        {
          word: "connection",
          because:
            "The connection is the balancer's. Mallory's request with her name and any password comes over the same one.",
          misconception: "identity-on-the-connection",
        },
        {
          word: "socket",
          because:
            "The socket is the balancer's. Mallory's request with her name and any password comes over the same one.",
          misconception: "identity-on-the-connection",
        },
        {
          word: "browser",
          because:
            "What a request says of its browser is a header that anybody can write. It proves nothing.",
        },
        {
          word: "time",
          because:
            "The time says when to forget the result. For that minute any password would do, if only the name is compared.",
          misconception: "password-checked-once",
        },
        {
          word: "hash",
          because:
            "A hash of what? The stored hash is the same whatever was sent. It must be a keyed hash of what came: the name and the password.",
        },
      ],
      because:
        "Then only the pair that was checked finds the result, and one right password does not make another one right. Kept as a keyed hash, it does not show the password either.",
      see: "lessons/00-http-forgets/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
