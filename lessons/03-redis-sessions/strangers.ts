import {
  aboutSessions,
  type Command,
  expect,
  type RedisStore,
  type Scene,
  watchCommands,
} from "#harness";
import type { SessionKeys } from "./session-keys.ts";

/** Who has signed in on one server is known to all of them. */
export async function everyServerKnowsHer(
  scene: Scene,
  store: RedisStore,
  keys: SessionKeys,
): Promise<void> {
  const { alice } = scene;
  const { response, key } = await keys.signIn(scene, alice);
  using watch = await watchCommands(store);
  const all = await scene.askEveryServer(alice);
  await watch.countNow();
  // Before our own look into the store, which would be among them.
  const asked = aboutSessions(watch.commands);
  const isThere = await keys.exists(key);
  const knowing = all.find(({ status }) => status === 200);
  for (const me of all) {
    if (!knowing || !isThere)
      expect(me).status(200, tellNobodyKnows(asked, key, isThere), { slug: null });
    expect(me)
      .status(
        200,
        `Alice signed in on ${response.answeredBy}. ${knowing?.answeredBy} knows her, and ${me.answeredBy} does not.`,
      )
      .greets(
        "alice",
        `The ticket is Alice's, and ${me.answeredBy} greets ${me.greeted}.`,
      );
  }
}

/**
 * What is seen of servers that don't know someone who has just signed in.
 *
 * @param asked the commands that reached the store while they were asked
 * @param isThere whether her session is still in the store
 */
function tellNobodyKnows(
  asked: readonly Command[],
  key: string,
  isThere: boolean,
): string {
  if (!isThere)
    return "Alice signed in, and after the servers were asked who she is, her session is gone from Redis.";
  const nobody = "Alice signed in, and no server knows her.";
  if (asked.length === 0) return `${nobody} None of them asked Redis.`;
  if (!asked.some(({ words }) => words.includes(key)))
    return `${nobody} They asked Redis for another key than the one that signIn wrote.`;
  return `${nobody} They asked Redis for the right key, and it holds a value: is that value one that decode can read, and is createdAt the time now in ms?`;
}
