import { expect, type RedisStore, type Scene } from "#harness";
import type { SessionKeys } from "./session-keys.ts";

/** What stands in a cookie names no key of the store: not another's, and not a session's. */
export async function noInputNamesAKey(
  scene: Scene,
  store: RedisStore,
  keys: SessionKeys,
): Promise<void> {
  const { alice } = scene;
  const { response, ticket, key } = await keys.signIn(scene, alice);
  const names = ["planted", "other-shop:planted"];
  const planted = names.map((name) => `${store.prefix}${name}`);
  for (const foreign of planted) await store.client.copy(key, foreign);
  scene.note("the store also holds keys that are nobody's session");
  const own = [key, key.slice(store.prefix.length), key.replace(/^.*:/, "")];
  const values = [...names, ...own.filter((text) => text !== ticket.value)];
  for (const value of values) {
    const asThief = () => scene.browserWith("bob", { name: ticket.name, value });
    expect(await asThief().get("/me")).status(
      401,
      "Someone wrote the name of a key into their cookie, and the shop took what it found there for their session.",
    );
    await asThief().signOut();
    await asThief().signIn();
  }
  expect(response).that(
    (await store.client.exists(...planted)) === planted.length,
    "the foreign keys untouched",
    "Someone wrote the name of a foreign key into their cookie, signed in or out, and the key is gone.",
  );
  expect(await alice.get("/me")).status(
    200,
    "Someone wrote the name of the key of Alice's session into their cookie, signed in or out, and Alice is signed out.",
  );
  await store.client.del(...planted);
}
