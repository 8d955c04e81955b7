import { setTimeout as wait } from "node:timers/promises";
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
import { StoreKeys } from "./store-keys.ts";
import { isSuccess, openTabs, put, type Where } from "./tabs.ts";

/** A sample goes into a cart that holds fewer items than this. */
const ENOUGH = 2;
const ROUNDS = 2;
/** Nobody needs more tries than that; a loop without a limit takes as many as it gets. */
const MOST_TRIES = 12;
/** How long each message takes then: a dozen tries must not take too long. */
const SHORT_WAY_MS = 20;

type Samples = {
  answers: readonly Response[];
  cart: Response;
  commands: readonly Command[];
};

/** Two tabs ask for a free sample at once, on one server, and there is room for one. */
export async function askAtOnce(
  scene: Scene,
  { store, far, servers }: Where,
): Promise<Samples> {
  return far.only(servers, async (putFarAway) => {
    for (let round = 1; ; round++) {
      const alice = await openTabs(scene, ["apple"]);
      using watch = await watchCommands(store);
      using _away = putFarAway();
      const answers = await Promise.all([ask(alice), ask(alice)]);
      await watch.countNow();
      const cart = await alice.get("/cart");
      const commands = aboutSessions(watch.commands);
      if (cart.cart.length > ENOUGH || round === ROUNDS)
        return { answers, cart, commands };
    }
  });
}

/** Expects that no more samples are in the cart than may be, and each that was confirmed. */
export function expectNoMoreThanEnough({ answers, cart }: Samples): void {
  const confirmed = answers.filter(isSuccess).length;
  expect(cart)
    .that(
      cart.cart.length <= ENOUGH,
      "apple, sample",
      `A sample goes in while a cart holds fewer than ${ENOUGH} items. Alice's held one, two tabs asked at the same moment, and now it holds: ${cart.cart.join(", ")}.`,
    )
    .that(
      confirmed === 1 && cart.cart.includes("sample"),
      "apple, sample",
      `There was room for one sample, and two tabs asked at the same moment. ${confirmed === 0 ? "Neither" : confirmed === 1 ? "One" : "Each"} got a success, and the cart holds: ${cart.cart.join(", ")}.`,
    );
}

/** Whether requests watched on one connection. */
export function sharedAWatch({ commands }: Samples): boolean {
  const watching = commands.filter(({ words }) => words[0]?.toLowerCase() === "watch");
  const sources = new Set(watching.map(({ source }) => source));
  return watching.length > 1 && sources.size === 1;
}

/** Whatever comes in between, a request gives up in the end. */
export async function givesUp(
  scene: Scene,
  { store, far, servers }: Where,
): Promise<void> {
  await far.only(servers, async (putFarAway) => {
    const { alice } = scene;
    const keys = await StoreKeys.signIn(scene, store);
    await put(alice, "apple");
    using watch = await watchCommands(store);
    using _away = putFarAway(SHORT_WAY_MS);
    const over = new AbortController();
    const interfering = interfere(store, watch.commands, over.signal);
    scene.note("each time a server watches a key, someone else writes to it");
    // Its many commands would fill the record.
    const tab = alice.unrecordedTwinWithout("");
    const response = await ask(tab).finally(() => over.abort());
    const tries = await interfering;
    expectThat(
      tries < MOST_TRIES,
      `Each time ${response.answeredBy} watched the cart, someone else wrote to it. After ${tries} tries it had not given up.`,
    );
    const { cart } = await alice.get("/cart");
    expectThat(
      !isSuccess(response) || cart.includes("sample"),
      `${response.answeredBy} answered POST /cart/sample with ${response.status}, and put nothing in.`,
    );
    expectThat((await keys.left()) > 0, "Her session is gone.", { slug: null });
  });
}

/** Overtakes each request that watches, up to a limit; gives how often. */
async function interfere(
  store: RedisStore,
  commands: readonly Command[],
  over: AbortSignal,
): Promise<number> {
  let tries = 0;
  for (let seen = 0; !over.aborted && tries < MOST_TRIES; await wait(1)) {
    const watching = commands
      .slice(seen)
      .filter(({ words }) => words[0]?.toLowerCase() === "watch");
    seen = commands.length;
    for (const { words } of watching) await touch(store, words.slice(1));
    tries += watching.length;
  }
  return tries;
}

/** Writes to these keys, and changes nothing: who watches them is overtaken. */
async function touch({ client }: RedisStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const type = await client.type(key);
    if (type === "string") await client.append(key, "");
    if (type === "list") await client.multi().rpush(key, "x").rpop(key).exec();
    if (type === "hash") await client.multi().hset(key, "x", "").hdel(key, "x").exec();
  }
}

function ask(browser: Browser): Promise<Response> {
  return browser.post("/cart/sample");
}
