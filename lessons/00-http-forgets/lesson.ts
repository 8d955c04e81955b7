import type { Lesson, SlugOf } from "#harness";
import { misconceptions } from "./misconceptions.ts";

export const lesson = {
  number: "00",
  slug: "http-forgets",
  title: "HTTP forgets",
  question: "Who is asking, if nobody remembers?",
  minutes: 12,
  store: "nothing kept",
  lab: { services: { shop: { app: "app.ts", files: ["identity.ts"], servers: 2 } } },
  edits: ["identity.ts"],
  tasks: [
    {
      number: 1,
      title: "every request stands on its own",
      file: "identity.ts",
      checks: [
        "identity-on-the-connection",
        "one-user-at-a-time",
        "http-remembers",
        "trusts-the-name",
        "password-checked-once",
      ],
      hints: [
        "A comment in the file says who a connection belongs to. Look at what stands between Bob and the server. Whose connection is it?",
        "whoIs: take out userOn and every line that uses it. Put nothing in its place. What is left reads the name and password from this request, and checks them.",
      ],
    },
    {
      number: 2,
      title: "tell a stranger what is missing, and how to send it",
      file: "identity.ts",
      checks: ["stranger-gets-no-401", "no-challenge"],
      hints: [
        "403 says: I know who you are, and you're not allowed. Does the shop know who a stranger is?",
        'refuse: answer 401, and set the header WWW-Authenticate to the scheme and the name of what it protects: Basic realm="shop". Then send a body, or the stranger waits forever.',
      ],
    },
    {
      number: 3,
      title: "write the request by hand, as it goes over the wire",
      file: "identity.ts",
      stretch: true,
      checks: ["not-a-whole-request"],
      hints: [
        "A request is lines of text: what is wanted, then the headers. Something has to say that the headers are over.",
        'requestByHand: the line GET /me HTTP/1.1, then Host, Authorization and "Connection: close", then an empty line. Each line ends with \\r\\n. After "Basic " comes user:password in base64: Buffer.from(text).toString("base64").',
      ],
    },
  ],
  guards: [
    "broken-header-breaks-the-server",
    "scheme-in-one-case",
    "splits-at-every-colon",
    "closed-to-everybody",
    "known-told-to-sign-in",
  ],
  misconceptions,
  predictions: [
    {
      before: "demo",
      ask: "Two servers. Alice sends two requests. Then Bob sends two, from his own laptop, with his own password. How many of his two answers greet Alice?",
      choices: ["0", "1", "2"],
      answer: 2,
      because:
        "The balancer keeps a connection open to each server, and everyone's requests share it. Each server has marked its connection as Alice's.",
      measures: "answers to Bob that greet Alice",
      concept: "connection-is-not-a-user",
    },
    {
      before: "wall",
      ask: "GET /products is open to everyone, GET /me needs a password. How long does GET /me take, compared with GET /products?",
      choices: [
        "about as long",
        "2 times as long",
        "5 times as long",
        "more than 10 times as long",
      ],
      answer: 3,
      because:
        "A password is checked with scrypt, which is slow on purpose: it makes guessing slow.",
      measures: "how many times as long",
      concept: "password-every-time",
    },
    {
      before: "wall",
      ask: "Alice signs out. Then she asks for /me again, with the same password. Which status comes back?",
      choices: ["200", "401", "403"],
      answer: 0,
      because:
        "No server keeps anything that a sign-out could end. Her password is still right.",
      measures: "status after signing out",
      concept: "http-no-memory",
    },
  ],
  demo: { of: "yours", servers: 2 },
  wall: { servers: 2 },
  checksum: "fc1f5cdcdc71cb92d7f5ec48f1ea94bc2cc2f939f92428c7bb8e4a174af52b2f",
} as const satisfies Lesson<SlugOf<typeof misconceptions>>;
