import type { Quiz } from "./model/question.ts";

export const quiz = {
  title: "Two at once",
  about:
    "You can say how two correct requests lose an item, which steps leave no gap, and what a lock, a transaction and a second try are worth.",
  questions: [
    {
      id: "two-one-thread",
      kind: "one",
      tests: ["lost-update", "server"],
      ask: "The shop runs on one server: one Node process, one thread. Its cart route awaits the cart from Redis, adds the item, and awaits the write of the whole cart. Alice's two tabs each add an item at the same moment. Can one of the items get lost?",
      choices: [
        {
          text: "No: one thread runs one request to its end, then the next one",
          because:
            "It runs one piece of JavaScript to its end, and an await ends the piece. It would be true if the cart were in the process, and nothing were awaited in between.",
          misconception: "last-writer-wins",
        },
        {
          text: "Yes: at each await, the thread goes on with the other request",
          right: true,
          because:
            "Both requests read the cart before either writes. The one that writes last replaces what the other one wrote.",
        },
        {
          text: "No: Redis answers one command at a time, so their order is fixed",
          because:
            "It's fixed, and it is: read, read, write, write. One command at a time helps if the change is one command.",
        },
        {
          text: "Only if the tabs reach Redis on two different connections",
          because:
            "On one connection the commands come in the same order: two reads, then two writes. A connection keeps nothing together.",
        },
      ],
      see: "npm run lesson 06 demo",
    },
    {
      id: "two-script-that-fails",
      kind: "predict",
      tests: ["atomic-step"],
      ask: "Redis holds the text hello under note. A script sets paid to yes, and then pushes an item to note, which is no list: that command fails, and so does the script. What does GET paid say afterwards?",
      code: 'redis.call("SET", "paid", "yes")\nredis.call("RPUSH", "note", "apple")',
      choices: [
        {
          text: "yes: what the script did before the error stays done",
          is: "yes",
          right: true,
          because:
            "A script runs alone, and that is all: nothing comes in between, and nothing is undone. So look first, and write when nothing can fail anymore.",
        },
        {
          text: "Nothing: a script is carried out as a whole, or not at all",
          is: "null",
          because:
            "That is what a database's transaction does: it rolls back. Redis has no rollback, for scripts or for MULTI.",
        },
        {
          text: "Nothing: Redis checks all commands of a script before it runs",
          is: "unchecked",
          because:
            "It can't know which commands a script will come to, or what they will find. EXEC refuses commands that can't be read, and runs the rest.",
        },
      ],
      see: "lessons/06-two-at-once/README.md, Going deeper",
    },
    {
      id: "two-a-mutex-each",
      kind: "one",
      tests: ["process-lock", "lost-update"],
      ask: "A colleague fixes the lost items with a mutex: in each server, a cart is read and written by one request at a time. In the tests, on one server, 50 of 50 items are kept. In production there are three servers. What happens there?",
      choices: [
        {
          text: "Items are lost, but only when one of the servers is restarted",
          because:
            "A restart drops the mutex, and with it those who held it or waited for it. While all three run, they already overlap.",
        },
        {
          text: "Nothing is lost, as long as the balancer spreads requests evenly",
          because:
            "Spreading is what makes them meet. With all requests of a browser on one server it would hold until that server dies or is replaced.",
        },
        {
          text: "Items are lost when two servers change a cart at the same moment",
          right: true,
          because:
            "Each mutex guards one process. A waits for A's requests, B for B's, and nobody waits for the other server's.",
        },
        {
          text: "Nothing is lost, but requests wait for each other on all servers",
          because:
            "That would be a lock that the servers share. Then one that runs out, or is never released, is the next problem.",
          misconception: "lock-in-each-process",
        },
      ],
      see: "npm run lesson 06",
    },
    {
      id: "two-which-are-safe",
      kind: "several",
      tests: ["atomic-step", "check-then-act", "optimistic-locking"],
      ask: "Many servers do these at the same moment, all on the same data. Which of them lose nothing, and sell nothing twice?",
      choices: [
        {
          text: "HINCRBY cart apple 1: a hash with a count for each item",
          right: true,
          because:
            "Redis reads, adds and writes in one command. Nobody can come between the three.",
        },
        {
          text: "GET the cart, then MULTI, SET the new cart, EXEC",
          because:
            "The transaction holds one command, and the read is before it. It would be safe with WATCH before the GET, on a connection of its own, and another try when EXEC refuses.",
          misconception: "multi-without-watch",
        },
        {
          text: "UPDATE goods SET stock = stock - 1 WHERE id = 7 AND stock > 0",
          right: true,
          because:
            "The database looks and writes in one step, and says how many rows it changed: 0 means sold out.",
        },
        {
          text: "If GET stock says at least 1, DECR stock, and ship the kettle",
          because:
            "DECR is one step, but the look isn't part of it: 20 customers see 1, and the stock ends at -19. It would be safe if what DECR answers decided.",
          misconception: "look-then-act",
        },
        {
          text: "A script that looks at the stock, and lowers it if it can",
          right: true,
          because:
            "While it runs, no other command does. What it saw is still true when it writes.",
        },
      ],
      see: "lessons/06-two-at-once/README.md, Your tasks",
    },
    {
      id: "two-sent-again",
      kind: "predict",
      tests: ["idempotency-key", "retry-safety"],
      ask: "In the finished shop Alice's browser sends POST /cart for an apple, with an Idempotency-Key. The answer gets lost. In another tab she adds a book. Then the browser sends the first request again, with the same key. What does that answer show, and what does GET /cart?",
      choices: [
        {
          text: "The answer: apple, book, apple. The cart: the same",
          is: "apple book apple; apple book apple",
          because:
            "That would be two apples for one wish. It's what happens without a key, and why a POST isn't sent again just like that.",
          misconception: "second-try-adds-again",
        },
        {
          text: "The answer: apple, book. The cart: the same",
          is: "apple book; apple book",
          because:
            "The second try would get an answer that the first one never had. A program that compares the two, or counts on the first, would be surprised.",
          misconception: "answer-made-again",
        },
        {
          text: "An error, since this request was carried out before. The cart: apple, book",
          is: "; apple book",
          because:
            "True of shops that only remember the key. The browser would then know that it was done, but not how it went.",
        },
        {
          text: "The answer: apple. The cart: apple, book",
          is: "apple; apple book",
          right: true,
          because:
            "The second try gets the lost answer, word for word. For how the cart is now, she asks GET /cart.",
        },
      ],
      see: "lessons/06-two-at-once/README.md, Going deeper",
    },
    {
      id: "two-the-kettle",
      kind: "order",
      tests: ["check-then-act", "transactions"],
      ask: "One kettle was left, and two customers have a receipt for it. The stock says 0. In what order did it happen?",
      steps: [
        "A, serving Alice, reads the stock: 1.",
        "B, serving Bob, reads the stock: 1.",
        "A writes 0, and tells Alice that the kettle is hers.",
        "B writes 0 over the 0, and tells Bob the same.",
      ],
      because:
        "What B saw was true when it looked, and no longer when it wrote. The stock looks right afterwards, so no one finds out until the kettle is packed. Looking and lowering have to be one step.",
      see: "npm run lesson 06: the wall, which follows the pass",
    },
    {
      id: "two-last-of-four",
      kind: "word",
      tests: ["optimistic-locking"],
      ask: "Four requests change one cart with WATCH at the same moment. In each round one EXEC writes, and the others are refused and try again. At worst, how many tries does the last of them need?",
      answers: ["4", "four"],
      near: [
        {
          word: "2",
          because:
            "True for two requests: one wins, and the other is alone in the second round. With four there are still three left after the first.",
        },
        {
          word: "3",
          because:
            "It loses three times, against each of the others once. Then it needs one more, in which it is alone.",
        },
        {
          word: "1",
          because:
            "That is the winner of the first round. The others had watched a key that then changed, so EXEC refuses them.",
        },
      ],
      because:
        "One wins each round, so the last is alone in the fourth. With 50 it would be 50: where many meet, let the store do the step, and limit the tries.",
      see: "lessons/06-two-at-once/README.md, Going deeper",
    },
    {
      id: "two-taken-out-again",
      kind: "predict",
      tests: ["expiry-with-the-write", "session-store"],
      ask: "Alice signs in to the finished shop of lesson 06, puts a book into her cart, and takes it out again. How many keys does Redis hold for her then?",
      choices: [
        {
          text: "1: her session. A list that has become empty is no key anymore",
          is: "1",
          right: true,
          because:
            "Redis removes a list with its last element, and the expiry with it. So the next item begins a new list, and its step has to set the expiry again.",
        },
        {
          text: "2: her session, and an empty list with the session's expiry",
          is: "2",
          because:
            "Redis keeps no empty lists. If it did, an expiry that was set once would be enough.",
        },
        {
          text: "3: her session, an empty list, and what was done",
          is: "3",
          because:
            "What a request did is kept only if it came with an Idempotency-Key, and until the session ends.",
        },
      ],
      see: "lessons/06-two-at-once/README.md, Your tasks",
    },
    {
      id: "two-a-lock-that-runs-out",
      kind: "one",
      tests: ["process-lock", "check-then-act"],
      ask: "All servers now take a lock in Redis first: SET lock NX PX 1000, then read the cart and write it, then delete the lock. Server A gets the lock, and pauses for two seconds before it writes (a garbage collection, a busy machine). What can go wrong?",
      choices: [
        {
          text: "Nothing: until A deletes the lock, no one else gets it",
          because:
            "Redis deletes it after one second, no matter what A is doing. Without PX it would be true, and then a dead server holds the lock forever.",
        },
        {
          text: "B gets the lock, changes the cart, and A writes over it",
          right: true,
          because:
            "The lock ran out, and A can't notice. Then A deletes B's lock, too. A step in the store, or a write that compares, needs no lock that can run out.",
        },
        {
          text: "A's write fails, because its lock isn't there anymore",
          because:
            "SET doesn't look at another key. It would be true if the write checked a number that came with the lock (a fencing token).",
        },
        {
          text: "B waits for two seconds, and then both of them go on as if nothing had happened",
          because:
            "B waits for one second at most: then the lock is gone, and B has one of its own.",
        },
      ],
      see: "lessons/06-two-at-once/README.md, Going deeper",
    },
    {
      id: "two-in-your-own-words",
      kind: "self",
      tests: ["lost-update", "atomic-step", "optimistic-locking"],
      ask: "A customer says: I put two things into my cart, and one is gone. There are no errors in the log, and it happens once in a thousand times. What do you look for, and what do you change?",
      model:
        "It smells of two requests at once: two tabs, a double click, an app that loads several things. I look for code that reads something, changes it in the process, and writes all of it back, with an await in between. I make it happen on purpose: put the store 30 ms away and send 50 requests at once; then it isn't once in a thousand. I don't reach for a mutex, because there are several servers. I have the store make the change in one step: an atomic command, or a script with condition, change and expiry. Where my own code must decide, I write only if nothing has changed since I looked, with a limit on the tries. Then I run the 50 requests again.",
      points: [
        "Looks for read, change, write with an await in between",
        "Makes it happen: a slow line, and many requests at once",
        "No mutex in the process: there are several",
        "One step in the store: a command, or a script",
        "Or compare before writing, with a limit on the tries",
      ],
      see: "npm run lesson 06 demo",
    },
  ],
} as const satisfies Quiz;
