import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Cookies",
  about:
    "You can say which requests a browser adds a cookie to, and what the cookie's flags stop.",
  questions: [
    {
      kind: "several",
      id: "cookies-foreign-form",
      tests: ["csrf", "cookie-samesite"],
      ask: "Alice is signed in at shop.example, whose cart takes plain forms. A form at evil.example posts a kettle to it from her browser. Which changes stop that, each by itself?",
      code: "Set-Cookie: sid=<random>; Path=/; Secure; HttpOnly; SameSite=None",
      choices: [
        {
          text: "The cookie is set with SameSite=Lax instead of None",
          right: true,
          because:
            "A POST from another site then goes out without the ticket, and the shop sees a stranger. A page on the shop's own subdomain would still get through: it is the same site.",
        },
        {
          text: "The shop refuses a POST whose Origin is not its own",
          right: true,
          because:
            "A browser writes Origin itself, and no page can change it. So the server can see that the form stood somewhere else.",
        },
        {
          text: "Its forms carry a random value of her session; a POST without it is refused",
          right: true,
          because:
            "Mallory's page can have the ticket sent, but it can't read the shop's forms, so it has no value to send along.",
        },
        {
          text: "The shop sends no Access-Control-Allow-Origin header",
          because:
            "That decides whether a foreign page may read the answer. The form is sent all the same, and the kettle is in the cart. It would help if the harm lay in the answer.",
        },
        {
          text: "The ticket becomes twice as long, and changes with every request",
          because:
            "It would help against guessing and copying. Here nobody guesses: her own browser adds whatever ticket it holds at that moment.",
          misconception: "cross-site-post",
        },
      ],
      see: "npm run lesson 01",
    },
    {
      kind: "one",
      id: "cookies-script-and-storage",
      tests: ["cookie-httponly", "token-storage", "bearer"],
      ask: "A review on the shop's page hides a script of Mallory's, and Alice reads it. Her token used to be in an HttpOnly cookie; now it is in localStorage. What does the script gain by that?",
      choices: [
        {
          text: "Nothing: it could send requests as Alice before, and it still can",
          because:
            "It could act as Alice before, that is right, but only from her open page. It would be the whole answer if a copy of the token were worth nothing.",
        },
        {
          text: "A copy of the token, still good after Alice has closed the page",
          right: true,
          because:
            "The script reads localStorage and sends the token away. With HttpOnly it could only act from Alice's own browser, while its page was open.",
        },
        {
          text: "Requests in Alice's name, which HttpOnly had kept it from sending",
          because:
            "HttpOnly forbids reading the cookie, not using it. The browser adds it to requests of any script on the shop's page, so this was possible before.",
        },
        {
          text: "Nothing: only the shop's own origin may read its localStorage",
          because:
            "That is so, and the script runs in the shop's origin, because the shop's page brought it. It would help against a script on Mallory's own site.",
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
          text: "Only sid: without a Domain it has no limit to its hosts",
          is: "sid",
          because:
            "It is the other way round. A cookie without Domain belongs to the one host that set it. Domain can only widen that.",
        },
        {
          text: "Only theme: its Domain covers the hosts below it as well",
          is: "theme",
          right: true,
          because:
            "Domain=shop.example means that host and all below it. sid has no Domain, so it goes back to shop.example alone.",
        },
        {
          text: "Both: a subdomain belongs to the site, and so do its cookies",
          is: "sid theme",
          because:
            "Site is what SameSite looks at. Which host gets a cookie is a question of Domain. Both would go if sid had the same Domain.",
        },
        {
          text: "Neither: Domain=shop.example names that one host and no other",
          is: "none",
          because:
            "It reads like a limit, and it widens. That is why a ticket is safer without Domain: a hacked blog never gets to see it.",
          misconception: "cookie-open-to-others",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "predict",
      id: "cookies-secure-without-tls",
      tests: ["cookie-secure"],
      ask: "At http://localhost:3000 all is well. The shop moves to http://shop.example, still without TLS, and Alice signs in there. Where does her Chrome or Firefox then send sid: to http://shop.example, or to https?",
      code: "Set-Cookie: sid=<random>; Path=/; Secure; HttpOnly",
      choices: [
        {
          text: "To http://shop.example, since that is where the cookie was set",
          is: "http",
          because:
            "Where it was set does not lift Secure. Localhost worked because Chrome and Firefox, like our jar, trust it without TLS. Without the flag, http would do.",
        },
        {
          text: "To https://shop.example only, once the shop has TLS",
          is: "https",
          because:
            "RFC 6265 of 2011 would have had it so: stored, and held back. Its successor, 6265bis, has a browser ignore such a cookie, and Chrome and Firefox do.",
        },
        {
          text: "To both: Secure asks for encryption, and forces nothing",
          is: "http https",
          because:
            "Secure is a condition, and the browser keeps to it. Both would get a cookie without the flag.",
        },
        {
          text: "To neither: the browser did not even keep the cookie",
          is: "none",
          right: true,
          because:
            "A Secure cookie that arrives over plain http is ignored. Alice signs in, is asked to sign in again, and the code is the one that worked on localhost.",
        },
      ],
      see: "lessons/01-in-memory/README.md, Going deeper",
    },
    {
      kind: "one",
      id: "cookies-signed-credit",
      tests: ["signed-cookie-replay"],
      ask: "A shop keeps a customer's credit in a signed cookie, nowhere else, and checks the signature each time. Mallory spends the last 20, and the new cookie says 0. What can Mallory do next?",
      choices: [
        {
          text: "Write 20 into the new cookie, since it is signed and not encrypted",
          because:
            "She can read the 0, but a changed text no longer fits its signature. It would work if the server only decoded the cookie.",
          misconception: "decode-instead-of-verify",
        },
        {
          text: "Send the old cookie again, and spend the same 20 once more",
          right: true,
          because:
            "The old cookie was signed by the shop, and still is. A signature says who wrote it, not that it is the newest. Only something on the server can know that.",
        },
        {
          text: "Write 200, and put the old cookie's signature behind it",
          because:
            "The old signature fits the old text, with its 20, and no other one. It would work if the user's name alone were signed.",
        },
        {
          text: "Nothing: what was signed can't be changed, so the credit is safe",
          because:
            "No one cookie can be changed, that is so. But she has kept two of them, both good. It would be enough for what never changes, such as a language.",
        },
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      kind: "predict",
      id: "cookies-path-prefix",
      tests: ["cookie-path"],
      ask: "https://shop.example/api/login sets this cookie. The browser then asks for /api, /api/cart, /apiary and /cart on the same host. How many of the four requests carry it?",
      code: "Set-Cookie: sid=<random>; Path=/api; Secure; HttpOnly",
      choices: [
        {
          text: "One: Path names one address, and only /api is that one",
          is: "1",
          because:
            "Path covers what lies below it too, so /api/cart gets the cookie. It would be one if a path had to be equal.",
        },
        {
          text: "Two: Path is compared segment by segment, from the left",
          is: "2",
          right: true,
          because:
            "/api and /api/cart fit. In /apiary the next character is not a slash, so that is another segment. RFC 6265 §5.1.4.",
        },
        {
          text: "Three: it goes wherever the address begins with /api",
          is: "3",
          because:
            "Many texts say it like this, and then /apiary would get the cookie. The rule wants a slash, or the end, after the match.",
        },
        {
          text: "Four: Path says where the cookie came from, not where it goes",
          is: "4",
          because:
            "Path is the condition for sending it. Four would be right for Path=/, which is what a ticket for the whole shop needs.",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "one",
      id: "cookies-browser-closed",
      tests: ["cookie-persistence", "server-side-expiry"],
      ask: "The ticket's cookie has neither Max-Age nor Expires; the server keeps a session for 12 hours. Alice, at a library, closes the browser and does not sign out. What is true then?",
      choices: [
        {
          text: "The session is over: a session cookie and its session end together",
          because:
            "The names invite this. The browser drops its copy without telling anybody, and the server's list is as it was. A request to sign out would have ended both.",
          misconception: "logout-only-clears-the-cookie",
        },
        {
          text: "The cookie stays for 12 hours, as long as the server keeps her session",
          because:
            "A browser knows nothing of the server's 12 hours unless the cookie tells it. Max-Age=43200 would have made this true.",
        },
        {
          text: "Her session is open, and the browser may even bring back the cookie",
          right: true,
          because:
            "The session ends by the server's clock. And a browser that restores its last tabs may restore such cookies with them, so closing it is no sign-out.",
        },
        {
          text: "Her session is open, but nobody can use it: there is no ticket any more",
          because:
            "It depends on every copy being gone. One may have been made before, and a browser that restores its tabs can restore the ticket.",
        },
      ],
      see: "lessons/01-in-memory/README.md, What you proved",
    },
    {
      kind: "word",
      id: "cookies-link-from-mail",
      tests: ["cookie-samesite", "csrf"],
      ask: "Alice clicks a link in her webmail, at another site, and should arrive at the shop signed in. A form on another site must still not post in her name. So her cookie says SameSite=___.",
      answers: ["lax", "samesite=lax"],
      near: [
        {
          word: "strict",
          because:
            "It stops the form, and it also holds the cookie back when she follows the link: she arrives as a stranger. It would be right if nobody needed to arrive signed in.",
        },
        {
          word: "none",
          because:
            "The link works, and so does the foreign form. It is for cookies that must work inside other sites' pages, and then the server has to look by itself.",
          misconception: "cross-site-post",
        },
      ],
      because:
        "Lax sends the cookie along when a person goes to the shop by a link, a GET, and keeps it back from a foreign POST. So no GET may change anything.",
      see: "npm run lesson 01",
    },
    {
      kind: "predict",
      id: "cookies-two-ends",
      tests: ["cookie-expires"],
      ask: "An old line of code gives the ticket Expires, an hour ahead. Bob adds Max-Age=60 and leaves the old line in. How long does the browser keep this cookie?",
      code: "Set-Cookie: sid=<random>; Path=/; Max-Age=60; Expires=<in an hour>",
      choices: [
        {
          text: "For an hour: what stands last in the line counts",
          is: "3600",
          because:
            "Of two Max-Age, or two Expires, the last one counts. Between the two kinds the order is of no importance.",
        },
        {
          text: "For 60 seconds: Max-Age counts, and Expires does not",
          is: "60",
          right: true,
          because:
            "If both are there, Max-Age wins, wherever it stands and whichever ends sooner. RFC 6265 §4.1.2.2.",
        },
        {
          text: "Until it is closed: two ends that disagree are no end",
          is: "session",
          because:
            "A browser does not weigh them against each other. This is what happens if neither is there, or neither can be read.",
        },
        {
          text: "Not at all: a line that contradicts itself is refused",
          is: "none",
          because:
            "Browsers are lenient: an attribute that they can't use is skipped, and the cookie is kept. Having both is allowed: Express itself writes both.",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
    {
      kind: "predict",
      id: "cookies-neighbor-port",
      tests: ["cookie-ports"],
      ask: "Alice works on two apps, a shop at http://localhost:3000 and a blog at http://localhost:4000. She signs in to the shop, then to the blog. What does her browser send to the shop?",
      code: "Shop: Set-Cookie: sid=shop; Path=/; HttpOnly\nBlog: Set-Cookie: sid=blog; Path=/; HttpOnly",
      choices: [
        {
          text: "sid=shop: another port is another origin, with its own cookies",
          is: "shop",
          because:
            "That is how localStorage is divided, by scheme, host and port. Cookies are older, and do not look at the port. On two hosts it would be true.",
        },
        {
          text: "sid=blog: to a cookie both ports are one and the same place",
          is: "blog",
          right: true,
          because:
            "A cookie belongs to a host, on every port. Same name, host and path: the second one replaced the first, and the shop asks Alice to sign in.",
        },
        {
          text: "Both, and the shop has to find out which one is its own",
          is: "shop blog",
          because:
            "Both are kept only if name, host or path differ. Here all three are alike. Other names would cure it, such as shop_sid and blog_sid.",
        },
        {
          text: "No sid: the browser holds back what two ports have set",
          is: "none",
          because:
            "It notes no port at all, so it sees no conflict. RFC 6265 §8.5 warns of it: a cookie goes to every service of the host, whoever runs it.",
        },
      ],
      see: "RFC 6265 §8.5, or two small servers on your own machine",
    },
    {
      kind: "one",
      id: "cookies-cart-grows",
      tests: ["cookie-size"],
      ask: "A shop keeps the cart in a signed cookie, and 39 items fit. Alice adds one more; the server answers 201 with a cookie of 4200 bytes, name and value together. What is in her cart at the next click?",
      choices: [
        {
          text: "40 items: the limit is for a request's headers, not for one cookie",
          because:
            "Servers limit headers as well, and later: Node at 16 KiB, with a 431. A browser stops sooner, at 4096 bytes for the name and value of one cookie.",
        },
        {
          text: "39 items: her browser ignored the new cookie and kept the old",
          right: true,
          because:
            "Above 4096 bytes the whole line is ignored, and the old cookie stays. The server said 201 and does not learn of it. A cart that grows belongs in a store.",
        },
        {
          text: "None: the value was cut off, and its signature no longer fits",
          because:
            "The browser does not cut a value, it takes it or leaves it. If it were cut, a server that checks the signature would indeed see no cart.",
        },
        {
          text: "None: the browser dropped the old cookie and could not keep the new one",
          because:
            "The old one goes only when a new one is stored, or when its own end comes. A line that is ignored replaces nothing.",
        },
      ],
      see: "exercises.md, 04 · JWT, Stretch",
    },
    {
      kind: "predict",
      id: "cookies-path-changed",
      tests: ["cookie", "cookie-path"],
      ask: "Until today https://shop.example/account/login set sid=old with Path=/; since the deploy it sets sid=new with Path=/account. Alice has the old one and signs in again. What goes to /account/me?",
      choices: [
        {
          text: "sid=new alone: the same name replaces the old one",
          is: "new",
          because:
            "A cookie is replaced only if name, domain and path are all the same. With Path=/ again, it would have been.",
        },
        {
          text: "sid=old alone: Path=/ covers more, so it comes first",
          is: "old",
          because:
            "Covering more wins nothing: all that fit are sent. Only for /cart would the old one go alone, since Path=/account does not fit there.",
        },
        {
          text: "Both of them, with sid=new first, for its longer path",
          is: "new old",
          right: true,
          because:
            "Two paths make two cookies, and both fit. The longer one goes first, but a server should not rely on that. A sign-out must clear each with its own path.",
        },
        {
          text: "Both of them, with sid=old first, since it is the older one",
          is: "old new",
          because:
            "Age decides only between paths of the same length. The longer path goes first (RFC 6265 §5.4).",
        },
      ],
      see: "RFC 6265 §5; shared/checks/vectors/rfc-6265.test.ts runs its examples",
    },
  ],
} as const satisfies Quiz;
