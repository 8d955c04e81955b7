import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Interview",
  about:
    "You can answer an interviewer out loud, in about a minute each: where a session lives, what that costs, and what you would do.",
  questions: [
    {
      id: "interview-sessions-or-tokens",
      kind: "self",
      tests: ["interview-model", "http-no-memory", "what-counts-as-state"],
      ask: "I keep hearing that sessions are stateful and don't scale, and that tokens are stateless and do. Explain it to me in a minute. And where does it go wrong when users are suddenly logged out?",
      model:
        "HTTP keeps nothing from one request to the next, so every request must bring something that says who is asking. With a session, it brings a random ticket, and the server looks up whose it is. With a token, it brings a signed statement, and the server checks it with a key. Whether that scales depends on where the memory is. If it is in one server, the others don't know the user. If it is in a shared store, any server can answer, as with tokens, and I can end the session at once. A token stays good until it expires. Users are suddenly logged out when the server that answers can't reach what was remembered, or doesn't have the key.",
      points: [
        "Every request must say who is asking: HTTP doesn't remember",
        "A session is looked up; a token is checked with a key",
        "With sessions in a shared store, any server can answer, too",
        "The price of a token: it is hard to end before it expires",
        "Logged out: the server that answers lacks the session, or the key",
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "interview-since-the-second-server",
      kind: "self",
      tests: ["interview-model", "state-generated-secret", "session-store"],
      ask: "Users have been getting logged out since we started the second server. Find out why, and fix it. What do you do, step by step?",
      model:
        "First I reproduce it: sign in once, and send the same cookie to A and to B, bypassing the balancer. If one says 200 and the other 401, the cookie is fine, and one server knows something the other doesn't. Usually that is sessions in memory, or a signing key that each process makes up at startup. If both say 200, I check whether the browser sends the cookie at all. The fix for today is to go back to one server, or to use sticky sessions, knowing that a dead server still takes its users' sessions with it. The permanent fix is sessions in a shared store, or one key for all servers. Then I prove it: the same cookie gets 200 from both, and still does after I kill either one.",
      points: [
        "Reproduces it: the same cookie to each server, bypassing the balancer",
        "Finds what only one process knows: its sessions, or its own key",
        "Sticky sessions or one server: relief for today, not the fix",
        "The fix: a shared store for sessions, or one key for all servers",
        "Proves it: every server accepts the cookie, even after one is killed",
      ],
      see: "npm run lesson 01 demo",
    },
    {
      id: "interview-sticky-trade",
      kind: "self",
      tests: ["review-sticky-trade", "sticky-skew", "draining"],
      ask: "How does a balancer keep a browser on one server? What does that give you, and what does it cost when you add, replace or lose a server?",
      model:
        "The balancer picks a server for a new browser and pins it there, usually with a cookie of its own. Later requests go to the server that the pin names. Pinning by address is weaker: an office shares one address, and a phone's address changes. What I gain is that the app stays as it is: no store, no round trip. What I pay is that the session still lives in one process. If that server dies, its users are signed out, about one in N. Before I replace it, I drain it: it keeps its users and takes no new ones. Load follows pins, not work, so a fourth server gets only new browsers. Stickiness is an optimization, not a guarantee.",
      points: [
        "The balancer's own cookie pins a browser to the same server",
        "Gain: sessions stay in memory, and the app doesn't change",
        "Cost: a dead server takes its sessions with it, about one in N",
        "Cost: load follows pins; a new server gets only new browsers",
        "Replacing a server without signing users out means draining it",
      ],
      see: "npm run lesson 02: the wall, which follows the pass",
    },
    {
      id: "interview-store-trade",
      kind: "self",
      tests: ["review-store-trade", "store-replication", "store-is-one-point"],
      ask: "You move the sessions into one store that all servers use, such as Redis. How does a request work then? What do you gain, and what do you now have to take care of?",
      model:
        "The cookie carries a random ticket. Its hash is the key in the store, and the value says whose it is. The server that gets the request reads that value, so each request costs a round trip. Every write must keep the expiry, or the session would never end. What I gain: no server knows more than another. I can kill two of three, or add one, and no one has to sign in again. Deleting one key ends that session for every copy of its cookie. What I have to take care of is a store that every signed-in request waits for. It needs short timeouts, enough memory and monitoring. Replicas help, but they lag: a failover can lose a sign-in, or undo a sign-out. The state isn't gone. It has moved to one place.",
      points: [
        "The cookie carries only a random ticket; any server looks it up",
        "Gain: servers can die or be added, and no one has to sign in again",
        "Gain: deleting one key ends that session on every server",
        "Cost: a round trip for each request that carries a ticket",
        "Cost: all servers depend on the store; replicas may lag behind",
      ],
      see: "npm run lesson 03 demo",
    },
    {
      id: "interview-jwt-for-everything",
      kind: "self",
      tests: ["choosing", "token-logout", "stale-claims"],
      ask: "A colleague wants a JWT for everything: sign-in, roles, carts, staying signed in for a month. Why not?",
      model:
        "A token is good at one thing: any server with the key knows who is asking, without a lookup. But no one can take it back. Alice signs out, her browser drops its copy, and a stolen copy stays good on every server until it expires. An admin who is demoted stays an admin for just as long. A lifetime of a month makes both problems worse. A denylist or a version per user helps, but it brings back state that the servers share. Carts don't belong in it either: anyone who holds the token can read it, and an old copy shows an old cart. So for a browser I use a session in a store, which I can delete. For calls between services I use short-lived tokens, with the algorithm, issuer and audience pinned.",
      points: [
        "What a JWT is good at: any server with the key can check it, no lookup",
        "Signing out drops one copy; another stays good until it expires",
        "Roles in it go stale: a demoted admin stays one until it expires",
        "A denylist or a version can end it, but is shared state again",
        "Chooses case by case: say, sessions for browsers, short-lived tokens inside",
      ],
      see: "npm run lesson 04: the wall, which follows the pass",
    },
    {
      id: "interview-what-breaks",
      kind: "self",
      tests: ["review-what-breaks", "share-of-failures", "login-loop"],
      ask: "An app keeps its sessions in memory, and it has always worked. Today a second server starts, behind a balancer that sends requests to each in turn. What breaks, for whom, and how often?",
      model:
        "Signed-in users get a 401 for about half of their requests. Nothing has crashed, and the browser still sends the cookie. But the session is in the memory of the server that signed them in, and the other server doesn't know that ticket. With N servers taking turns, N minus one of every N requests fail: half with two servers, two thirds with three. Signing in again doesn't help: one server handles the sign-in, and the next request usually goes to another. With three servers and no other users, Alice signed in again and again and saw none of 30 pages. Public pages and health checks stay green, so monitoring may see nothing. The same happens to anything else a process keeps for itself: counters, uploads, a key made up at startup.",
      points: [
        "The session is in one process; the other server doesn't know it",
        "Nothing has crashed, and the browser still sends a good cookie",
        "With N servers taking turns, (N-1)/N of the requests fail: half with two",
        "Signing in again doesn't help: the next request usually goes elsewhere",
      ],
      see: "npm run lesson 01: the wall, which follows the pass",
    },
    {
      id: "interview-stateful-or-stateless",
      kind: "self",
      tests: ["review-difference", "stateless", "bearer"],
      ask: "Two shops know Alice on every request. One calls its sign-in stateful, the other stateless. What is the same in both, and what is really different?",
      model:
        "What's the same: every request brings something that stands for Alice, and anyone with a copy can use it. What's different is how the server gets from there to her. In the stateful shop it's a ticket that says nothing by itself, so the server looks up what an earlier request left behind. In the stateless one, the request itself says who she is and carries the proof, so the server only has to check it. A session that is looked up can be changed or ended at once, but every server must be able to reach it. A token that is only checked needs no lookup, but stays good until it expires. And stateful doesn't have to mean that the state is in the server's memory: with sessions in Redis, each process is stateless, but the system as a whole isn't.",
      points: [
        "Stateful: looks up what an earlier request left behind",
        "Stateless: the request carries everything needed, including the proof",
        "A session can be ended at once, but every server must be able to reach it",
        "A token needs no lookup, but stays good until it expires",
        "The state doesn't have to be in the process: a shared store works too",
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "interview-two-ways",
      kind: "self",
      tests: ["review-two-ways", "sticky-sessions", "session-store"],
      ask: "You keep sessions on the server, and now you have ten servers. What are the two usual ways to make each request find its session? Are they the only ones, and which would you choose for a web shop?",
      model:
        "Either I bring the browser to its session, or I put the session where every server can reach it. The first way is sticky sessions: the balancer sends each browser to the server that remembers it. But the session still dies with that server. The second way is a shared store, such as Redis or a database. Servers become replaceable, and the store is what I have to keep alive. They aren't the only ways. Servers can copy sessions to each other, which costs more with each server. The session can travel in a signed or encrypted cookie, but there's little room, and an old copy can be sent again. Or I use a token, which needs no session but is hard to end. For a web shop I choose the store: any server can answer, and signing out really ends something.",
      points: [
        "Sticky sessions: bring the browser to the server that knows it",
        "A shared store: every server can reach every session",
        "Sticky keeps the session in the process, so it dies with the process",
        "Not the only two: replication, sessions in cookies, or tokens",
        "Chooses one for the shop, and says why",
      ],
      see: "npm run lesson 02 demo",
    },
    {
      id: "interview-gives-or-helps",
      kind: "self",
      tests: ["review-has-or-increases", "capacity", "state-rate-counter"],
      ask: "People say a stateless sign-in makes an app scale. Does it give you scalability, or does it only make it easier to get? Tell me why, with an example.",
      model:
        "It makes it easier; it doesn't give it to you. If no server keeps anything for the next request, any server can answer, so I can add, remove or lose one, and no one has to sign in again. That takes one obstacle away. How far the whole system can scale depends on the rest of it. With tokens, our shop knows Alice even when Redis is dead, but her cart still needs Redis. If the database is the bottleneck, ten more servers just wait for it together. And a rate limiter that counts inside each process lets through up to N times its limit. Tokens aren't the only way, either: with sessions in a shared store the servers are just as interchangeable. Capacity doesn't have to grow in proportion to the servers, so I measure before I promise.",
      points: [
        "It removes one obstacle: any server can answer any request",
        "Whatever else is shared, such as a database, still sets a limit",
        "Other state in a process, such as a rate counter, still breaks",
        "Sessions in a shared store make servers interchangeable as well",
      ],
      see: "npm run lesson 04 demo",
    },
    {
      id: "interview-own-words",
      kind: "self",
      tests: ["review-own-words", "scale-out", "store-is-state-moved"],
      ask: "In your own words: why is it harder to add and remove servers once they remember users? And what do sticky sessions make harder, and what does a shared store make harder?",
      model:
        "Servers that remember no one are all alike: I can add one or take one away, and no user notices. Once one of them remembers Alice, it matters which one answers her, and which one dies. Sticky sessions accept that. But then a new server doesn't relieve the full ones, because their users stay where they are. And taking one away means waiting until its users are gone, or signing them out. A shared store makes the servers alike again. But now all of them depend on one thing. Each request reads from it, so more traffic means more work for the store, and when it stops, the signed-in part of the shop stops. Neither way makes the memory disappear. I only choose where it lives, and then I take care of that place.",
      points: [
        "Servers that remember no one are alike; memory makes them differ",
        "Sticky: a new server doesn't relieve the full ones",
        "Sticky: taking a server away means draining it or losing sessions",
        "Store: everything depends on it, and it must grow with the traffic",
        "The state doesn't disappear: it's still somewhere, and needs care",
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "interview-redis-is-down",
      kind: "self",
      tests: ["outage-is-not-a-stranger", "not-decided", "store-is-one-point"],
      ask: "Sessions are in Redis, and Redis is down. What do users see if no one planned for it, and what should they see? What about the moment it comes back?",
      model:
        "If no one planned for it, one of three things happens. Clicks hang, because the client waits. Or the servers crash too. Or the code mistakes the error for \"no session\", and signed-in people have to sign in again, which can't work either. Here's what they should see. Pages that need no session, such as the products, still work. Anything that needs one gets a 503 with Retry-After, and gets it quickly, because each wait has a limit. It doesn't get a 401, because the server couldn't look. It doesn't get a copy from the server's own memory either, since that session may have ended. The cookie stays in the browser. Signing out gets a 503 too, because the session hasn't ended. When Redis is back, the same tickets work. If it comes back empty, 401 is right, and I expect a rush of sign-ins.",
      points: [
        "Pages that need no session keep working",
        "503 for the rest, not 401: the server couldn't look",
        "The cookie stays, so the same ticket works when Redis is back",
        "Every wait for Redis has a limit, because otherwise clicks hang",
        "If Redis comes back empty, the sessions are gone: now 401 is right",
      ],
      see: "npm run lesson 03: the wall, which follows the pass",
    },
    {
      id: "interview-killed-at-noon",
      kind: "self",
      tests: ["failover", "sticky-and-death"],
      ask: "At noon one of three servers is killed. Who loses what in each of these four designs: sessions in memory with a balancer that takes turns, sticky sessions, a shared store, and tokens?",
      model:
        "In all four, requests under way on that server are at risk. The balancer may repeat one that was never sent, or whose method is idempotent; it must not send a purchase twice. Until it notices the dead server, new requests may fail too. In memory, with turns: about a third of the sessions are gone, along with their carts. Two of three servers didn't know those users anyway. Sticky: about a third of the users are signed out here too, but of a shop that worked for them until now. The others notice nothing. Shared store: no one has to sign in again, and the carts are still there. Tokens: no one has to sign in again, since every server has the key. Our carts are in Redis, so they stay. In all four, two servers now do the work of three.",
      points: [
        "In all four: requests under way on that server may be lost",
        "In memory: that server's sessions are gone, and so are their carts",
        "Sticky: its own users are signed out, about a third; the rest notice nothing",
        "Shared store: no one has to sign in again, and the carts are still there",
        "Tokens: no one has to sign in again; a cart is safe if it's in a store",
      ],
      see: "npm run lesson 02: the wall, which follows the pass",
    },
  ],
} as const satisfies Quiz;
