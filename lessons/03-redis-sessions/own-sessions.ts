import { type Browser, expect, type Scene } from "#harness";
import type { SessionKeys } from "./session-keys.ts";

/** Two browsers of one user are two sessions: the second replaces nothing of the first. */
export async function eachBrowserHasASession(
  scene: Scene,
  keys: SessionKeys,
): Promise<void> {
  await keys.lookAtSignIn(scene, scene.alice);
  const { response, key, replaced } = await compareSignIn(scene, keys, scene.phone);
  expect(response).that(
    key !== undefined || !replaced,
    "a session of its own",
    "Alice signed in on her laptop, and then on her phone. Redis holds no further key: the second session replaced the first under the same one.",
  );
}

/** Two users are two keys, each of which can end by itself. */
export async function eachSessionHasAKey(scene: Scene, keys: SessionKeys): Promise<void> {
  await keys.lookAtSignIn(scene, scene.alice);
  const { response, key, grew } = await compareSignIn(scene, keys, scene.bob);
  expect(response).that(
    key !== undefined || !grew,
    "a key of its own",
    "Alice signed in, and then Bob. Redis holds no further key: one that was there has a field more, and that is Bob's session.",
  );
}

/** Signs in, and looks what that did to the keys that were there before. */
async function compareSignIn(scene: Scene, keys: SessionKeys, browser: Browser) {
  const before = [...(await keys.contents())];
  const { response, key } = await keys.lookAtSignIn(scene, browser);
  const after = await keys.contents();
  const replaced = before.some(([name, parts]) => {
    const now = after.get(name);
    return now && [...parts].some(([part, text]) => now.get(part) !== text);
  });
  const grew = before.some(([name, { size }]) => (after.get(name)?.size ?? 0) > size);
  return { response, key, replaced, grew };
}
