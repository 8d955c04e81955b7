import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Sticky sessions",
  about:
    "You can say what a pin saves, what it can't save, and what a balancer may do when a server dies, drains or comes back.",
  questions: [
    {
      id: "sticky-what-moves",
      kind: "one",
      tests: ["sticky-and-death", "balancer", "state-user-session"],
      ask: "A colleague says that with sticky sessions, a crash costs no one anything: the balancer moves the server's users to another one. Alice's server A, with her cart in its memory, has just crashed. What does the balancer move?",
      choices: [
        {
          text: "Her requests and her session, which it takes from A to B",
          because:
            "The balancer never had her session, and A can't hand over anything now. This would be true if the servers had copied their sessions to each other in time.",
        },
        {
          text: "Only her requests: her cart is lost with the rest of her session",
          right: true,
          because:
            "A balancer chooses who answers. What A remembered about her was lost with A, so B asks her to sign in.",
        },
        {
          text: "Her requests and her sign-in, since her cookie tells B who she is, but not her cart",
          because:
            "Her cookie is a random id, and only A's list said whose it was. A signed token would tell B who she is; then only the cart would be lost.",
        },
        {
          text: "Nothing: her pin names A, so her requests wait there until A is back",
          because:
            "A pin is only a cookie, and the balancer doesn't have to obey it. If it did, she would get errors even though two servers were up.",
          misconception: "pin-outlives-its-server",
        },
      ],
      see: "npm run lesson 02 demo",
    },
    {
      id: "sticky-restarted-in-turn",
      kind: "predict",
      tests: ["sticky-and-death", "review-sticky-trade"],
      ask: "In lesson 02, nine browsers have signed in on three servers. To roll out a new release, A, then B, then C is killed and restarted. Each is back up before the next one goes down. Then each browser asks for /me once. How many get a 401?",
      choices: [
        {
          text: "0: at least two servers were up at every moment",
          is: "0",
          because:
            "That's why no one sees an error page. But a server that's up doesn't necessarily know them: all three have been restarted since they signed in.",
        },
        {
          text: "3: one server in three was down at any one time",
          is: "3",
          because:
            "Each restart costs a third of the users, and there are three restarts. It would be 3 if only one server got the new release.",
        },
        {
          text: "9: each was known to one process, and that process is gone",
          is: "9",
          right: true,
          because:
            "The pins are good and lead to the right names. But behind each name, there's now a new process with an empty list.",
        },
        {
          text: "6: C was restarted last, so its three are still signed in",
          is: "6",
          because:
            "The last restart empties C like the others. It would be 6 if only A and B had been restarted.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "sticky-two-failures",
      kind: "one",
      tests: ["unauthorized-or-bad-gateway", "sticky-and-death"],
      ask: "Two shops keep sessions in memory and use pins. In each shop, server A has just died. The balancers know that, and the other servers are up. Alice, pinned to A, clicks: one shop gives her a 502, the other a 401. What is the difference?",
      choices: [
        {
          text: "With 502 her session can still be found; with 401 it was deleted",
          because:
            "In both shops her session was in A's memory and is gone. 502 says nothing about sessions: it comes from a balancer that got no answer.",
        },
        {
          text: "With 502 no living server was asked; with 401 one was, and it doesn't know her",
          because:
            "The first balancer obeys a pin to a dead server. The second ignores that pin, and B's honest answer lets her sign in and carry on.",
          right: true,
        },
        {
          text: "With 502 the balancer is broken; with 401 the balancer checked her ticket itself and refused it",
          because:
            "502 does point to the balancer. But 401 doesn't come from it: it can't read tickets, and only a server can say who it knows.",
          misconception: "balancer-takes-the-ticket",
        },
        {
          text: "With 502 she is still signed in and should wait; with 401 she should sign in",
          because:
            "Waiting would help if A came back with its memory intact. It comes back empty, so the wait ends in a 401 too.",
        },
      ],
      see: "npm run lesson 02: the wall, which follows the pass",
    },
    {
      id: "sticky-pin-by-hand",
      kind: "one",
      tests: ["pin-is-a-hint"],
      ask: "Bob's old pin names server D, which was removed last week. Mallory has written a pin by hand: 127.0.0.1:6379. Which rule lets Bob shop, but sends nothing to an address that isn't on the balancer's list?",
      choices: [
        {
          text: "A pin that names no server on the list counts as no pin at all",
          right: true,
          because:
            "Bob and Mallory are both treated as new browsers: each gets the next server in turn, and a good pin. What comes from outside can only choose among servers the balancer knows.",
        },
        {
          text: "The balancer signs its pins and follows any pin whose signature is good",
          because:
            "That stops Mallory. But Bob's old pin also has a good signature, and it leads to a server that is gone. This would be enough if the balancer also checked the pin against its list.",
        },
        {
          text: "A pin that names no server on the list gets a 403, every time",
          because:
            "That stops Mallory, but it locks Bob out: his browser keeps sending the pin it was given. This would be enough if only an attacker could have an unknown pin.",
          misconception: "forged-pin-refused",
        },
        {
          text: "A pin is followed if a server answers there, and replaced if not",
          because:
            "Bob is served. But Mallory can make the balancer try any address, including ones inside your network. This would be enough if a pin could name only known servers.",
          misconception: "forged-pin-believed",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-who-may-come",
      kind: "one",
      tests: ["draining"],
      ask: "Server A is draining, so that it can be switched off without signing anyone out. B is down and C is up. Alice is pinned to A, the admin to B, and Bob opens the shop for the first time. Whose requests may go to A?",
      choices: [
        {
          text: "Only Alice's: A keeps serving the users it knows",
          because:
            "Her session is in A's memory, so she stays. The other two would be new to A. If A took new users, it would never empty.",
          right: true,
        },
        {
          text: "No one's: A is going away, so all three belong on C",
          because:
            "C doesn't know Alice, so this would sign her out, which is what draining is meant to avoid. It would be right if A were down.",
          misconception: "drain-sends-users-away",
        },
        {
          text: "Alice's and the admin's: both have a pin, and Bob has none",
          because:
            "The admin's pin names B, not A, so A doesn't know the admin any more than it knows Bob. This would be right if A also had the admin's session.",
          misconception: "drain-takes-new-users",
        },
        {
          text: "Everyone's: A is up until it is switched off",
          because:
            "A can answer them. But if someone new signs in there now, you have to wait for them too, or sign them out later. This would be right for a server that is staying.",
          misconception: "drain-takes-new-users",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-old-server-back",
      kind: "predict",
      tests: ["sticky-and-death", "pin-is-a-hint"],
      ask: "In lesson 02, with two servers, Alice signs in on A. A is killed, she signs in again on B, and A is restarted. She asks for /me four times. Which servers answer?",
      choices: [
        {
          text: "A, A, A, A: she was pinned to A first, and A is back",
          is: "AAAA",
          because:
            "In her browser, the new pin replaced the old one. This would be true if she had been moved to B without a new pin, and then A would ask her to sign in again.",
          misconception: "moved-but-not-pinned",
        },
        {
          text: "B, B, B, B: the pin she has now names B",
          is: "BBBB",
          right: true,
          because:
            "A user who is moved gets a new pin and stays there. B knows her, so A has nothing better to offer.",
        },
        {
          text: "B, A, A, A: she goes back once the balancer sees A",
          is: "BAAA",
          because:
            "The balancer sees A right away. But it keeps no record of where she was before: all it knows about her is the pin she brings.",
        },
        {
          text: "A, B, A, B: with two servers up, they take turns again",
          is: "ABAB",
          because:
            "Turns are for browsers without a good pin, and hers is good. This would be true if pick never read the pin, and then A would ask her to sign in.",
          misconception: "no-pin",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-uneven-load",
      kind: "several",
      tests: ["sticky-skew", "review-sticky-trade"],
      ask: "A, B and C share a shop's browsers using pins; new ones are assigned in turn. C was down for ten minutes while everyone was clicking, and is up again. What is true about how the work is spread?",
      choices: [
        {
          text: "Browsers that moved from C to A and B have new pins, and stay there",
          right: true,
          because:
            "Nothing moves them back. C only gets its share of new browsers, so A and B stay fuller until their users leave.",
        },
        {
          text: "Turns count browsers, but one browser can send far more requests than another",
          right: true,
          because:
            "Taking turns spreads new browsers evenly, but not the work they bring. One busy script behind a pin weighs as much as many readers.",
        },
        {
          text: "Pinning by address instead puts an office with one public address on one server",
          right: true,
          because:
            "Everyone there comes from the same address, so one server gets all of them, no matter how many there are. A pin cookie tells their browsers apart.",
        },
        {
          text: "A server that was down gets no new browsers until its pins have expired",
          because:
            "The balancer checks the list of servers on every request, and C is listed as up. This would be true if the balancer kept a list of dead servers.",
          misconception: "dead-for-ever",
        },
        {
          text: "A and B must also serve C's sessions, which they took over when it died",
          because:
            "They took over C's browsers, not its sessions: those were in C's memory. This would be true if the servers copied sessions to each other.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "sticky-second-try",
      kind: "several",
      tests: ["retry-safety"],
      ask: "Server A dies before the balancer has an answer to any of these requests. The balancer knows each one's method, and whether it had been sent. Which can it send to B on its own, with no risk of changing anything twice?",
      choices: [
        {
          text: "an order, POST, when A refused the connection",
          right: true,
          because:
            "The order never reached A, so nothing can have happened yet. In that case the method doesn't matter.",
        },
        {
          text: "deleting one item by its own id, DELETE, sent to A",
          right: true,
          because:
            "A may have done it already. But deleting the item twice has the same result as deleting it once: DELETE is idempotent (RFC 9110).",
        },
        {
          text: "an order, POST, sent to A a moment before it died",
          because:
            "A may have placed it before it died, and B would place it again. The balancer could repeat it if the order had a key that lets the shop recognize a repeat.",
          misconception: "order-sent-twice",
        },
        {
          text: "adding one to a count in the cart, PATCH, sent to A",
          because:
            "It feels like a correction, but every repeat adds one more. A PUT that sets the count to two could be repeated.",
          misconception: "order-sent-twice",
        },
        {
          text: "a page, GET, sent to A, which had started working on it",
          right: true,
          because:
            "A GET changes nothing, so a second one does no harm. Only the work that A had already done is lost.",
        },
      ],
      see: "npm run lesson 02",
    },
  ],
} as const satisfies Quiz;
