import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Code review",
  about:
    "You can read a short piece of session code and say what its flaw lets someone do.",
  questions: [
    {
      kind: "one",
      id: "review-decoded-claims",
      tests: ["verify-not-decode"],
      ask: "This route greets the user named in a token. challenge answers 401. What does the flaw in it let someone do?",
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
          text: "Mallory keeps a copy of Alice's token and sends it, unchanged, after it has expired",
          because:
            "The route refuses an expired token, because it compares exp with the clock. This would work if nothing checked exp.",
          misconception: "token-without-an-end",
        },
        {
          text: "Mallory sends a token that another issuer wrote for Alice, unchanged",
          because:
            "An unchanged one names the other issuer, and the route checks iss. This would work without that check.",
          misconception: "token-for-somebody-else",
        },
        {
          text: "Mallory writes a token with Alice's name, and is greeted as Alice",
          right: true,
          because:
            "decode only reads. Nothing checks the signature, so the name, expiry and issuer are whatever Mallory wrote there.",
        },
        {
          text: "Mallory reads something in a token that the signature was meant to keep secret",
          because:
            "A signature keeps nothing secret: anyone can read a token, with or without code. An encrypted token, a JWE, would keep its claims secret.",
          misconception: "token-tells-too-much",
        },
      ],
      see: "lessons/04-jwt/README.md, Your tasks",
    },
    {
      kind: "one",
      id: "review-sign-out-route",
      tests: ["sign-out-on-the-server"],
      ask: "Sessions are in Redis and expire 30 minutes after the sign-in. Someone copied Alice's cookie a minute ago, and now she signs out through this route. Who can still act as Alice after that?",
      code: `const FLAGS: CookieOptions = {
  httpOnly: true, secure: true, sameSite: "lax",
};

app.post("/logout", onlyFromHere, signedIn, (req, res) => {
  res.clearCookie("sid", FLAGS);
  res.status(204).end();
});`,
      choices: [
        {
          text: "No one: without the cookie, nothing leads to her session",
          because:
            "Her browser's copy is gone; the other one isn't. This would be true if hers were the only one, or if the route had deleted the session in Redis.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "Anyone with the copy, until those 30 minutes are over",
          right: true,
          because:
            "The session is still in Redis, and a copy of the ticket opens it. Clearing a cookie only asks one browser to forget. The route must delete the session too.",
        },
        {
          text: "Anyone with the copy, forever: only a sign-out could have ended it",
          because:
            "The 30-minute expiry is set in Redis, and this route doesn't touch it. This would be true of a key that never expires.",
          misconception: "session-without-an-end",
        },
        {
          text: "Alice herself, until she closes the browser: then clearCookie takes effect",
          because:
            "clearCookie sends an expiry in the past, and the browser drops the cookie on reading the response. Closing the browser matters only for a cookie with no expiry.",
        },
      ],
      see: "npm run lesson 01",
    },
    {
      kind: "one",
      id: "review-fallback-key",
      tests: ["key-strength"],
      ask: "The shop moves to three new servers, and no one remembers to set JWT_SECRET there. verify uses the same SECRET. What happens?",
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
          text: "jwt.sign throws: 15 bytes are too few for HS256, and no one can sign in",
          because:
            "RFC 7518 requires 32 bytes, but jsonwebtoken 9 accepts 15 without complaint. A server that checks the length at startup would refuse to start.",
          misconception: "secret-with-a-default",
        },
        {
          text: "Two thirds of the requests get 401: each server has its own key",
          because:
            "True if each made up a random key at startup. Here all three fall back to the same text, and that's why no one notices.",
          misconception: "key-of-one-server",
        },
        {
          text: "Everyone is signed out after each restart, because the fallback is only in memory",
          because:
            "The fallback is in the code, so it's the same after each restart. A random key made at startup would have this effect.",
        },
        {
          text: "Sign-ins work, and anyone who has read the code can sign a token as admin",
          right: true,
          because:
            "The key is in the repository, and in many tutorials. With it, anyone can sign any name and role. Without a good key the server should refuse to start.",
        },
      ],
      see: "lessons/04-jwt/README.md, Your tasks",
    },
    {
      kind: "one",
      id: "review-cart-write",
      tests: ["expiry-with-the-write"],
      ask: "At sign-in, this session was stored with EX 1800, and the servers rely on that expiry alone. Ten minutes later Alice buys one apple through this route. When does her session end, if she never signs out?",
      code: `app.post("/cart", onlyFromHere, signedIn, async (req, res) => {
  const { item } = CartItem.parse(req.body);
  const session = res.locals.session;
  session.cart.push(item);
  await redis.set(keyOf(req), JSON.stringify(session));
  res.status(201).json({ cart: session.cart });
});`,
      choices: [
        {
          text: "In 20 minutes: SET changes the value, and the expiry stays as it was",
          because:
            "It stays only if the command says KEEPTTL. A plain SET replaces the whole key, expiry included.",
          misconception: "write-forgets-the-end",
        },
        {
          text: "In 30 minutes: the write gives it another 1800 seconds",
          because:
            "Redis doesn't remember that it was 1800. This would be true if this SET also said EX 1800.",
          misconception: "write-starts-the-clock-anew",
        },
        {
          text: "Never, so a copy of her cookie still opens it next year",
          right: true,
          because:
            "SET dropped the expiry, and PTTL now says -1. Alice notices nothing. KEEPTTL keeps the expiry; XX also keeps a late write from bringing a session back.",
        },
        {
          text: "At once: with no expiry of its own, the new value is dropped",
          because:
            "By default, Redis stores keys without an expiry. The apple is there and Alice is still signed in, which is why no one notices.",
        },
      ],
      see: "lessons/03-redis-sessions/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "review-ticket-made",
      tests: ["guessable-id"],
      ask: "key hashes the id, as in lesson 03, and challenge answers 401. Which line has the flaw, and what does it let someone do?",
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
            "A planted ticket is deleted here, and Alice gets a new one. This would work if the sign-in kept the id that the browser brought.",
          misconception: "keeps-the-old-ticket",
        },
        {
          text: "Line 4: Mallory can work out other users' tickets from a few of Mallory's own",
          right: true,
          because:
            "Math.random is built for speed. Its next values can be computed from a few earlier ones, and every sign-in hands one out. That can't be done with randomBytes(32) from node:crypto.",
        },
        {
          text: "Line 6: the session has no expiry, and a copied ticket is good forever",
          because:
            "EX 1800 is in the same command, so value and expiry are written together. Without it, this would be the flaw.",
          misconception: "session-without-an-end",
        },
        {
          text: "Line 8: a script on the shop's page reads Alice's ticket and sends it away",
          because:
            "Line 8 uses the flags from line 7, including httpOnly, so no script can read this cookie. Without that flag, this would be true.",
          misconception: "cookie-open-to-others",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "review-role-beside-ticket",
      tests: ["authentication-or-authorisation", "cookie-httponly"],
      ask: "startSession and signedIn are correct: a random ticket, and a lookup in Redis. Who can read the list of accounts but shouldn't?",
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
          text: "No one: an HttpOnly cookie can be written only by the server",
          because:
            "HttpOnly keeps scripts on the page away from the cookie. But the owner of a browser can send any cookie by hand. A signature would show that the text was changed.",
          misconception: "role-from-the-request",
        },
        {
          text: "A stranger without an account, who sends role=admin and nothing else",
          because:
            "signedIn comes before the role check, and without a ticket the answer is 401. This would work if the route checked only the role.",
        },
        {
          text: "Bob, a customer, who signs in and sets role=admin in his browser",
          right: true,
          because:
            "His ticket is good, and the role is text from his own browser. What a user is allowed to do must be looked up on the server, or come from text that we signed and that names this user.",
        },
        {
          text: "Mallory, whose page fetches the list while the admin is looking at that page",
          because:
            "The role cookie is SameSite=Strict, so it isn't sent, and another site's page couldn't read the response. It could if both cookies were SameSite=None and CORS headers named that page's origin and allowed credentials.",
          misconception: "cross-site-post",
        },
      ],
      see: "npm run lesson 04",
    },
    {
      kind: "one",
      id: "review-header-cut",
      tests: ["bearer-header"],
      ask: "RULES names the one algorithm, the issuer and the audience; challenge answers 401. What goes wrong with this way of reading the header?",
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
            "A missing header becomes an empty string, verify throws, and the catch answers 401. It would be a 500 if the header were parsed outside the try.",
          misconception: "wrong-token-crashes",
        },
        {
          text: "A good token after the word Basic also gets its sender in",
          because:
            "replace finds no Bearer here, so verify gets both words and throws. This would be true of header.split(' ')[1], which never looks at the scheme.",
          misconception: "bearer-by-replace",
        },
        {
          text: "Mallory leaves out the word Bearer, and no signature is checked",
          because:
            "Without the word, the text stays as it is, and verify still checks it. The route accepts a bare token, which is sloppy, but the token has to be good.",
        },
        {
          text: "A program that writes bearer in lowercase is refused for it",
          right: true,
          because:
            'Scheme names are case-insensitive (RFC 9110 §11.1). Here replace finds nothing, verify gets "bearer <token>", and a good token gets a 401.',
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "review-store-silent",
      tests: ["not-decided", "outage-is-not-a-stranger"],
      ask: "Redis is frozen for five seconds. Each command to it throws after half a second; challenge answers 401. What happens to users who click during that time?",
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
          text: "They are refused now, and carry on with the same ticket once Redis is back",
          because:
            "Their sessions are still there, but their tickets aren't: the catch has cleared them. With a 503 that leaves the cookie alone, this would be true.",
          misconception: "outage-taken-for-a-stranger",
        },
        {
          text: "They have to sign in again, though their sessions are still in Redis",
          right: true,
          because:
            "The catch can't tell an unknown user from a store that didn't answer. It says 401 and takes the ticket away. The right answer is 503: the server couldn't look.",
        },
        {
          text: "They wait for the rest of the five seconds, and then get their pages",
          because:
            "Here a command throws after half a second, so no one waits that long. Without such a limit, this would be true.",
          misconception: "waits-without-end",
        },
        {
          text: "They get through without a session, because next comes after the catch",
          because:
            "The catch returns, so the code never reaches next. Without that return, this would be true, and the routes would get a request with no session.",
        },
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      kind: "one",
      id: "review-mac-by-hand",
      tests: ["pinned-algorithm"],
      ask: "read parses the JSON in one part of the token, or throws; hmac makes a MAC with our key; same compares in constant time. whoIs calls verify inside a try. Which line has the flaw, and what does it let someone do?",
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
          text: "Line 1: Mallory appends a fourth part to Alice's token, with different claims",
          because:
            'The pattern allows exactly three parts, from the first character to the last, so it refuses a fourth. With token.split(".") it would be overlooked.',
          misconception: "lenient-by-hand",
        },
        {
          text: "Line 5: Mallory writes none into the head, and the admin's name into the body",
          right: true,
          because:
            "Here the token chooses how it is checked. With alg none, the expected MAC is empty, and so is Mallory's. The server must decide itself which algorithm to accept.",
        },
        {
          text: "Line 6: Mallory finds the MAC bit by bit, from the time each refusal takes",
          because:
            "same takes equally long no matter where the texts differ, so timing reveals nothing. A plain === may stop at the first difference.",
        },
        {
          text: "Line 8: exp counts milliseconds, so a copied token is good for centuries",
          because:
            "exp in a JWT counts seconds, and multiplying by 1000 gives milliseconds, like Date.now. This would be true if signing had written milliseconds into exp.",
          misconception: "expiry-in-the-wrong-unit",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
  ],
} as const satisfies Quiz;
