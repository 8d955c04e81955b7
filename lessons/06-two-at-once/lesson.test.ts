import {
  type Browser,
  expect,
  expectThat,
  findEndless,
  lifeOf,
  openChecks,
  storeOf,
  watchCommands,
} from "#harness";
import { FarServers } from "./far-servers.ts";
import { misconceptions } from "./misconceptions.ts";
import { once } from "./once.ts";
import { endMeanwhile } from "./overtaken.ts";
import * as names from "./request-names.ts";
import { askAtOnce, expectNoMoreThanEnough, givesUp, sharedAWatch } from "./samples.ts";
import { StoreKeys } from "./store-keys.ts";
import {
  addAtOnce,
  expectAllAccepted,
  expectItems,
  expectNothingLost,
  isSuccess,
  put,
  takeOut,
  takeOutAtOnce,
  wroteInTransactions,
} from "./tabs.ts";

const { lab, check } = await openChecks(import.meta.url, misconceptions);
const store = storeOf(lab);
const far = new FarServers(lab);
/** One server that can be overtaken on its way to Redis, and two of them. */
const onOne = { store, far, servers: ["D"] };
const onTwo = { store, far, servers: ["D", "E"] };
// Several checks look at one race, each at one side of it.
const addOnOne = once((scene) => addAtOnce(scene, onOne));
const addOnTwo = once((scene) => addAtOnce(scene, onTwo));
const askOnOne = once((scene) => askAtOnce(scene, onOne));

// TODO 1

check("one-cart-for-everybody", async (scene) => {
  const { alice, bob, phone } = scene;
  for (const browser of [alice, bob, phone]) await scene.signIn(browser);
  await put(alice, "apple");
  for (const [browser, whose] of [
    [bob, "Bob's cart"],
    [phone, "the cart on Alice's phone"],
  ] as const) {
    expect(await browser.get("/cart")).cart(
      [],
      `Alice put an apple into the cart on her laptop, and it is in ${whose}.`,
    );
  }
});

check("cart-of-one-server", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  for (const item of ["apple", "book"]) {
    const added = await put(alice, item);
    for (const cart of await scene.askEveryServer(alice, "/cart")) {
      expect(cart)
        .status(200, "The cart could not be read.", { slug: null })
        .that(
          cart.cart.includes(item),
          item,
          `Alice put the ${item} in on ${added.answeredBy}. On ${cart.answeredBy} her cart holds: ${cart.cart.join(", ") || "nothing"}.`,
        );
    }
  }
});

check("cart-as-a-set", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  for (const item of ["apple", "book", "apple"]) await put(alice, item);
  const cart = await alice.get("/cart");
  expectItems(
    cart,
    ["apple", "apple", "book"],
    `Alice put in an apple, a book and one more apple. Her cart holds: ${cart.cart.join(", ")}.`,
  );
});

check("multi-without-watch", async (scene) => {
  const race = await addOnOne(scene);
  if (wroteInTransactions(race)) {
    expectNothingLost(race, "on server D, which wrote each cart in a transaction");
  }
});

check("last-writer-wins", async (scene) => {
  expectNothingLost(await addOnOne(scene), "both on server D");
});

check("lock-in-each-process", async (scene) => {
  expectNothingLost(await addOnTwo(scene), "one on server D and one on server E");
});

check("second-tab-refused", async (scene) => {
  expectAllAccepted(await addOnTwo(scene));
});

// TODO 2

check("add-loses-the-end", async (scene) => {
  const keys = await StoreKeys.signIn(scene, store);
  const response = await put(scene.alice, "apple");
  await keys.expectEnds(response, "Alice put an apple into her cart");
});

check("end-in-a-second-command", async (scene) => {
  const keys = await StoreKeys.signIn(scene, store);
  using watch = await watchCommands(store);
  const response = await put(scene.alice, "apple");
  await watch.countNow();
  for (const { key } of await keys.added()) {
    const endless = findEndless(watch.commands, key, "new");
    expect(response).that(
      endless === null,
      "one step",
      `Redis got ${endless?.toUpperCase()}, and the expiry in a second command. A server that dies between the two leaves a cart that stays forever.`,
    );
  }
});

check("end-of-its-own", async (scene) => {
  const { alice } = scene;
  const life = lifeOf(scene);
  const keys = await StoreKeys.signIn(scene, store);
  await put(alice, "book");
  await lab.time.pass(life - 100);
  const cart = await alice.get("/cart");
  expectItems(
    cart,
    ["book"],
    `Alice put a book into her cart, and is still signed in ${life - 100} s later. Her cart holds: ${cart.cart.join(", ") || "nothing"}.`,
  );
  await keys.expectNoLonger(await put(alice, "apple"));
});

