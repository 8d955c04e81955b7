import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Code review",
  about:
    "You can read a short piece of session code and say what somebody could do with its defect.",
  questions: [
    {
      kind: "one",
      id: "review-decoded-claims",
      tests: ["verify-not-decode"],
      ask: "This route greets whoever a token names. challenge answers 401. What can somebody do with it?",
      code: `app.get("/me", (req, res) => {
  const token = req.cookies.token ?? "";
  const claims = jwt.decode(token, { json: true });
  const now = Date.now() / 1000;
  const ended = (claims?.exp ?? 0) <= now;
  if (ended || claims?.iss !== "shop-login") return challenge(res);
  res.json({ user: claims.sub });
});`,
      choices: [
        {
          text: "Mallory keeps a copy of Alice's token and shows it, unchanged, after its end",
          because:
            "An unchanged token is refused here: exp is compared with the clock. It would work if nobody looked at exp.",
          misconception: "token-without-an-end",
        },
        {
          text: "Mallory shows a token that another issuer wrote for Alice, unchanged",
          because:
            "An unchanged one names another issuer, and iss is compared. It would work without that comparison.",
          misconception: "token-for-somebody-else",
        },
        {
          text: "Mallory writes a token with Alice's name herself, and is greeted as Alice",
          right: true,
          because:
            "decode only reads. Nobody checks the signature, so name, end and issuer are whatever Mallory wrote there.",
        },
        {
          text: "Mallory reads in her own token what the signature was to keep secret",
          because:
            "A signature keeps nothing secret: anybody can read a token, with any code or none. It would be true of an encrypted one, a JWE.",
          misconception: "token-tells-too-much",
        },
      ],
      see: "lessons/04-jwt/README.md, Your tasks",
    },
    {
      kind: "one",
      id: "review-sign-out-route",
      tests: ["sign-out-on-the-server"],
      ask: "Sessions lie in Redis and end 30 minutes after the sign-in. Somebody copied Alice's cookie a minute ago, and now she signs out by this route. Who can be Alice afterwards?",
      code: `const FLAGS: CookieOptions = {
  httpOnly: true, secure: true, sameSite: "lax",
};

app.post("/logout", onlyFromHere, signedIn, (req, res) => {
  res.clearCookie("sid", FLAGS);
  res.status(204).end();
});`,
      choices: [
        {
          text: "Nobody: without the cookie nothing leads to her session",
          because:
            "Her browser's copy is gone, the other one is not. It would be true if hers were the only one, or if the route had deleted the session in Redis.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "Whoever has the copy, until those 30 minutes are over",
          right: true,
          because:
            "The session is still in Redis, and a copy of the ticket opens it. Clearing a cookie only asks one browser to forget. The route must delete the session too.",
        },
        {
          text: "Whoever has the copy, for ever: only a sign-out could have ended it",
          because:
            "The end after 30 minutes stands in Redis, and this route does not touch it. It would be true of a key without an end.",
          misconception: "session-without-an-end",
        },
        {
          text: "Alice herself, until she closes the browser: then clearCookie takes effect",
          because:
            "clearCookie sends an end in the past, and the browser drops the cookie on reading the answer. Closing it matters only to a cookie without an end.",
        },
      ],
      see: "npm run lesson 01",
    },
    {
      kind: "one",
      id: "review-fallback-key",
      tests: ["key-strength"],
      ask: "The shop moves to three new servers, and nobody remembers to set JWT_SECRET there. verify uses the same SECRET. What happens?",
      code: `const SECRET = process.env.JWT_SECRET ?? "your-secret-key";

export function tokenFor({ name, role }: User): string {
  return jwt.sign({ role }, SECRET, {
    algorithm: "HS256",
    subject: name,
    issuer: "shop-login",
    audience: "shop",
    expiresIn: 900,
  });
}`,
      choices: [
        {
          text: "jwt.sign throws: 15 bytes are too few for HS256, and nobody can sign in",
          because:
            "RFC 7518 wants 32 bytes, but jsonwebtoken 9 takes 15 without a word. It would be true of a server that checks the length when it starts.",
          misconception: "secret-with-a-default",
        },
        {
          text: "Two thirds of the requests get 401: each server has a key of its own",
          because:
            "It would be so if each made up a random key when it started. Here all three fall back to the same text, and that is why nobody notices.",
          misconception: "key-of-one-server",
        },
        {
          text: "Everybody is out after each restart, as the fallback is only in memory",
          because:
            "The fallback stands in the code, and is the same after each restart. A random key made at the start would have this effect.",
        },
        {
          text: "Sign-ins work, and whoever has read the code can sign a token as admin",
          right: true,
          because:
            "The key is in the repository, and in many tutorials. With it anybody signs any name and role. Without a good key the server should refuse to start.",
        },
      ],
      see: "lessons/04-jwt/README.md, Your tasks",
    },
    {
      kind: "one",
      id: "review-cart-write",
      tests: ["expiry-with-the-write"],
      ask: "At the sign-in this session was stored with EX 1800, and the servers count on that end alone. Ten minutes later Alice buys one apple by this route. When does her session end, if she never signs out?",
      code: `app.post("/cart", onlyFromHere, signedIn, async (req, res) => {
  const { item } = CartItem.parse(req.body);
  const session = res.locals.session;
  session.cart.push(item);
  await redis.set(keyOf(req), JSON.stringify(session));
  res.status(201).json({ cart: session.cart });
});`,
      choices: [
        {
          text: "In 20 minutes: SET changes the value, and the end stays as it was",
          because:
            "It stays only if the command says KEEPTTL. A plain SET replaces the key as a whole, its end included.",
          misconception: "write-forgets-the-end",
        },
        {
          text: "In 30 minutes: the write gives it the 1800 seconds once more",
          because:
            "Redis does not remember that there were 1800. It would be so if this SET said EX 1800 too.",
          misconception: "write-starts-the-clock-anew",
        },
        {
          text: "Never, so a copy of her cookie still opens it next year",
          right: true,
          because:
            "SET threw the end away, and PTTL now says -1. Alice notices nothing. KEEPTTL keeps the end; with XX it also keeps a late write from bringing a session back.",
        },
        {
          text: "At once: without an end of its own, the new value is dropped",
          because:
            "A key without an end is what Redis stores by default. The apple is there, and Alice is in: that is why nobody notices.",
        },
      ],
      see: "npm run lesson 03 store",
    },
    {
      kind: "one",
      id: "review-ticket-made",
      tests: ["guessable-id"],
      ask: "key hashes the id, as in lesson 03, and challenge answers 401. Which line is the defect, and what can somebody do with it?",
      code: `app.post("/login", onlyFromHere, async (req, res) => {
  const user = await checkPassword(Login.parse(req.body));   // 1
  if (!user) return challenge(res);                          // 2
  if (req.cookies.sid) await redis.del(key(req.cookies.sid));// 3
  const id = Math.random().toString(36).slice(2);            // 4
  const value = JSON.stringify({ user: user.name });         // 5
  await redis.set(key(id), value, "EX", 1800);               // 6
  const flags = { httpOnly: true, secure: true };            // 7
  res.cookie("sid", id, { ...flags, sameSite: "lax" });      // 8
  res.json({ user: user.name });                             // 9
});`,
      choices: [
        {
          text: "Line 3: Mallory plants a ticket in Alice's browser, and it opens Alice's new session",
          because:
            "A planted ticket is deleted here, and Alice gets a new one. It would work if the sign-in went on with the id that came along.",
          misconception: "keeps-the-old-ticket",
        },
        {
          text: "Line 4: from a few tickets of her own, Mallory works out those of others",
          right: true,
          because:
            "Math.random is built for speed. Its next values can be computed from a few that one has seen, and each sign-in hands one out. node:crypto's randomBytes(32) can't be.",
        },
        {
          text: "Line 6: the session has no end, and a copied ticket is good for ever",
          because:
            "EX 1800 stands in the same command, so value and end are written together. Without it this would be the defect.",
          misconception: "session-without-an-end",
        },
        {
          text: "Line 8: a script on the shop's page reads Alice's ticket and sends it away",
          because:
            "The flags of the line before are in it, httpOnly among them, so no script can read this cookie. Without that flag it would be true.",
          misconception: "cookie-open-to-others",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "review-role-beside-ticket",
      tests: ["authentication-or-authorisation", "cookie-httponly"],
      ask: "startSession and signedIn are right: a random ticket, and a lookup in Redis. Who can read the list of accounts, and should not?",
      code: `app.post("/login", onlyFromHere, async (req, res) => {
  const user = await checkPassword(Login.parse(req.body));
  if (!user) return challenge(res);
  await startSession(req, res, user);
  const flags = { httpOnly: true, secure: true };
  res.cookie("role", user.role, { ...flags, sameSite: "strict" });
  res.json({ user: user.name });
});
app.get("/admin/accounts", signedIn, (req, res) => {
  if (req.cookies.role !== "admin") return forbid(res);
  res.json({ accounts: listAccounts() });
});`,
      choices: [
        {
          text: "Nobody: an HttpOnly cookie can be written by the server alone",
          because:
            "HttpOnly keeps scripts on the page away from it. The owner of a browser can send any cookie by hand. A signature would show that the text was changed.",
          misconception: "role-from-the-request",
        },
        {
          text: "A stranger without an account, who sends role=admin and nothing else",
          because:
            "signedIn stands before the role, and without a ticket the answer is 401. It would work if the role were the only thing checked.",
        },
        {
          text: "Bob, a customer, who signs in and sets role=admin in his browser",
          right: true,
          because:
            "His ticket is good, and the role is a text from his own browser. What somebody may do must be looked up on the server, or come from a text that we signed and that names him.",
        },
        {
          text: "Mallory, whose page fetches the list while the admin is looking at that page",
          because:
            "The role's cookie is SameSite=Strict, so it stays at home, and a foreign page could not read the answer. With SameSite=None on both cookies, and CORS headers that name it and allow credentials, it could.",
          misconception: "cross-site-post",
        },
      ],
      see: "npm run lesson 04",
    },
    {
      kind: "one",
      id: "review-header-cut",
      tests: ["bearer-header"],
      ask: "RULES names the one algorithm, issuer and audience; challenge answers 401. What does this way of reading the header lead to?",
      code: `app.get("/me", (req, res) => {
  const header = req.get("authorization") ?? "";
  const token = header.replace("Bearer ", "");
  try {
    const claims = Claims.parse(jwt.verify(token, KEY, RULES));
    res.json({ user: claims.sub });
  } catch {
    challenge(res);
  }
});`,
      choices: [
        {
          text: "A request without that header ends in a 500 instead of a 401",
          because:
            "The header becomes an empty text, verify throws, and the catch answers 401. It would be a 500 if the header were cut up outside the try.",
          misconception: "wrong-token-crashes",
        },
        {
          text: "A good token after the word Basic lets its sender in, too",
          because:
            "replace finds no Bearer here, so verify gets both words and throws. It would be so with header.split(' ')[1], which never looks at the scheme.",
          misconception: "bearer-by-replace",
        },
        {
          text: "Mallory leaves out the word Bearer, and no signature is checked",
          because:
            "Without the word the text stays as it is, and verify still sees it. A bare token is taken, which is sloppy, but it has to be a good one.",
        },
        {
          text: "A program that writes bearer in small letters is refused for it",
          right: true,
          because:
            'A scheme\'s name counts in any case (RFC 9110 §11.1). replace finds nothing, verify gets "bearer <token>", and a good token is answered 401.',
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "review-store-silent",
      tests: ["not-decided", "outage-is-not-a-stranger"],
      ask: "Redis is frozen for five seconds. Each of its commands throws after half a second; challenge answers 401. What happens to users who click just then?",
      code: `const signedIn: RequestHandler = async (req, res, next) => {
  try {
    const value = await redis.get(keyOf(req));
    res.locals.session = Session.parse(JSON.parse(value ?? "null"));
  } catch {
    res.clearCookie("sid", FLAGS);
    return challenge(res);
  }
  next();
};`,
      choices: [
        {
          text: "They are refused now, and go on with the same ticket once Redis is back",
          because:
            "Their sessions are still there, but their tickets are not: the catch has cleared them. A 503 that leaves the cookie alone would make it true.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "They have to sign in again, though their sessions are still in Redis",
          right: true,
          because:
            "The catch can't tell a stranger from a store that did not answer. It says 401 and takes the ticket away. The true answer is 503: I could not look.",
        },
        {
          text: "They wait for the rest of the five seconds, and then get their pages",
          because:
            "A command throws after half a second here, so nobody waits that long. Without a limit of that kind it would be so.",
          misconception: "waits-without-end",
        },
        {
          text: "They get through without a session, because next stands after the catch",
          because:
            "The catch returns, so next is not reached. It would be so without that return, and then the routes would meet a request that has no session.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      kind: "one",
      id: "review-mac-by-hand",
      tests: ["pinned-algorithm"],
      ask: "read gives the JSON in a part, or throws; hmac makes a MAC with our key; same compares in constant time. whoIs calls this in a try. Which line is the defect, and what can somebody do with it?",
      code: `const FORM = /^([\\w-]+)\\.([\\w-]+)\\.([\\w-]*)$/;

function verify(token: string): Claims | null {
  const [, head, body, mac] = FORM.exec(token) ?? [];     // 1
  if (!head || !body || mac === undefined) return null;   // 2
  const { alg } = read(head);                             // 3
  const sealed = \`\${head}.\${body}\`;                       // 4
  const right = alg === "none" ? "" : hmac(alg, sealed);  // 5
  if (!same(mac, right)) return null;                     // 6
  const claims = Claims.parse(read(body));                // 7
  return claims.exp * 1000 > Date.now() ? claims : null;  // 8
}`,
      choices: [
        {
          text: "Line 1: Mallory hangs a fourth part onto Alice's token, with claims of her own",
          because:
            'The form has exactly three parts, from the first character to the last, so a fourth one is refused. With token.split(".") it would be overlooked.',
          misconception: "lenient-by-hand",
        },
        {
          text: "Line 5: Mallory writes none into the head, and the admin's name into the body",
          right: true,
          because:
            "Here the token chooses how it is checked. With none the right MAC is empty, and so is Mallory's. The server must know the one algorithm itself.",
        },
        {
          text: "Line 6: Mallory finds the MAC bit by bit, from the time each refusal takes",
          because:
            "same takes equally long wherever the texts differ, so time tells nothing. A plain === may stop at the first difference.",
        },
        {
          text: "Line 8: exp counts milliseconds, so a copied token is good for centuries",
          because:
            "exp in a JWT counts seconds, and times 1000 makes it fit Date.now. It would be so if signing had written milliseconds into exp.",
          misconception: "expiry-in-the-wrong-unit",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
