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
import { StoreKeys } from "./store-keys.ts";
import { isSuccess, put } from "./tabs.ts";

/** A sample goes into a cart that holds fewer items than this. */
const ENOUGH = 2;
/** Nobody needs more tries than that; a loop without a limit takes as many as it gets. */
const MOST_TRIES = 20;

type Samples = {
  answers: readonly Response[];
  cart: Response;
  commands: readonly Command[];
};

/** Four tabs ask for a free sample at once, on one server. */
export async function askAtOnce(scene: Scene, store: RedisStore): Promise<Samples> {
  const { alice, lab } = scene;
  await using _alone = await showOnly(lab, ["A"], lab.servers.first);
  await scene.signIn(alice);
  using watch = await watchCommands(store);
  const tabs = Array.from({ length: 4 }, () => ask(alice));
  const answers = await Promise.all(tabs);
  const cart = await alice.get("/cart");
  await watch.countNow();
  return { answers, cart, commands: aboutSessions(watch.commands) };
}

/** Expects that no more samples are in the cart than may be, and each that was confirmed. */
export function expectNoMoreThanEnough({ answers, cart }: Samples): void {
  const confirmed = answers.filter(isSuccess).length;
  expect(cart)
    .that(
      cart.cart.length <= ENOUGH,
      `${ENOUGH} samples`,
      `A cart may hold ${ENOUGH} samples. Four tabs asked for one at the same moment, and now it holds ${cart.cart.length}.`,
    )
    .that(
      cart.cart.length === confirmed && confirmed > 0,
      `${confirmed || 1} in the cart`,
      `Four tabs asked for a sample at the same moment. ${confirmed} got a success, and the cart holds ${cart.cart.length}.`,
    );
}

/** Whether several requests watched on one connection. */
export function sharedAWatch({ commands }: Samples): boolean {
  const watching = commands.filter(({ words }) => words[0]?.toLowerCase() === "watch");
  const sources = new Set(watching.map(({ source }) => source));
  return sources.size < Math.min(watching.length, 4);
}

/** Whatever comes in between, a request gives up in the end. */
export async function givesUp(scene: Scene, store: RedisStore): Promise<void> {
  const { alice } = scene;
  const keys = await StoreKeys.signIn(scene, store);
  await put(alice, "apple");
  using watch = await watchCommands(store);
  let tries = 0;
  let seen = 0;
  let answered = false;
  const interfering = async () => {
    while (!answered && tries < MOST_TRIES) {
      const watched = watch.commands
        .slice(seen)
        .filter(({ words }) => words[0]?.toLowerCase() === "watch");
      seen = watch.commands.length;
      if (watched.length > 0) tries++;
      for (const { words } of watched) await touch(store, words.slice(1));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const interference = interfering();
  scene.note("as often as server A watches a key, something else is written to it");
  const response = await ask(alice).finally(() => {
    answered = true;
  });
  await interference;
  expectThat(
    tries < MOST_TRIES,
    `Each time ${response.answeredBy} watched the cart, someone else wrote to it. It had tried ${tries} times, and had not given up.`,
  );
  expect(response).that(
    tries === 0 || !isSuccess(response) || (await alice.get("/cart")).cart.length > 1,
    "no success, or a sample",
    `${response.answeredBy} answered ${response.status}, and put nothing in.`,
  );
  expectThat((await keys.left()) > 0, "Her session is gone.", { slug: null });
}

/** Writes to these keys, and changes nothing: who watches them is overtaken. */
async function touch({ client }: RedisStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const left = await client.pttl(key);
    if (left > 0) await client.pexpire(key, left);
  }
}

function ask(browser: Browser): Promise<Response> {
  return browser.post("/cart/sample");
}
