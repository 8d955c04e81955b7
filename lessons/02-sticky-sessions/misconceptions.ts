import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "stickiness-by-address": {
    promise: "new browsers are spread over all three servers",
    writes:
      "pick goes by request.address, or sends everyone to the first server that is up",
    happens:
      "Everyone behind one router is sent to one server, and others have nothing to do.",
    truth:
      "An address doesn't tell people apart; new browsers have to be spread over all servers.",
    ask: "Thirty people in one office open the shop. Which address does each of them come from?",
    source: "nginx documentation, ip_hash; lesson README",
  },
  "no-pin": {
    promise: "a browser comes back to the first server it reached",
    writes:
      "pick sets no pin for a new browser, or sets one by which it never finds the server again",
    happens:
      "Alice signs in on server A, and her next request goes to B, which doesn't know her.",
    truth:
      "A browser comes back to its server only if it was given a pin and pick finds the server by it.",
    ask: "Bob's browser sends its second request. What does it bring that the first one didn't?",
    source: "HAProxy configuration manual, cookie (insert)",
  },
  "pin-set-with-every-answer": {
    promise: "it stays there, request after request",
    writes:
      "pick sets a pin though the browser has a good one: to the next server, or the same again",
    happens:
      "Alice is moved with each request; or each answer carries a cookie, and no cache may keep it.",
    truth: "A good pin stays as it is: that server answers, and no other pin is set.",
    ask: "Bob is pinned to A and sends three requests. Which pin does his browser hold after each response?",
    source: "RFC 6265 §5.3; lesson README, task 1",
  },
  "pin-for-some-requests": {
    promise: "it stays there, for every kind of request and on every connection",
    writes:
      "pick reads or sets the pin only for GET, or pinTo gives it a Path such as /products",
    happens:
      "Alice sees her page on server A, but her order goes to B, which doesn't know her.",
    truth:
      "The pin belongs to the browser: it counts for every method, path and connection.",
    ask: "Alice reads a page and then sends an order. Does the pin come with both, and is it read for both?",
    source: "RFC 6265 §5.1.4; lesson README",
  },
  "pin-ends-before-the-ticket": {
    promise: "it holds for as long as Alice's ticket does",
    writes:
      "pinTo gives the pin a Max-Age or Expires that is over before the ticket, and nothing renews it",
    happens: "In the middle of her work Alice is sent to a server that doesn't know her.",
    truth:
      "A pin has to last as long as the ticket: without Max-Age it lasts until the browser is closed.",
    ask: "Alice signs in at nine and works until five. How long does her ticket live, and how long her pin?",
    source: "RFC 6265 §5.3; lesson README",
  },
  "pin-named-like-the-ticket": {
    promise: "Alice and Bob stay signed in, with their carts",
    writes: "the constant PIN is __Host-sid, the name of the shop's own cookie",
    happens:
      "The pin and the ticket overwrite each other in Alice's browser, and she has to sign in again.",
    truth:
      "For one host and path a browser keeps one cookie of each name: the pin needs its own.",
    ask: "Alice signs in, and one response sets two cookies. Which of them does her browser hold then?",
    source: "RFC 6265 §5.3",
  },
  "forged-pin-believed": {
    promise: "a pin written by hand doesn't choose a server",
    writes:
      "pinnedServer makes a server from the cookie's text, accepts what only resembles a pin, or throws",
    happens:
      "Anyone who writes a pin by hand chooses where requests go, or turns them into a 502 or a 500.",
    truth:
      "What comes from a browser can be anything; only a name on the balancer's list is a server.",
    ask: "Mallory sends the pin __proto__, and then 127.0.0.1:6379. What does pinnedServer return?",
    source: "CWE-565; CWE-918",
  },
  "forged-pin-refused": {
    promise: "a browser with a forged pin is served like a new one",
    writes: "pick returns null when the pin isn't the name of a server",
    happens:
      "A browser with an old pin, or one from another shop on this host, gets a 503.",
    truth:
      "A browser with a pin the balancer doesn't know is a new browser, and is served.",
    ask: "Server D was removed last week, and Bob's browser still has the pin D. What should Bob see?",
    source: "lesson README, task 2",
  },
  "forged-pin-not-replaced": {
    promise: "a browser with a forged pin gets a real one, and it holds",
    writes:
      "pick serves a browser with an unknown pin but sets no new one, or always takes servers[0]",
    happens:
      "Such a browser reaches a different server each time, or all of them crowd onto server A.",
    truth:
      "A browser with an unknown pin is new: it takes its turn and gets a pin that works.",
    ask: "Bob's first request brings the pin Z. Which pin comes with his second, and where does it lead?",
    source: "lesson README, task 2",
  },
  "pin-outlives-its-server": {
    promise: "Alice's server is killed, and another one answers her",
    writes:
      "keepsItsUsers says yes to a server that is down, or pick gives dead servers a turn",
    happens:
      "From then on Alice gets a 502 for every request, though two servers are up.",
    truth:
      "A pin to a dead server is broken: a living one answers, and its 401 is right.",
    ask: "Server A is dead, and Alice's browser still brings the pin A. Who changes that, and when?",
    source: "HAProxy configuration manual, option redispatch",
  },
  "moved-but-not-pinned": {
    promise: "a user who was moved stays there, and can sign in again",
    writes:
      "pick moves a browser whose server is down to another one but leaves out setCookie",
    happens:
      "Alice reaches a different server with each request, and signing in again doesn't help her.",
    truth:
      "A browser that is moved gets a new pin, and stays there when the old server is back.",
    ask: "Server A is down, and B answered Alice. Which pin does her next request bring?",
    source: "lesson README, task 3",
  },
  "dead-for-ever": {
    promise: "a server that comes back gets new browsers again",
    writes: "pick collects the servers that were down in a Set, and never removes a name",
    happens: "Server B is up again but gets no new browsers: A and C do all the work.",
    truth:
      "The list of servers is new with each request; what it said before no longer counts.",
    ask: "B was down for a second and is up again. What does your code know about B now, and since when?",
    source: "nginx documentation, upstream module (fail_timeout)",
  },
  "drain-takes-new-users": {
    promise: "a draining server gets no new users",
    writes:
      "takesNewUsers says yes to a draining server, or isn't asked when a forged pin came",
    happens: "New browsers keep coming to server B, so it never empties.",
    truth: "A draining server answers the users it knows, and takes no new ones.",
    ask: "B is to be switched off once its last user has left. When will that be?",
    source: "nginx documentation, upstream module (drain)",
  },
  "drain-sends-users-away": {
    promise: "a draining server keeps the users it knows until it stops",
    writes:
      "keepsItsUsers says yes only to a server that is up, and not to a draining one",
    happens: "Alice is signed out the moment her server starts draining.",
    truth: "A draining server is still up and knows its users: they stay until it stops.",
    ask: "Server A is draining, and Alice's session is in its memory. Where should her request go?",
    source: "nginx documentation, upstream module (drain)",
  },
  "skew-unseen": {
    promise: "by address: everyone behind one address is on one server",
    writes:
      "pickByAddress also reads the pin, the path or the method, not the address alone",
    happens:
      "Browsers at one address reach different servers, and what they send chooses which.",
    truth: "By address alone, everyone behind one address is one client, on one server.",
    ask: "Nine browsers come from one address. What can pickByAddress know about each of them?",
    source: "nginx documentation, ip_hash; lesson README",
  },
  "address-leads-to-the-dead": {
    promise: "by address: their server dies, and all of them move to the same one",
    writes: "pickByAddress chooses among all servers, including those that are down",
    happens:
      "Everyone whose address leads to the dead server gets a 502 until it is back.",
    truth:
      "Only a server that isn't down may be chosen; one address finds one other server.",
    ask: "Server A is down, and Bob's address leads to A. What does pickByAddress return?",
    source: "nginx documentation, ip_hash",
  },
  "hash-modulo-the-living": {
    promise: "by address: a server dies, and only its addresses move",
    writes: "pickByAddress takes numberFor(address) modulo the number of living servers",
    happens:
      "One of three servers dies, and two thirds of all users are moved and signed out.",
    truth:
      "When a server dies, only its own addresses need to move; all others keep their server.",
    ask: "C dies, and an address has the number 4. Which server did 4 % 3 give, and which does 4 % 2 give?",
    source: "Thaler and Ravishankar, 1996 (rendezvous hashing); lesson README",
  },
  "gives-up-too-early": {
    promise: "a server dies unnoticed: what is safe to ask again goes to another",
    writes:
      "sendAgain always says no, or yes only to a GET, or yes only if nothing was sent",
    happens:
      "A server dies unnoticed, and Alice gets a 502 although two others could answer her.",
    truth:
      "What was never sent may go to another server; so may what was sent, if it can be repeated.",
    ask: "Server A refused one request, and died during another, a GET. What harm could a second try do?",
    source: "RFC 9110 §9.2.2; HAProxy configuration manual, retry-on",
  },
  "order-sent-twice": {
    promise: "a server dies over an order: the order is not sent twice",
    writes: "sendAgain says yes to a POST or a PATCH that the dead server may have read",
    happens:
      "Server A had placed Alice's order before it died, and she gets two kettles.",
    truth:
      "POST and PATCH aren't idempotent: one that may have arrived isn't sent again.",
    ask: "Server A had Alice's POST when it died. How could the balancer know whether A had carried it out?",
    source: "RFC 9110 §9.2.2; RFC 5789 §2",
  },
  "pin-open-to-scripts": {
    promise: "the pin is out of reach of scripts",
    writes:
      "pinTo leaves out HttpOnly or SameSite, or sets a Domain or a Path other than /",
    happens:
      "Any script on the page can read the pin, or the pin goes to hosts it isn't for.",
    truth:
      "No page needs the pin: HttpOnly, SameSite, Path=/ and no Domain keep it private.",
    ask: "Which script on the page needs to read the pin, and which other site needs to send it?",
    source: "OWASP ASVS 5.0, 3.3.2 and 3.3.4",
  },
  "balancer-takes-the-ticket": {
    promise: "the balancer leaves the shop's cookie alone",
    writes:
      "pick clears the cookie __Host-sid in setCookie when it moves a browser to another server",
    happens:
      "Alice's ticket is deleted in her browser, though the shop hasn't refused it.",
    truth:
      "The balancer owns the pin and nothing else; the shop says whether a ticket is good.",
    ask: "Server A can't be reached for a moment. What does the balancer know about Alice's ticket?",
    source: "lesson README",
  },
  "no-server-no-words": {
    promise: "no server can be reached: the shop says so, and no one is signed out",
    writes:
      "pick names the first server when none is up, or gives Alice's pin away meanwhile",
    happens:
      "Alice gets a 502 while no server is up, or is signed out once all of them are back.",
    truth:
      "With no server to answer, pick returns null: a 503 says try again later, and the pin stays.",
    ask: "All three servers are down for a second. What should the answer say, and what should Alice keep?",
    source: "RFC 9110 §15.6.4",
  },
} as const satisfies Misconceptions;
