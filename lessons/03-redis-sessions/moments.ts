import { type Command, type RedisStore, watchCommands } from "#harness";

/** What these take is a moment, and no duration. */
const takers = ["EXAT", "PXAT", "EXPIREAT", "PEXPIREAT"];
/** A clock that has been put ahead is ahead by more than this, in ms. */
const APART_MS = 20_000;

/** The word in a command after which a moment stands; -1: there is none. */
export function findMoment({ words }: Command): number {
  return words.findIndex((word) => takers.includes(word.toUpperCase()));
}

/**
 * Plays something in which time passes. A server that is ahead of a Redis whose clock nobody
 * can move gives a key more than it means, if it names a moment: then nothing is judged.
 *
 * @throws what the play throws, where that shows something
 */
export async function playWithMoments(
  store: RedisStore,
  play: () => Promise<void>,
): Promise<void> {
  using watch = await watchCommands(store);
  try {
    await play();
  } catch (error) {
    await watch.countNow();
    const names = watch.commands.some((command) => findMoment(command) >= 0);
    if (!names || (await isAhead(store))) throw error;
  }
}

/** Whether this Redis's clock was put ahead, as those of the servers were. */
async function isAhead({ client }: RedisStore): Promise<boolean> {
  const [seconds] = await client.time();
  return Number(seconds) * 1000 - Date.now() > APART_MS;
}
