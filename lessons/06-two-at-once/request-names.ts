import { randomUUID } from "node:crypto";
import {
  type Browser,
  expect,
  type RedisStore,
  type Response,
  type Scene,
} from "#harness";
import { StoreKeys } from "./store-keys.ts";
import { expectItems, isSuccess, openTabs, put, type Where } from "./tabs.ts";

/** A request for an apple that has a name: it can be sent again if no answer comes. */
class NamedRequest {
  readonly #headers = { "Idempotency-Key": randomUUID() };

  send(browser: Browser): Promise<Response> {
    return browser.post("/cart", { item: "apple" }, { headers: this.#headers });
  }

  async sendFirst(browser: Browser): Promise<Response> {
    return expect(await this.send(browser)).success(
      "A request with an Idempotency-Key put nothing into the cart.",
      { slug: null },
    ).response;
  }
}

/** The same request again is no second wish. */
export async function secondTryAddsNothing(scene: Scene): Promise<void> {
  const request = new NamedRequest();
  const { alice } = scene;
  await scene.signIn(alice);
  await request.sendFirst(alice);
  scene.note("Alice's phone lost the answer, and sends the same request again");
  await request.send(alice);
  const cart = await alice.get("/cart");
  expectItems(
    cart,
    ["apple"],
    `Alice's request for one apple came twice, with the same Idempotency-Key. Her cart holds: ${cart.cart.join(", ")}.`,
  );
}

/** The second answer is the first one, whatever has happened since. */
export async function secondAnswerIsTheFirst(scene: Scene): Promise<void> {
  const request = new NamedRequest();
  const { alice } = scene;
  await scene.signIn(alice);
  const first = await request.sendFirst(alice);
  await put(alice, "book");
  const second = await request.send(alice);
  expect(second)
    .that(
      second.status === first.status,
      String(first.status),
      `The first try was answered ${first.status}, and the second ${second.status}.`,
    )
    .that(
      second.text === first.text,
      "the first answer",
      `The first try was answered with the cart ${inWords(first.cart)}, and the second with ${inWords(second.cart)}.`,
    );
}

/** Two tries that are under way at once are one wish, too. */
export async function triesAtOnceAddOne(
  scene: Scene,
  { far, servers }: Where,
): Promise<void> {
  const request = new NamedRequest();
  await far.only(servers, async (putFarAway) => {
    const alice = await openTabs(scene);
    using _away = putFarAway();
    const tries = [alice, alice].map((tab) => request.send(tab));
    const good = (await Promise.all(tries)).filter(isSuccess).length;
    const cart = await alice.get("/cart");
    expectItems(
      cart,
      ["apple"],
      `Two tries of one request were under way at once, with the same Idempotency-Key. ${["Neither", "One", "Both"][good]} got a success, and the cart holds: ${cart.cart.join(", ") || "nothing"}.`,
    );
  });
}

/** A name means something within one session only. */
export async function namesAreNotShared(scene: Scene): Promise<void> {
  const request = new NamedRequest();
  const { alice, bob, phone } = scene;
  for (const browser of [alice, bob, phone]) await scene.signIn(browser);
  await put(bob, "kettle");
  await request.sendFirst(alice);
  for (const [browser, who] of [
    [bob, "Bob"],
    [phone, "Alice's phone"],
  ] as const) {
    const response = await request.send(browser);
    const cart = await browser.get("/cart");
    expect(response).that(
      cart.cart.includes("apple"),
      "an apple",
      `Alice's laptop and ${who} each sent a request, and by chance both had the same Idempotency-Key. ${who} has no apple, and was answered with ${inWords(response.cart)}.`,
    );
  }
}

/** What is remembered of a request ends with the session. */
export async function namesEnd(scene: Scene, store: RedisStore): Promise<void> {
  const request = new NamedRequest();
  const keys = await StoreKeys.signIn(scene, store);
  const response = await request.sendFirst(scene.alice);
  await keys.expectEnds(response, "A request came with an Idempotency-Key");
  await keys.expectNoLonger(response);
}

function inWords(cart: readonly string[]): string {
  return cart.length === 0 ? "no cart" : `"${cart.join(", ")}"`;
}
