import { expect, type RedisStore, type Scene } from "#harness";
import type { SessionKeys } from "./session-keys.ts";

/** What can't be read is no session, and no error. */
export async function spoiltIsNoSession(
  scene: Scene,
  store: RedisStore,
  keys: SessionKeys,
): Promise<void> {
  const { alice } = scene;
  const { key } = await keys.signIn(scene, alice);
  const original = await keys.parts(key);
  const text = original.get(null);
  for (const value of text === undefined ? [] : spoil(text)) {
    await store.client.set(key, value, "KEEPTTL");
    const me = await alice.get("/me");
    const shown = value.length > 12 ? "a wrong type" : value || "an empty text";
    expect(me).that(
      me.status === 401,
      "401",
      `Her session in Redis was overwritten with ${shown}, and ${me.answeredBy} answers ${me.status}.`,
    );
  }
  for (const field of original.keys()) {
    if (field === null) continue;
    await store.client.hdel(key, field);
    const me = await alice.get("/me");
    expect(me).that(
      me.status < 500,
      "401",
      `A field of her session in Redis was lost, and ${me.answeredBy} answers ${me.status}.`,
    );
  }
}

/** What may stand where her session was: half of it, something else, another type. */
function spoil(text: string): string[] {
  const others = ["", "{", "null", "[]", "42", '"alice"', "{}"];
  const retyped = ["7", "null"].map((value) => text.replaceAll('"alice"', value));
  return [...others, ...retyped.filter((value) => value !== text)];
}
