import type { Misconceptions } from "#harness";

/** What this lesson's checks catch: a check's slug names the belief that it disproves. */
export const misconceptions = {
  "one-cart-for-everybody": {
    promise: "nobody finds someone else's items in the cart",
    writes: "add and read use one key for all, or place.cart cut short",
    happens: "Alice puts an apple in, and Bob pays for it.",
    truth: "The cart's key comes from the ticket, so each browser has its own.",
    ask: "Alice's laptop, her phone and Bob add an apple each. How many keys are there?",
    source: "CWE-488: Exposure of Data Element to Wrong Session",
  },
  "cart-of-one-server": {
    promise: "what one server put in, the others show",
    writes:
      "read keeps carts in a Map, and asks Redis only for those that it doesn't have",
    happens: "Alice puts a book in on A, and on B her cart is as it was before.",
    truth: "A copy can't know that it is out of date, so each request asks the store.",
    ask: "B has read her cart. Then A adds a book. Who tells B?",
    source: "The Twelve-Factor App, VI. Processes",
  },
  "cart-as-a-set": {
    promise: "two apples are two apples",
    writes: "add uses SADD, HSET with the item as the field, or ZADD",
    happens: "Alice puts in two apples, gets 201 twice, and finds one in her cart.",
    truth:
      "A set, or a field for each item, has an item once; a cart has it as often as she put it in.",
    ask: "SADD gets an apple that is there already. What does it change, and what does it answer?",
    source: "Redis documentation, SADD",
  },
  "multi-without-watch": {
    promise: "no tab's transaction wipes out what another tab has just added",
    writes: "add reads the cart, and writes the whole of it between MULTI and EXEC",
    happens:
      "Two tabs read the same cart, and the later EXEC replaces what the earlier one wrote.",
    truth:
      "MULTI and EXEC run the writes as one step; what was read before MULTI can be out of date by then.",
    ask: "A's transaction is between B's read and B's. Which of the three steps are one step?",
    source: "Redis documentation, Transactions",
  },
  "last-writer-wins": {
    promise: "two tabs add at once on one server, and both items are kept",
    writes: "add reads the cart, adds the item in JavaScript, and writes the cart back",
    happens:
      "Two requests read the same cart; the one that writes last wipes out what the other added.",
    truth: "One thread is no lock: at each await it goes on with someone else's request.",
    ask: "The first request waits for Redis. What does the server's one thread do meanwhile?",
    source: "Redis documentation, Transactions; CWE-362",
  },
  "lock-in-each-process": {
    promise: "two tabs add at once on two servers, and both items are kept",
    writes:
      "add waits for a promise or a mutex in its own process, then reads and writes",
    happens:
      "Server A lets one request at a time through, and so does B: A's and B's still meet.",
    truth:
      "A lock guards those who share it, and the servers share one thing: the store.",
    ask: "A and B each have a mutex of their own. Who waits for whom?",
    source: "CWE-362; The Twelve-Factor App, VI. Processes",
  },
  "second-tab-refused": {
    promise: "no tab is turned away because another one was faster",
    writes: "add takes a lock with SET NX or a WATCH, and fails if another was faster",
    happens:
      "Alice clicks in two tabs, and one of them shows an error for no reason of hers.",
    truth:
      "Two additions don't exclude each other: one step in the store has room for both.",
    ask: "Two tabs add different items. Is there any reason why one of them has to fail?",
    source: "Redis documentation, Transactions: optimistic locking",
  },
  "add-loses-the-end": {
    promise: "what she puts into her cart expires by itself",
    writes: "add calls RPUSH, or a script with RPUSH, and gives the new key no expiry",
    happens:
      "Alice closes her laptop, her session ends, and her cart stays in Redis forever.",
    truth:
      "A new key has no expiry unless a command gives it one; no other key's is passed on to it.",
    ask: "Her session has expired. What does PTTL say about the key of her cart?",
    source: "Redis documentation, EXPIRE and RPUSH",
  },
  "end-in-a-second-command": {
    promise: "there is no moment when her cart has no expiry",
    writes: "add awaits RPUSH, and then sends PEXPIRE",
    happens:
      "A server dies between the two commands, and the cart stays in Redis forever.",
    truth: "A script or a transaction does both in one step, or neither.",
    ask: "Server A is killed right after RPUSH. Who gives the cart its expiry?",
    source: "Redis documentation, EXPIRE",
  },
  "end-of-its-own": {
    promise: "her cart stays as long as her session, and no longer",
    writes: "add gives the cart a lifetime of its own, such as EXPIRE with 60 or 86400",
    happens:
      "Her cart is empty while she is signed in, or stays in Redis long after her session.",
    truth: "The cart belongs to the session, so it takes what is left of it: PTTL.",
    ask: "Alice's session has 100 s left, and she adds a book. When should the cart end?",
    source: "Redis documentation, PTTL and PEXPIRE",
  },
  "add-revives": {
    promise: "an item that comes too late brings nothing back",
    writes:
      "add writes the cart without a condition, or asks EXISTS in a command before it",
    happens:
      "Alice signs out while an item is under way, and a cart appears that no session leads to.",
    truth:
      "Only a condition in the same step holds: the session may end right after a look.",
    ask: "The session ends after EXISTS has said 1, and before RPUSH. What is in Redis then?",
    source: "Redis documentation, Scripting with Lua; CWE-367",
  },
  "late-add-told-as-kept": {
    promise: "nobody hears that an item was kept when it wasn't",
    writes: "add ignores what the script answers when the session has ended",
    happens: "Nothing was written, and the answer to Alice's browser is 201.",
    truth:
      "The script's answer says whether it wrote; SessionEnded makes the shop answer 401.",
    ask: "The script found no session, and wrote nothing. How does add find out?",
    source: "RFC 9110 §15.3.2 and §15.5.2",
  },
  "taking-out-brings-back": {
    promise: "two tabs each take an apple out at once, and two apples are gone",
    writes:
      "takeOut reads the cart, drops the item in JavaScript, and writes the cart back",
    happens:
      "Two tabs each take out an apple; the later write brings back what the first one took.",
    truth: "Taking out is a change like any other: Redis does it in one step, with LREM.",
    ask: "Three apples; two tabs each take one out of the same copy. How many does each of them write?",
    source: "Redis documentation, LREM",
  },
  "takes-out-every-one": {
    promise: "she takes one apple out, and the other one stays",
    writes: "takeOut calls LREM with the count 0",
    happens: "Alice has two apples, takes one out, and both are gone.",
    truth: "LREM's count says how many: 1 takes the first one, and 0 takes them all.",
    ask: "What does LREM take out with the count 0, with 1, and with -1?",
    source: "Redis documentation, LREM",
  },
  "taking-out-loses-the-end": {
    promise: "after she has taken something out, her cart still expires by itself",
    writes: "takeOut makes the list again, with DEL and RPUSH, and sets no expiry",
    happens:
      "Alice takes a book out, and what is left of her cart stays in Redis forever.",
    truth: "DEL drops the expiry with the key; LREM leaves the key, and its expiry.",
    ask: "A script deletes the cart and pushes what is left. What does PTTL say afterwards?",
    source: "Redis documentation, EXPIRE",
  },
  "empty-cart-becomes-an-object": {
    promise: "an emptied cart is an empty list",
    writes:
      "a script gives the cart as JSON by cjson.encode, or read gives null for no key",
    happens:
      "Alice takes out her last item, and the page breaks: the cart is {} or null.",
    truth:
      "An empty cart is an empty list. Lua can't tell it from an empty object, so cjson writes {}.",
    ask: "A script decodes [] and encodes it again. What comes out, and how could it know better?",
    source: "lua-cjson manual, encode; this lesson's README",
  },
  "second-try-adds-again": {
    promise: "the same request sent twice puts in one item",
    writes: "addOnce adds the item each time, and never looks at the request's name",
    happens: "Alice's phone lost the answer and tried again: she pays for two apples.",
    truth:
      "Without an answer no one can know whether it was done; by its name, the store knows.",
    ask: "The answer got lost in a tunnel. What should the phone do, and what can go wrong?",
    source: "IETF draft: The Idempotency-Key HTTP Header Field",
  },
  "tries-at-once-both-count": {
    promise: "two tries that are under way at once put in one item",
    writes: "addOnce asks GET for the name, and in a second step adds the item",
    happens: "Both tries look before either writes, and both put an apple in.",
    truth:
      "Looking up the name and adding the item must be one step, as adding alone had to be.",
    ask: "Two tries of one request look for its name at the same moment. What do both find?",
    source: "CWE-367: Time-of-check Time-of-use Race Condition",
  },
  "answer-made-again": {
    promise: "a second try gets the answer of the first",
    writes:
      "addOnce keeps that the name was there, and answers with the cart as it is now",
    happens: "The first answer was a cart with one apple; the second shows another cart.",
    truth:
      "A second try asks for an answer that got lost, so that answer is what it gets.",
    ask: "The first answer never arrived. What would the phone show if it had?",
    source: "IETF draft: The Idempotency-Key HTTP Header Field",
  },
  "name-shared-by-all": {
    promise: "a request's name means something in her session only",
    writes: "addOnce keeps the answer under the name alone, as in once:name",
    happens: "Bob's program chooses the same name: he gets Alice's answer, and no apple.",
    truth: "A name comes from outside, so it is looked up under the session's own key.",
    ask: "Two programs count their requests from 1. What does the store find for the second one?",
    source: "CWE-488; IETF draft: The Idempotency-Key HTTP Header Field",
  },
  "names-kept-forever": {
    promise: "what the store keeps about a request expires by itself",
    writes: "addOnce calls SET for the answer with no PX",
    happens: "Each request leaves a key behind, and Redis grows until it is full.",
    truth: "No try comes later than the session ends, so the answer can end with it.",
    ask: "A session makes a hundred requests, and ends. How many keys are left of it?",
    source: "Redis documentation, SET",
  },
  "watch-on-a-shared-connection": {
    promise: "each request watches for itself",
    writes: "addUpTo calls WATCH and MULTI on the connection that all requests share",
    happens:
      "One request's EXEC ends the watch of all of them, and the next EXEC writes unwatched.",
    truth: "WATCH belongs to a connection, so each request that watches needs its own.",
    ask: "Two requests send WATCH on one connection. Whose watch does the first EXEC end?",
    source: "Redis documentation, WATCH",
  },
  "look-then-act": {
    promise: "two tabs ask for a sample at once, and there is room for one: one gets it",
    writes: "addUpTo counts the items, decides, and then adds, in separate steps",
    happens: "Both tabs find room for one more, and both put a sample in.",
    truth:
      "A decision holds only if what it was based on is unchanged when it's carried out.",
    ask: "There is room for one. Two requests have looked, and neither has written. What now?",
    source: "CWE-367: Time-of-check Time-of-use Race Condition",
  },
  "retries-forever": {
    promise: "a request that is overtaken again and again gives up in the end",
    writes: "addUpTo goes round until EXEC writes, with no limit on the tries",
    happens:
      "On a busy cart a request goes round and round, and its browser gets no answer.",
    truth: "Each try can lose, so the tries are counted, and 503 says: try again later.",
    ask: "Someone writes to the cart every 10 ms, and a try takes 60 ms. When is it done?",
    source: "Redis documentation, Transactions: optimistic locking",
  },
  "item-becomes-code": {
    promise: "an item is data, whatever it is called",
    writes: "add puts the item into the script's text, in place of passing it in ARGV",
    happens:
      "An item with a quotation mark breaks the script, and a clever one is run by Redis.",
    truth:
      "A script's text never changes; what differs from call to call goes in KEYS and ARGV.",
    ask: "Mallory's item holds a quotation mark and a command. Who reads it as what?",
    source: "CWE-94; Redis documentation, Scripting with Lua: script parameterization",
  },
} as const satisfies Misconceptions;
