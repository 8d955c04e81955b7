import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "stickiness-by-address": {
    writes:
      "pick goes by request.address, or sends everybody to the first server that is up",
    happens:
      "Everybody behind one router is sent to one server, and others have nothing to do.",
    truth:
      "An address tells nobody apart; each new browser goes to the next server in turn.",
    ask: "Thirty people in one office open the shop: which address does each of them come from?",
    source: "nginx documentation, ip_hash; lesson README",
  },
  "no-pin": {
    writes: "pick sets no pin for a new browser, or sets one and never reads it",
    happens:
      "Alice signs in at server A, her next request goes to B, and B has never seen her.",
    truth:
      "A browser comes back to its server only if it was given a pin and pick reads that pin.",
    ask: "Bob's browser sends its second request: what does it bring that his first one did not?",
    source: "HAProxy configuration manual, cookie (insert)",
  },
  "pin-set-with-every-answer": {
    writes:
      "pick sends pinTo of the next server in turn, though the browser has a good pin",
    happens:
      "Alice is moved on to another server with each request, and nobody there knows her.",
    truth: "A good pin stays as it is: that server answers, and no other pin is set.",
    ask: "Bob is pinned to A and asks three times: which pin does his browser hold after each answer?",
    source: "RFC 6265 §5.3; lesson README, task 1",
  },
  "pin-for-some-requests": {
    writes: "pick reads the pin only for GET, or pinTo gives it a Path such as /products",
    happens:
      "Alice sees her page on server A, and her order goes to B, which does not know her.",
    truth:
      "The pin belongs to the browser: it counts for every method, path and connection.",
    ask: "Alice reads a page and then sends an order: does the pin come with both, and is it read for both?",
    source: "RFC 6265 §5.1.4; lesson README",
  },
  "pin-named-like-the-ticket": {
    writes: "the constant PIN is __Host-sid, which is the name of the shop's own cookie",
    happens:
      "Pin and ticket overwrite each other in Alice's browser, and she is asked to sign in again.",
    truth:
      "For one host and path a browser keeps one cookie of each name: the pin needs its own.",
    ask: "Alice signs in, and one answer sets two cookies: which of them does her browser hold then?",
    source: "RFC 6265 §5.3",
  },
  "forged-pin-believed": {
    writes:
      "pinnedServer makes a server of the cookie's text, looks it up in an object, or throws",
    happens:
      "Whoever writes a pin by hand chooses where requests go, or makes a 502 or a 500 of them.",
    truth:
      "What comes from a browser can be anything; only a name on the balancer's list is a server.",
    ask: "Mallory sends the pin __proto__, and then 127.0.0.1:6379: what does pinnedServer return?",
    source: "CWE-565; CWE-918",
  },
  "forged-pin-refused": {
    writes: "pick returns null when the pin is not the name of a server",
    happens:
      "A browser with an old pin, or with one from another shop on this host, gets a 503.",
    truth:
      "A browser with a pin that the balancer does not know is a new browser, and is served.",
    ask: "Server D was taken away last week, and Bob's browser still has the pin D: what should Bob see?",
    source: "lesson README, task 2",
  },
  "forged-pin-not-replaced": {
    writes:
      "pick serves a browser with an unknown pin and sets no new one, or always takes servers[0]",
    happens:
      "Such a browser meets another server each time, or all of them crowd onto server A.",
    truth:
      "A browser with an unknown pin is new: it takes its turn and gets a pin that holds.",
    ask: "Bob's first request brings the pin Z: which pin comes with his second, and where does it lead?",
    source: "lesson README, task 2",
  },
  "pin-outlives-its-server": {
    writes:
      "keepsItsUsers says yes to a server that is down, or pick gives dead servers a turn",
    happens:
      "Alice gets a 502 from then on, with every request, though two servers are up.",
    truth:
      "A pin to a dead server is broken: a living one answers, and its 401 is right.",
    ask: "Server A is dead, and Alice's browser still brings the pin A: who changes that, and when?",
    source: "HAProxy configuration manual, option redispatch",
  },
  "moved-but-not-pinned": {
    writes:
      "pick moves a browser whose server is down to another one and leaves setCookie out",
    happens:
      "Alice meets another server with each request, and signing in again does not help her.",
    truth:
      "Whoever is moved is pinned anew, and stays there when the old server is back.",
    ask: "Server A is down, and B answered Alice: which pin does her next request bring?",
    source: "lesson README, task 3",
  },
  "dead-for-ever": {
    writes:
      "pick notes in a Set which servers were down, and never takes a name out again",
    happens: "Server B is up again and gets no new browsers: A and C have all the work.",
    truth: "The list of servers is new with each request; what it said before is over.",
    ask: "B was down for a second and is up again: what does your code know of B now, and from when?",
    source: "nginx documentation, upstream module (fail_timeout)",
  },
  "drain-takes-new-users": {
    writes:
      "takesNewUsers says yes to a draining server, or is not asked when a forged pin came",
    happens: "New browsers go on coming to server B, so its last user never goes.",
    truth: "A draining server answers those whom it knows, and takes nobody new.",
    ask: "B is to be switched off when its last user has gone: when will that be?",
    source: "nginx documentation, upstream module (drain)",
  },
  "drain-sends-users-away": {
    writes:
      "keepsItsUsers says yes only to a server that is up, and not to a draining one",
    happens: "Alice is signed out at the moment in which her server begins to drain.",
    truth: "A draining server is still up and knows its users: they stay until it ends.",
    ask: "Server A is draining, and Alice's session is in its memory: where should her request go?",
    source: "nginx documentation, upstream module (drain)",
  },
  "skew-unseen": {
    writes:
      "pickByAddress reads the pin or X-Forwarded-For too, and not the address alone",
    happens:
      "Browsers at one address meet different servers, and what they send chooses which.",
    truth: "By address alone, everybody behind one address is one client, at one server.",
    ask: "Nine browsers come from one address: what may pickByAddress know about each of them?",
    source: "nginx documentation, ip_hash; lesson README",
  },
  "address-leads-to-the-dead": {
    writes: "pickByAddress chooses among all servers, also among those that are down",
    happens:
      "Everybody whose address leads to the dead server gets a 502 until it is back.",
    truth:
      "Only a server that is not down may be chosen; one address finds one other server.",
    ask: "Server A is down, and Bob's address leads to A: what does pickByAddress return?",
    source: "nginx documentation, ip_hash",
  },
  "hash-modulo-the-living": {
    writes:
      "pickByAddress takes the remainder of numberFor(address) by the number of living servers",
    happens:
      "One of three servers dies, and two thirds of all users are moved and signed out.",
    truth:
      "When a server dies, only its own addresses need to move; all others keep their server.",
    ask: "C dies, and an address has the number 4: which server did 4 % 3 give, and which does 4 % 2 give?",
    source: "Thaler and Ravishankar, 1996 (rendezvous hashing); lesson README",
  },
  "gives-up-too-early": {
    writes:
      "sendAgain always says no, or yes only to a GET, or yes only if nothing was sent",
    happens:
      "A server dies unnoticed, and Alice gets a 502 although two others could answer her.",
    truth:
      "What was never sent may go to another server; what was sent may too, if it can be repeated.",
    ask: "Server A refused one request, and died over another, a GET: what harm could a second try do?",
    source: "RFC 9110 §9.2.2; HAProxy configuration manual, retry-on",
  },
  "order-sent-twice": {
    writes: "sendAgain says yes to a POST or a PATCH that the dead server may have read",
    happens: "Server A had done Alice's order before it died, and she gets two kettles.",
    truth:
      "POST and PATCH are not idempotent: one that may have arrived is not sent again.",
    ask: "Server A had Alice's POST when it died: how could the balancer know whether A had done it?",
    source: "RFC 9110 §9.2.2; RFC 5789 §2",
  },
  "pin-open-to-scripts": {
    writes:
      "pinTo leaves out HttpOnly or SameSite, or sets a Domain or another Path than /",
    happens:
      "Any script on the page can read the pin, or the pin goes to hosts that it is not for.",
    truth:
      "No page needs the pin: HttpOnly, SameSite, Path=/ and no Domain keep it to itself.",
    ask: "Which script on the page needs to read the pin, and which other site needs to send it?",
    source: "OWASP ASVS 5.0, 3.3.2 and 3.3.4",
  },
  "balancer-takes-the-ticket": {
    writes:
      "pick clears the cookie __Host-sid in setCookie when it moves a browser to another server",
    happens:
      "Alice's ticket is deleted in her browser, though the shop has not refused it.",
    truth:
      "The balancer owns the pin and nothing else; the shop says whether a ticket is good.",
    ask: "Server A can't be reached for a moment: what does the balancer know about Alice's ticket?",
    source: "lesson README",
  },
  "no-server-no-words": {
    writes:
      "pick names the first server when none is up, or gives Alice's pin away meanwhile",
    happens:
      "Alice gets a 502 while no server is up, or she is out when all of them are back.",
    truth:
      "With nobody to answer, pick returns null: a 503 says try again later, and the pin stays.",
    ask: "All three servers are away for a second: what should Alice be told, and what should she keep?",
    source: "RFC 9110 §15.6.4",
  },
} as const satisfies Misconceptions;
