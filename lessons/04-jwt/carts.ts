import {
  eventually,
  expect,
  killRedis,
  property,
  type Scene,
  signInForToken,
} from "#harness";

/** A user's cart is the same on every device, and in nobody else's. */
export const cartIsHersEverywhere = property("CWE-488", async (scene) => {
  const { alice: laptop, phone, bob } = scene;
  for (const browser of [laptop, phone, bob]) await signInForToken(browser);
  const added = await laptop.post("/cart", { item: "candle" });
  expect(added).status([200, 201], "Alice could not put anything into her cart.");
  const cart = await phone.get("/cart");
  expect(cart).that(
    cart.cart.includes("candle"),
    "candle",
    "Alice put a candle into her cart on her laptop, and her phone doesn't show it.",
  );
  expect(await bob.get("/cart")).cart([], "Alice's candle is in Bob's cart.");
});

/** Without Redis a server still says who she is; of what is in Redis it knows nothing. */
export async function onlyCartsNeedTheStore(scene: Scene): Promise<void> {
  const { alice, bob, lab } = scene;
  await signInForToken(alice);
  await alice.post("/cart", { item: "book" });
  // Each of them may wait for Redis as long as it is allowed to: side by side.
  const askAllAtOnce = () => Promise.all(lab.servers.first.map(() => alice.get("/cart")));
  scene.note("SIGKILL → Redis");
  await using killed = await killRedis(lab);
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).status(200, `Redis is dead, and ${me.answeredBy} can't say who Alice is.`);
  }
  for (const cart of await askAllAtOnce()) {
    expect(cart).status(
      503,
      `Redis is dead, and with it every cart. The shop can't look, and answers ${cart.status}.`,
    );
  }
  expect(await bob.signIn()).success(
    "Redis is dead, and Bob can't sign in. Writing a token needs no store.",
  );
  scene.note("Redis is started again, empty");
  await killed[Symbol.asyncDispose]();
  await eventually(async () => {
    for (const cart of await askAllAtOnce()) {
      expect(cart).status(
        200,
        "Redis is back, and her cart is not: the server has to connect again by itself.",
      );
    }
  });
}
