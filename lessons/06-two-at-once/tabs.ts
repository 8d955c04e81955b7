import {
  aboutSessions,
  type Browser,
  type Command,
  expect,
  expectThat,
  type RedisStore,
  type Response,
  type Scene,
  showOnly,
  watchCommands,
} from "#harness";

const items = ["apple", "book", "candle", "kettle"];
/** One race may come to nothing on a busy machine; two hardly ever do. */
const ROUNDS = 2;

export type Race = {
  responses: readonly Response[];
  /** What the cart holds afterwards. */
  cart: Response;
  /** What was confirmed, and is not in it. */
  lost: readonly string[];
  /** What reached Redis meanwhile. */
  commands: readonly Command[];
};

/** Four tabs of one browser, each of which puts something else into its cart, at once. */
export async function addAtOnce(alice: Browser, store: RedisStore): Promise<Race> {
  using watch = await watchCommands(store);
  const confirmed: string[] = [];
  for (let round = 1; ; round++) {
    const responses = await Promise.all(
      items.map((item) => alice.post("/cart", { item })),
    );
    const kept = items.filter((_, at) => isSuccess(responses[at]));
    confirmed.push(...kept);
    const cart = await alice.get("/cart");
    const lost = without(confirmed, cart.cart);
    if (lost.length === 0 && round < ROUNDS) continue;
    await watch.countNow();
    return { responses, cart, lost, commands: aboutSessions(watch.commands) };
  }
}

/** The same, where one server gets all of it. */
export async function addOnOneServer(scene: Scene, store: RedisStore): Promise<Race> {
  await using _alone = await showOnly(scene.lab, ["A"], scene.lab.servers.first);
  await scene.signIn(scene.alice);
  return await addAtOnce(scene.alice, store);
}

/** Expects that everything is in the cart that was confirmed. */
export function expectNothingLost({ cart, lost, responses }: Race, where: string): void {
  expect(cart)
    .status(200, "The cart could not be read.", { slug: null })
    .that(
      lost.length === 0,
      "all that was confirmed",
      `Four tabs put something into Alice's cart at the same moment, ${where}. ${describeAnswers(responses)}, and the cart is without ${list(lost)}.`,
    );
}

/** Whether all its writes were transactions, and nobody watched what they were made of. */
export function wroteInTransactions({ commands }: Race): boolean {
  const names = commands.map(({ words }) => words[0]?.toLowerCase());
  return names.includes("exec") && !names.includes("watch");
}

/** Takes out and puts in at once, on all servers. */
export async function takeOutAtOnce(scene: Scene): Promise<void> {
  const { alice } = scene;
  await scene.signIn(alice);
  for (let round = 1; round <= ROUNDS; round++) {
    for (const item of ["apple", "book", "candle"]) await put(alice, item);
    const responses = await Promise.all([
      takeOut(alice, "apple"),
      takeOut(alice, "book"),
      alice.post("/cart", { item: "kettle" }),
    ]);
    for (const response of responses) {
      expect(response).success(
        `Three tabs changed Alice's cart at the same moment, and ${response.answeredBy} answered ${response.status}.`,
      );
    }
    const cart = await alice.get("/cart");
    const back = ["apple", "book"].filter((item) => cart.cart.includes(item));
    const lost = without(["candle", "kettle"], cart.cart);
    const told = [
      back.length > 0 ? `${list(back)} still in the cart` : "",
      lost.length > 0 ? `${list(lost)} missing` : "",
    ].filter(Boolean);
    expect(cart).that(
      told.length === 0,
      "candle, kettle",
      `In a cart with an apple, a book and a candle, one tab took the apple out, one the book, and one put a kettle in, all at once. Each got its success, and the next look finds ${told.join(", and ")}.`,
    );
    expect(await alice.send("DELETE", "/cart/items")).success(
      "The cart could not be emptied.",
      { slug: null },
    );
  }
}

export function takeOut(browser: Browser, item: string): Promise<Response> {
  return browser.send("DELETE", `/cart/items/${encodeURIComponent(item)}`);
}

/** Puts an item in, where that is only what a check begins with. */
export async function put(browser: Browser, item: string): Promise<Response> {
  const response = await browser.post("/cart", { item });
  return expect(response).success(
    `${browser.owner} could not put anything into the cart: ${response.answeredBy} answered ${response.status}.`,
    { slug: null },
  ).response;
}

/** Expects these items, in whatever order: what was added at once has none. */
export function expectItems(
  response: Response,
  wanted: readonly string[],
  fact: string,
): void {
  const same =
    without(wanted, response.cart).length === 0 &&
    without(response.cart, wanted).length === 0;
  expect(response)
    .status(200, fact)
    .that(same, wanted.join(", ") || "an empty cart", fact);
}

export function isSuccess(response: Response | undefined): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** What of one list is left when the other's items are taken out of it, one for one. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...some];
  return all.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function describeAnswers(responses: readonly Response[]): string {
  const good = responses.filter(isSuccess).length;
  return good === responses.length
    ? `Each got ${responses[0]?.status}`
    : `${good} of them got a success`;
}

const conjunction = new Intl.ListFormat("en-US", { type: "conjunction" });

function list(words: readonly string[]): string {
  return conjunction.format(words.map((word) => `the ${word}`));
}

/** Expects that nobody was turned away. */
export function expectAllAccepted({ responses }: Race): void {
  const refused = responses.filter((response) => !isSuccess(response));
  const statuses = [...new Set(refused.map(({ status }) => status))].join(" or ");
  expectThat(
    refused.length === 0,
    `Four tabs put something into Alice's cart at the same moment, and ${refused.length} of them got ${statuses}.`,
  );
}