check("add-revives", async (scene) => {
  const { revived, looked } = await endMeanwhile(scene, onOne, buy);
  const saw = looked === null ? "" : ` It had looked with ${looked} before, too early.`;
  expectThat(
    revived === null,
    `Alice's session ended while server D was putting an apple into her cart. D then wrote all the same, and Redis holds ${revived} ${revived === "a cart" ? "that no session leads to" : "again"}.${saw}`,
  );
});

check("late-add-told-as-kept", async (scene) => {
  const { response } = await endMeanwhile(scene, onOne, buy);
  expectThat(response !== null, "The request got no answer.", { slug: null });
  expect(response).status(
    401,
    `Alice's session ended while server D was putting an apple into her cart. There is no cart anymore, and the answer is ${response.status}.`,
  );
});

function buy(alice: Browser) {
  return alice.post("/cart", { item: "apple" });
}

// TODO 3

check("taking-out-brings-back", (scene) => takeOutAtOnce(scene, onTwo));

check("takes-out-every-one", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  for (const item of ["apple", "book", "apple"]) await put(alice, item);
  const shown = async () => (await alice.get("/cart")).cart.join(", ") || "nothing";
  const taken = await takeOut(alice, "apple");
  const cart = await shown();
  expectItems(
    taken,
    ["apple", "book"],
    `Alice had two apples and a book, and took one apple out. The answer shows ${taken.cart.join(", ") || "nothing"}, and her cart holds ${cart}.`,
  );
  const strange = await takeOut(alice, "kettle");
  expectItems(
    strange,
    ["apple", "book"],
    `Alice took out a kettle, of which there was none. Now her cart holds ${await shown()}.`,
  );
});

check("taking-out-loses-the-end", async (scene) => {
  const keys = await StoreKeys.signIn(scene, store);
  for (const item of ["apple", "book"]) await put(scene.alice, item);
  const response = await takeOut(scene.alice, "book");
  await keys.expectEnds(response, "Alice took a book out of her cart");
});

check("empty-cart-becomes-an-object", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  const empties = [
    { did: "took out the only item", empty: () => takeOut(alice, "apple") },
    { did: "emptied her cart", empty: () => alice.send("DELETE", "/cart/items") },
  ];
  for (const { did, empty } of empties) {
    await put(alice, "apple");
    for (const response of [await empty(), await alice.get("/cart")]) {
      const cart = response.member("cart");
      expect(response)
        .status(
          200,
          `Alice ${did}, and ${response.answeredBy} answers ${response.status}.`,
        )
        .that(
          Array.isArray(cart) && cart.length === 0,
          "an empty list",
          `Alice ${did}. The cart in the answer is ${JSON.stringify(cart)}.`,
        );
    }
  }
});

// A guard: what the given code does right already.

check("item-becomes-code", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  const all: string[] = [];
  // In a script's text, the first two would be put together to one word.
  for (const item of [
    'salt" .. "pepper',
    "ham' .. 'eggs",
    'say "hi"',
    "it's",
    "]]\\n%s",
  ]) {
    const added = await alice.post("/cart", { item });
    all.push(item);
    const cart = await alice.get("/cart");
    expect(added).that(
      isSuccess(added),
      "201",
      `Alice put in an item called ${item}, and ${added.answeredBy} answered ${added.status}.`,
    );
    expectItems(
      cart,
      all,
      `Alice put in an item called ${item}. Her cart holds: ${cart.cart.join(", ")}.`,
    );
  }
});

// Stretch tasks

check("second-try-adds-again", names.secondTryAddsNothing);

check("tries-at-once-both-count", (scene) => names.triesAtOnceAddOne(scene, onTwo));

check("answer-made-again", names.secondAnswerIsTheFirst);

check("name-shared-by-all", names.namesAreNotShared);

check("names-kept-forever", (scene) => names.namesEnd(scene, store));

check("watch-on-a-shared-connection", async (scene) => {
  const samples = await askOnOne(scene);
  if (sharedAWatch(samples)) expectNoMoreThanEnough(samples);
});

check("look-then-act", async (scene) => {
  expectNoMoreThanEnough(await askOnOne(scene));
});

check("retries-forever", (scene) => givesUp(scene, onOne));
