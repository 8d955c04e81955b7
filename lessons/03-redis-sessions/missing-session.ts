import {
  aboutSessions,
  type Browser,
  type Command,
  type RedisStore,
  type Response,
  type Scene,
  watchCommands,
} from "#harness";
import { findMoment } from "./moments.ts";

const inTheProcess = { slug: "session-kept-in-the-process" };
const unnamed = { slug: null };

/** What a sign-in did, of which no new key has come. */
type SignIn = { response: Response; user: string; before: ReadonlySet<string> };
type Explained = { fact: string; names: { slug: string | null } };

/**
 * Finds out why a sign-in left no key that was not there before. A second one is watched:
 * the commands that reach the store say more than what it holds.
 */
export async function explainMissingKey(
  store: RedisStore,
  scene: Scene,
  { response, user, before }: SignIn,
): Promise<Explained> {
  using watch = await watchCommands(store);
  const again = scene.lab.browser(user);
  scene.note("once more, to see which commands reach Redis");
  const { response: second } = await scene.signIn(again);
  await watch.countNow();
  const sent = aboutSessions(watch.commands);
  if (sent.length === 0) {
    const knows = await findWhoKnows(scene, again);
    const fact = `${again.owner} signed in on ${second.answeredBy}, and no command reached Redis.`;
    if (knows === null) return { fact, names: unnamed };
    const where = `Yet ${knows} knows her: her session is in that process.`;
    return { fact: `${fact} ${where}`, names: inTheProcess };
  }
  const names = sent.map(({ words }) => words[0]?.toUpperCase()).join(", ");
  const isShared = sent.some(({ words: [, key = ""] }) => before.has(key));
  const fate = isShared
    ? "the key that it names was there before"
    : "no key was left afterwards";
  const fact = `${again.owner} signed in on ${response.answeredBy}. Redis got ${names}, and ${fate}.`;
  return { fact: `${fact}${describeMoment(sent)}`, names: unnamed };
}

/** The first server that knows her; null: none does, or who is asking is not written yet. */
async function findWhoKnows(scene: Scene, browser: Browser): Promise<string | null> {
  const all = await scene.askEveryServer(browser).catch(() => []);
  return all.find(({ status }) => status === 200)?.answeredBy ?? null;
}

/** Says of a moment in the past that it is one. */
function describeMoment(sent: readonly Command[]): string {
  for (const command of sent) {
    const { words } = command;
    const at = findMoment(command);
    const option = words[at]?.toUpperCase();
    if (option === undefined) continue;
    const value = Number(words[at === 0 ? 2 : at + 1]);
    const moment = option.startsWith("P") ? value : value * 1000;
    if (!(moment < Date.now())) continue;
    const year = new Date(moment).getUTCFullYear();
    return ` ${option} takes a moment, counted from 1970: this one was in ${year}.`;
  }
  return "";
}
