import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Sticky sessions",
  about:
    "You can say what a pin saves and what it cannot, and what a balancer may do when a server dies, drains or comes back.",
  questions: [
    {
      id: "sticky-what-moves",
      kind: "one",
      tests: ["sticky-and-death", "balancer", "state-user-session"],
      ask: "A colleague says: with sticky sessions a crash costs nobody anything, since the balancer moves its users to another server. Alice's server A, with her cart in its memory, has just crashed. What does the balancer move?",
      choices: [
        {
          text: "Her requests, and her session, which it takes along from A to B",
          because:
            "The balancer never had her session, and A can hand over nothing any more. It would be so if the servers copied their sessions to each other in time.",
        },
        {
          text: "Her requests and no more: her cart is lost, with the rest of her session",
          right: true,
          because:
            "A balancer chooses who answers. What A remembered of her ended with A, so B asks her to sign in.",
        },
        {
          text: "Her requests and her sign-in, since her cookie tells B who she is, but not her cart",
          because:
            "Her cookie is a random id, and only A's list said whose. A signed token would tell B who she is, and then just the cart would be lost.",
        },
        {
          text: "Nothing: her pin names A, so her requests wait there until A is back",
          because:
            "A pin is only a cookie, and the balancer need not obey it. It would be so if it took the pin for an order; then she would get errors, with two servers up.",
          misconception: "pin-outlives-its-server",
        },
      ],
      see: "npm run lesson 02 demo",
    },
    {
      id: "sticky-restarted-in-turn",
      kind: "predict",
      tests: ["sticky-and-death", "review-sticky-trade"],
      ask: "In lesson 02 nine browsers have signed in on three servers. For a new release A, then B, then C is killed and started again, each back before the next one goes. Then each browser asks for /me once: how many get 401?",
      choices: [
        {
          text: "0: at least two servers were up at every moment",
          is: "0",
          because:
            "That is why nobody sees an error page. But being up is not remembering: no server that is up now has been up since they signed in.",
        },
        {
          text: "3: one server in three was away at any one time",
          is: "3",
          because:
            "Each restart costs one third, and there are three restarts. It would be 3 if only one server got the new release.",
        },
        {
          text: "9: each was known to one process, now gone",
          is: "9",
          right: true,
          because:
            "The pins are good and lead to the right names. Behind each name is a new process with an empty list.",
        },
        {
          text: "6: C was restarted last, so its three are still in",
          is: "6",
          because:
            "The last restart empties C like the others. It would be 6 if the release had stopped after A and B.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "sticky-two-failures",
      kind: "one",
      tests: ["unauthorized-or-bad-gateway", "sticky-and-death"],
      ask: "In two shops, both with sessions in memory and with pins, server A has just died; the balancers know it, and the others are up. Alice, pinned to A, clicks: one shop gives her 502, the other 401. What is the difference?",
      choices: [
        {
          text: "With 502 her session can still be found; with 401 it was deleted",
          because:
            "In both shops her session was in A's memory, and is gone. 502 says nothing of sessions: it comes from a balancer that got no answer.",
        },
        {
          text: "With 502 no living server was asked; with 401 one was, and does not know her",
          because:
            "The first balancer obeys a pin to a dead server. The second one breaks it, and B's honest answer lets her sign in and go on.",
          right: true,
        },
        {
          text: "With 502 the balancer is broken; with 401 the balancer checked her ticket itself and refused it",
          because:
            "502 does point to the balancer. But 401 does not come from it: it can't read tickets, and only a server can say whom it knows.",
          misconception: "balancer-takes-the-ticket",
        },
        {
          text: "With 502 she is still signed in and should wait; with 401 she should sign in",
          because:
            "Waiting would help if A came back with its memory. It comes back empty, so the wait ends in a 401 too.",
        },
      ],
      see: "npm run lesson 02: the wall, which follows the pass",
    },
    {
      id: "sticky-pin-by-hand",
      kind: "one",
      tests: ["pin-is-a-hint"],
      ask: "Bob's old pin names server D, which was taken away last week. Mallory has written a pin by hand: 127.0.0.1:6379. Which rule lets Bob shop, and sends nothing to an address that the balancer does not list?",
      choices: [
        {
          text: "A pin that names nobody on the list of servers counts as no pin at all",
          right: true,
          because:
            "Both are new browsers: each takes its turn and gets a good pin. What comes from outside only chooses among servers that the balancer knows.",
        },
        {
          text: "A pin is signed by the balancer, and one with a good signature is followed",
          because:
            "That stops Mallory. Bob's old pin has a good signature too, and leads to a server that is gone. With a look at the list added, it would do.",
        },
        {
          text: "A pin that names nobody on the list of servers is answered with 403, each time",
          because:
            "That stops Mallory, and shuts Bob out, whose browser goes on sending what it was given. It would do if an unknown pin could only be an attack.",
          misconception: "forged-pin-refused",
        },
        {
          text: "A pin is followed if a server answers there, and is replaced by another one if not",
          because:
            "Bob is served. But Mallory has the balancer try any address, also inside your network. It would do if the pin could hold nothing but known names.",
          misconception: "forged-pin-believed",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-who-may-come",
      kind: "one",
      tests: ["draining"],
      ask: "Server A is draining, so that it can be switched off and nobody is thrown out. B is down and C is up; Alice is pinned to A, the admin to B, and Bob opens the shop for the first time. Whose requests may go to A?",
      choices: [
        {
          text: "Alice's only: A goes on with those it knows",
          because:
            "Her session is in A's memory, so she stays. The other two would be new to A, and A would never be empty.",
          right: true,
        },
        {
          text: "Nobody's: A is going, so all three belong on C",
          because:
            "C has never heard of Alice: she would be signed out now, which draining is meant to avoid. It would be right if A were down.",
          misconception: "drain-sends-users-away",
        },
        {
          text: "Alice's and the admin's: both have a pin, and Bob has none",
          because:
            "The admin's pin names B, not A: to A this is a stranger like Bob. It would be right if A held the session of the admin too.",
          misconception: "drain-takes-new-users",
        },
        {
          text: "Those of all three: A is up until it is switched off",
          because:
            "A can answer them, but whoever signs in there now must be waited for, or thrown out later. It would be right of a server that stays.",
          misconception: "drain-takes-new-users",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-old-server-back",
      kind: "predict",
      tests: ["sticky-and-death", "pin-is-a-hint"],
      ask: "On two servers of lesson 02 Alice signs in, on A. A is killed, she signs in again, on B, and A is started again. She asks for /me four times: which servers answer?",
      choices: [
        {
          text: "A, A, A, A: she was pinned to A first, and A is back",
          is: "AAAA",
          because:
            "The new pin took the place of the old one in her browser. It would be so if B had answered her without pinning her anew, and she would be out again.",
          misconception: "moved-but-not-pinned",
        },
        {
          text: "B, B, B, B: the pin that she has now names B",
          is: "BBBB",
          right: true,
          because:
            "Whoever is moved is pinned anew, and stays. B knows her, and nothing that A could offer would be better for her.",
        },
        {
          text: "B, A, A, A: she goes home when the balancer sees A",
          is: "BAAA",
          because:
            "The balancer sees A at once. It has no note of where she was before: what it knows of her is the pin that she brings.",
        },
        {
          text: "A, B, A, B: with two servers up, they take turns again",
          is: "ABAB",
          because:
            "Turns are for browsers without a good pin, and hers is good. It would be so if pick never read the pin; then A would ask her to sign in.",
          misconception: "no-pin",
        },
      ],
      see: "npm run lesson 02",
    },
    {
      id: "sticky-uneven-load",
      kind: "several",
      tests: ["sticky-skew", "review-sticky-trade"],
      ask: "A, B and C share a shop's browsers by pins; new ones come in turn. C was down for ten minutes while everybody was clicking, and is up again. What is true of how the work is spread?",
      choices: [
        {
          text: "Browsers that moved from C to A and B have new pins, and stay there",
          right: true,
          because:
            "Nothing moves them back. C gets its share of new browsers only, so A and B stay fuller until their users leave.",
        },
        {
          text: "Turns count browsers, and one browser may ask far more than another",
          right: true,
          because:
            "Turns share out newcomers evenly, not their work. One busy script behind a pin weighs as much as many readers.",
        },
        {
          text: "By address instead of pins, one office with one public address is on one server",
          right: true,
          because:
            "Its people all come from one address, so one server has them all, however many they are. A pin tells their browsers apart.",
        },
        {
          text: "A server that was down gets no new browsers until its pins have run out",
          because:
            "The list of servers is looked at for each request, and C is up on it. It would be so if the balancer kept a list of the dead.",
          misconception: "dead-for-ever",
        },
        {
          text: "A and B must answer C's sessions too, which they took over when it fell",
          because:
            "They took over C's browsers, not its sessions: those were in C's memory. It would be so if the servers copied sessions to each other.",
        },
      ],
      see: "lessons/02-sticky-sessions/README.md, Going deeper",
    },
    {
      id: "sticky-second-try",
      kind: "several",
      tests: ["retry-safety"],
      ask: "Server A dies, and the balancer has answers to none of these requests. It knows the method of each, and whether it had been sent. Which may it send to B by itself, with no risk of changing anything twice?",
      choices: [
        {
          text: "an order, POST, for which A refused the connection",
          right: true,
          because:
            "Nothing of it ever reached A, so nothing can have happened yet. The method does not matter then.",
        },
        {
          text: "a removal, DELETE, of one item by its own id, sent to A",
          right: true,
          because:
            "A may have done it. Done twice, the item is as gone as after once: DELETE is idempotent, by RFC 9110.",
        },
        {
          text: "an order, POST, sent to A a moment before it died",
          because:
            "A may have placed it before it died, and B would place it again. It may be sent again if the order has a key by which the shop sees a repeat.",
          misconception: "order-sent-twice",
        },
        {
          text: "a change of the cart, PATCH, that adds one to a count, sent to A",
          because:
            "It feels like a correction, but each time adds one more. A PUT that sets the count to two may be repeated.",
          misconception: "order-sent-twice",
        },
        {
          text: "a page, GET, sent to A, which had begun to work on it",
          right: true,
          because:
            "A GET asks for nothing to be changed, so a second one does no harm. All that is lost is the work that A had done.",
        },
      ],
      see: "npm run lesson 02",
    },
  ],
} as const satisfies Quiz;
