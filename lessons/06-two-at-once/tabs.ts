import {
  aboutSessions,
  type Browser,
  type Command,
  expect,
  expectThat,
  type RedisStore,
  type Response,
  type Scene,
  watchCommands,
} from "#harness";
import type { FarServers } from "./far-servers.ts";

/** One race may come to nothing on a busy machine; two hardly ever do. */
const MOST_ROUNDS = 2;

/** On which servers it is played. */
export type Where = { store: RedisStore; far: FarServers; servers: readonly string[] };

export type Race = {
  responses: readonly Response[];
  /** What the cart holds afterwards. */
  cart: Response;
  /** How many apples were confirmed, and are not in it. */
  lost: number;
  /** What reached Redis meanwhile. */
  commands: readonly Command[];
};

/** Two tabs of one browser each put an apple into its cart, at the same moment. */
export async function addAtOnce(
  scene: Scene,
  { store, far, servers }: Where,
): Promise<Race> {
  return far.only(servers, async (putFarAway) => {
    for (let round = 1; ; round++) {
      const alice = await openTabs(scene);
      using watch = await watchCommands(store);
      using _away = putFarAway();
      const add = () => alice.post("/cart", { item: "apple" });
      const responses = await Promise.all([add(), add()]);
      await watch.countNow();
      const cart = await alice.get("/cart");
      const confirmed = responses.filter(isSuccess).length;
      const lost = confirmed - cart.cart.filter((item) => item === "apple").length;
      if (lost <= 0 && round < MOST_ROUNDS) continue;
      return { responses, cart, lost, commands: aboutSessions(watch.commands) };
    }
  });
}

/**
 * Alice signs in, fills her cart and opens two tabs; then the record begins. Their connections
 * are open, so what is sent at the same moment arrives at the same moment.
 */
export async function openTabs(
  { lab }: Scene,
  items: readonly string[] = [],
): Promise<Browser> {
  const alice = lab.browser("alice");
  expect(await alice.signIn()).success("The right password did not sign in.", {
    slug: null,
  });
  for (const item of items) await put(alice, item);
  await Promise.all([alice.get("/cart"), alice.get("/cart")]);
  await lab.beginAnew();
  return alice;
}

/** Expects that everything is in the cart that was confirmed. */
export function expectNothingLost({ cart, lost, responses }: Race, where: string): void {
  const [first] = responses;
  expect(cart)
    .status(200, "The cart could not be read.", { slug: null })
    .that(
      lost <= 0,
      "apple, apple",
      `Two tabs each put an apple into Alice's cart at the same moment, ${where}. Both got ${first?.status}, and the cart holds: ${cart.cart.join(", ") || "nothing"}.`,
    );
}

/** Whether it wrote in transactions, and nobody watched what they were made of. */
export function wroteInTransactions({ commands }: Race): boolean {
  const names = commands.map(({ words }) => words[0]?.toLowerCase());
  return names.includes("exec") && !names.includes("watch");
}

/** Expects that nobody was turned away. */
export function expectAllAccepted({ responses }: Race): void {
  const [refused] = responses.filter((response) => !isSuccess(response));
  expectThat(
    refused === undefined,
    `Two tabs each put an apple into Alice's cart at the same moment, and one of them got ${refused?.status}.`,
  );
}

/** Two tabs take an apple out each, at the same moment. */
export async function takeOutAtOnce(
  scene: Scene,
  { far, servers }: Where,
): Promise<void> {
  await far.only(servers, async (putFarAway) => {
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const alice = await openTabs(scene, ["book", "apple", "apple"]);
      using _away = putFarAway();
      const take = () => takeOut(alice, "apple");
      for (const response of await Promise.all([take(), take()])) {
        expect(response).success(
          `Two tabs each took an apple out of Alice's cart at the same moment, and one of them got ${response.status}.`,
        );
      }
      const cart = await alice.get("/cart");
      expectItems(
        cart,
        ["book"],
        `There were a book and two apples in Alice's cart, and two tabs each took an apple out at the same moment. Both got a success, and the cart holds: ${cart.cart.join(", ") || "nothing"}.`,
      );
    }
  });
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
