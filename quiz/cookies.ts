import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Cookies",
  about:
    "You can say which requests a browser adds a cookie to, and what the cookie's flags prevent.",
  questions: [
    {
      kind: "several",
      id: "cookies-foreign-form",
      tests: ["csrf", "cookie-samesite"],
      ask: "Alice is signed in at shop.example, whose cart accepts plain forms. A form at evil.example makes her browser post a kettle to that cart. Which of these changes stops that on its own?",
      code: "Set-Cookie: sid=<random>; Path=/; Secure; HttpOnly; SameSite=None",
      choices: [
        {
          text: "The cookie is set with SameSite=Lax instead of None",
          right: true,
          because:
            "Then a POST from another site goes out without the ticket, so the shop doesn't know who sent it. A page on one of the shop's own subdomains would still get through, because it's the same site.",
        },
        {
          text: "The shop refuses a POST whose Origin isn't its own",
          right: true,
          because:
            "The browser writes Origin itself, and no page can change it. So the server can see that the form was on a different site.",
        },
        {
          text: "The shop's forms carry a random value from her session; a POST without it is refused",
          right: true,
          because:
            "Mallory's page can make the browser send the ticket, but it can't read the shop's forms, so it has no value to send along.",
        },
        {
          text: "The shop sends no Access-Control-Allow-Origin header",
          because:
            "That header decides whether another site's page may read the response. The form is sent anyway, and the kettle is in the cart. It would help if the harm came from reading the response.",
        },
        {
          text: "The ticket is made twice as long, and changes with every request",
          because:
            "That would help against guessing and copying. Here no one guesses: her own browser adds whatever ticket it has at that moment.",
          misconception: "cross-site-post",
        },
      ],
      see: "npm run lesson 01",
    },
    {
      kind: "one",
      id: "cookies-script-and-storage",
      tests: ["cookie-httponly", "token-storage", "bearer"],
      ask: "A review on the shop's page hides a script by Mallory, and Alice reads it. Her token used to be in an HttpOnly cookie; now it is in localStorage. What does the script gain from that?",
      choices: [
        {
          text: "Nothing: it could send requests as Alice before, and it still can",
          because:
            "It's true that the script could already act as Alice, but only from her open page. This would be the whole answer if a copy of the token were worthless.",
        },
        {
          text: "A copy of the token, still good after Alice has closed the page",
          right: true,
          because:
            "The script reads localStorage and sends the token away. With HttpOnly it could only act from Alice's own browser, while the page was open.",
        },
        {
          text: "Requests in Alice's name, which HttpOnly had kept it from sending",
          because:
            "HttpOnly prevents reading the cookie, not using it. The browser adds it to requests from any script on the shop's page, so this was already possible.",
        },
        {
          text: "Nothing: only the shop's own origin may read its localStorage",
          because:
            "True, but the script runs in the shop's origin, because the shop's page loaded it. That rule only helps against a script on Mallory's own site.",
        },
      ],
      see: "lessons/04-jwt/README.md, Going deeper",
    },
    {
      kind: "predict",
      id: "cookies-subdomain",
      tests: ["cookie-domain"],
      ask: "Alice signs in at https://shop.example, and both cookies are set. Then she opens https://blog.shop.example. Which of the two does the browser send there?",
      code: "Set-Cookie: sid=<random>; Path=/\nSet-Cookie: theme=dark; Path=/; Domain=shop.example",
      choices: [
        {
          text: "Only sid: without a Domain, it isn't limited to any host",
          is: "sid",
          because:
            "It is the other way around. A cookie without Domain belongs to the one host that set it. Domain can only widen that.",
        },
        {
          text: "Only theme: its Domain also covers the hosts below it",
          is: "theme",
          right: true,
          because:
            "Domain=shop.example means that host and all hosts below it. sid has no Domain, so it goes back to shop.example alone.",
        },
        {
          text: "Both: a subdomain belongs to the site, and so do its cookies",
          is: "sid theme",
          because:
            "SameSite looks at the site, but Domain decides which hosts get a cookie. The browser would send both if sid had the same Domain.",
        },
        {
          text: "Neither: Domain=shop.example names that one host and no other",
          is: "none",
          because:
            "It reads like a limit, but it widens the cookie's reach. That's why a ticket is safer without Domain: a hacked blog never gets to see it.",
          misconception: "cookie-open-to-others",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "predict",
      id: "cookies-secure-without-tls",
      tests: ["cookie-secure"],
      ask: "At http://localhost:3000 everything works. The shop moves to http://shop.example, still without TLS, and Alice signs in there. Where will her Chrome or Firefox send sid: to http://shop.example, or to https://shop.example?",
      code: "Set-Cookie: sid=<random>; Path=/; Secure; HttpOnly",
      choices: [
        {
          text: "To http://shop.example, since that is where the cookie was set",
          is: "http",
          because:
            "Secure matters more than where the cookie was set. Localhost worked because Chrome and Firefox, like our cookie jar, trust it without TLS. Without the flag, the cookie would go to http.",
        },
        {
          text: "To https://shop.example only, once the shop has TLS",
          is: "https",
          because:
            "That was the rule in RFC 6265 from 2011: the cookie was stored, but held back. Its successor, 6265bis, says a browser should ignore such a cookie, and Chrome and Firefox do.",
        },
        {
          text: "To both: Secure asks for encryption but doesn't require it",
          is: "http https",
          because:
            "Secure is a condition, and the browser enforces it. Without the flag, both would get the cookie.",
        },
        {
          text: "To neither: the browser didn't even keep the cookie",
          is: "none",
          right: true,
          because:
            "A Secure cookie that arrives over plain http is ignored. Alice signs in and is asked to sign in again, with the same code that worked on localhost.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "cookies-signed-credit",
      tests: ["signed-cookie-replay"],
      ask: "A shop keeps a customer's credit in a signed cookie and nowhere else, and checks the signature every time. Mallory spends the last 20, and the new cookie says 0. What can Mallory do next?",
      choices: [
        {
          text: "Write 20 into the new cookie, since it is signed but not encrypted",
          because:
            "Mallory can read the 0, but changed text no longer matches its signature. It would work if the server only decoded the cookie.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "Send the old cookie again, and spend the same 20 a second time",
          right: true,
          because:
            "The shop signed the old cookie, and that signature is still good. A signature says who wrote it, not that it is the latest. Only something on the server can know that.",
        },
        {
          text: "Write 200, and append the old cookie's signature",
          because:
            "The old signature matches only the old text, with its 20. This would work if only the user's name were signed.",
        },
        {
          text: "Nothing: signed text can't be changed, so the credit is safe",
          because:
            "It's true that neither cookie can be changed. But Mallory has kept two, and both are good. A signature would be enough for something that never changes, such as a language.",
        },
      ],
      see: "exercises.md, Vocabulary, replay",
    },
    {
      kind: "predict",
      id: "cookies-path-prefix",
      tests: ["cookie-path"],
      ask: "https://shop.example/api/login sets this cookie. The browser then requests /api, /api/cart, /apiary and /cart on the same host. How many of the four requests carry it?",
      code: "Set-Cookie: sid=<random>; Path=/api; Secure; HttpOnly",
      choices: [
        {
          text: "One: Path names one URL, and only /api matches it exactly",
          is: "1",
          because:
            "Path also covers what is below it, so /api/cart gets the cookie. It would be one if the path had to be identical.",
        },
        {
          text: "Two: Path is compared segment by segment, from the left",
          is: "2",
          right: true,
          because:
            "/api and /api/cart match. In /apiary the next character isn't a slash, so that is a different segment (RFC 6265 §5.1.4).",
        },
        {
          text: "Three: it goes wherever the URL's path starts with /api",
          is: "3",
          because:
            "It is often described this way, and then /apiary would get the cookie. The rule requires a slash, or the end, after the match.",
        },
        {
          text: "Four: Path says where the cookie came from, not where it goes",
          is: "4",
          because:
            "Path decides where the browser sends it. Four would be right for Path=/, which is what a ticket for the whole shop needs.",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "one",
      id: "cookies-browser-closed",
      tests: ["cookie-persistence", "server-side-expiry"],
      ask: "The ticket's cookie has neither Max-Age nor Expires; the server keeps a session for 12 hours. At a library, Alice closes the browser without signing out. What is true then?",
      choices: [
        {
          text: "The session is over: a session cookie and its session end together",
          because:
            "The names suggest it. But the browser drops its copy without telling anyone, and the server's list is unchanged. Signing out would have ended both.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "The cookie stays for 12 hours, as long as the server keeps her session",
          because:
            "A browser doesn't know about the server's 12 hours unless the cookie says so. Max-Age=43200 would have made this true.",
        },
        {
          text: "Her session is open, and the browser may even bring the cookie back",
          right: true,
          because:
            "The session ends by the server's clock. And a browser that restores its last tabs may restore such cookies too, so closing it isn't signing out.",
        },
        {
          text: "Her session is open, but no one can use it: the ticket is gone",
          because:
            "That's true only if every copy is gone. Someone may have made one earlier, and a browser that restores its tabs can restore the ticket.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      kind: "word",
      id: "cookies-link-from-mail",
      tests: ["cookie-samesite", "csrf"],
      ask: "Alice clicks a link in her webmail, on another site, and should arrive at the shop signed in. But a form on another site must not be able to post in her name. So her cookie says SameSite=___.",
      answers: ["lax", "samesite=lax"],
      near: [
        {
          word: "strict",
          because:
            "Strict stops the form, but it also holds the cookie back when she follows the link, so she arrives signed out. It would be right if no one needed to arrive signed in.",
        },
        {
          word: "none",
          because:
            "The link works, but so does the other site's form. None is for cookies that must work inside other sites' pages, and then the server has to check where a request came from.",
          misconception: "cross-site-post",
        },
      ],
      because:
        "Lax sends the cookie when a person follows a link to the shop, a GET, and holds it back from another site's POST. So no GET may change anything.",
      see: "exercises.md, Vocabulary, SameSite",
    },
    {
      kind: "predict",
      id: "cookies-two-ends",
      tests: ["cookie-expires"],
      ask: "An old line of code gives the ticket's cookie an Expires one hour from now. Bob adds Max-Age=60 and leaves the old line in. How long does the browser keep this cookie?",
      code: "Set-Cookie: sid=<random>; Path=/; Max-Age=60; Expires=<in an hour>",
      choices: [
        {
          text: "For an hour: the last one in the line counts",
          is: "3600",
          because:
            "If Max-Age or Expires appears twice, the last one counts. But between Max-Age and Expires, order doesn't matter.",
        },
        {
          text: "For 60 seconds: Max-Age counts, and Expires doesn't",
          is: "60",
          right: true,
          because:
            "If both are present, Max-Age wins, no matter which one comes first or ends sooner (RFC 6265 §4.1.2.2).",
        },
        {
          text: "Until it is closed: two expiries that disagree cancel out",
          is: "session",
          because:
            "A browser doesn't weigh one against the other. This is what happens if neither is present, or neither can be read.",
        },
        {
          text: "Not at all: a line that contradicts itself is refused",
          is: "none",
          because:
            "Browsers are lenient: they skip an attribute they can't use and keep the cookie. Having both is allowed, and Express itself writes both.",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "predict",
      id: "cookies-neighbor-port",
      tests: ["cookie-ports"],
      ask: "Alice is working on two apps, a shop at http://localhost:3000 and a blog at http://localhost:4000. She signs in to the shop, then to the blog. What does her browser send to the shop?",
      code: "Shop: Set-Cookie: sid=shop; Path=/; HttpOnly\nBlog: Set-Cookie: sid=blog; Path=/; HttpOnly",
      choices: [
        {
          text: "sid=shop: another port is another origin, with its own cookies",
          is: "shop",
          because:
            "That's how localStorage is divided: by scheme, host and port. Cookies are older and ignore the port. On two hosts it would be true.",
        },
        {
          text: "sid=blog: to a cookie, both ports are the same place",
          is: "blog",
          right: true,
          because:
            "A cookie belongs to a host, on every port. With the same name, host and path, the second cookie replaced the first, so the shop asks Alice to sign in.",
        },
        {
          text: "Both, and the shop has to figure out which one is its own",
          is: "shop blog",
          because:
            "Both are kept only if the name, host or path differs. Here all three are the same. Different names, such as shop_sid and blog_sid, would fix it.",
        },
        {
          text: "No sid: the browser holds back what two ports have set",
          is: "none",
          because:
            "The browser doesn't record the port at all, so it sees no conflict. RFC 6265 §8.5 warns about this: a cookie goes to every service on the host, no matter who runs it.",
        },
      ],
      see: "RFC 6265 §8.5; shared/checks/quiz/cookies.ts, cookies-neighbor-port",
    },
    {
      kind: "one",
      id: "cookies-cart-grows",
      tests: ["cookie-size"],
      ask: "A shop keeps the cart in a signed cookie, and 39 items fit. Alice adds one more; the server answers 201 with a cookie of 4200 bytes, counting name and value. What is in her cart at the next click?",
      choices: [
        {
          text: "40 items: the limit is for a request's headers, not for one cookie",
          because:
            "Servers limit headers too, but their limit is higher: Node's is 16 KiB, and beyond that it answers 431. A browser stops sooner, at 4096 bytes for the name and value of one cookie.",
        },
        {
          text: "39 items: her browser ignored the new cookie and kept the old one",
          right: true,
          because:
            "Above 4096 bytes, the browser ignores the whole Set-Cookie line, and the old cookie stays. The server said 201 and never finds out. A cart that grows belongs in a store.",
        },
        {
          text: "None: the value was cut off, and its signature no longer matches",
          because:
            "A browser never cuts off a value: it stores all of it, or nothing. If it did, a server that checks the signature would indeed see no cart.",
        },
        {
          text: "None: the browser dropped the old cookie and couldn't keep the new one",
          because:
            "The old cookie goes away only when a new one is stored, or when it expires. A line that the browser ignores replaces nothing.",
        },
      ],
      see: "exercises.md, Vocabulary, cookie limit",
    },
    {
      kind: "predict",
      id: "cookies-path-changed",
      tests: ["cookie", "cookie-path"],
      ask: "Until today https://shop.example/account/login set sid=old with Path=/. Since the deploy it sets sid=new with Path=/account. Alice has the old one and signs in again. What does the browser send to /account/me?",
      choices: [
        {
          text: "sid=new alone: the same name replaces the old one",
          is: "new",
          because:
            "A cookie is replaced only if name, domain and path are all the same. If the path were still /, the new one would replace the old one.",
        },
        {
          text: "sid=old alone: Path=/ covers more, so it comes first",
          is: "old",
          because:
            "Covering more gives it no priority: every cookie that matches is sent. The old one would go alone to /cart, since Path=/account doesn't match there.",
        },
        {
          text: "Both of them, with sid=new first, for its longer path",
          is: "new old",
          right: true,
          because:
            "Two paths make two cookies, and both match. The one with the longer path goes first, but a server shouldn't rely on that. A sign-out must clear each cookie with its own path.",
        },
        {
          text: "Both of them, with sid=old first, since it is older",
          is: "old new",
          because:
            "Age decides only between paths of the same length. The longer path goes first (RFC 6265 §5.4).",
        },
      ],
      see: "RFC 6265 §5.4; shared/checks/quiz/cookies.ts, cookies-path-changed",
    },
  ],
} as const satisfies Quiz;
