import { beginAnew } from "./begin-anew.ts";
import { actOnServer, actOnStore, addServer } from "./machinery.ts";
import { sendMany, sendNext, signIn, signInBob, signOut, stealCookie } from "./people.ts";
import type { Action } from "./wire.ts";
import { listOf } from "./words.ts";
import type { World } from "./world.ts";

/** What is being done, in the words of its button: "freeze server A". */
export function describeAction(action: Action): string {
  const words = action.action.replaceAll("-", " ");
  return "server" in action ? `${words} ${action.server}` : words;
}

/**
 * Does what a button asks for, in all columns.
 *
 * @returns the verdict: what just happened, and why it differs between the columns
 * @throws {NotNow} if there is nothing to do it with; {LabError} if the machine can't
 */
export async function carryOut(action: Action, world: World): Promise<string> {
  switch (action.action) {
    case "send-next":
      return sendNext(world);
    case "send-many":
      return sendMany(world);
    case "traffic":
      return turnTraffic(action.on, world);
    case "sign-in":
      return signIn(world);
    case "second-user":
      return signInBob(world);
    case "steal-cookie":
      return stealCookie(world);
    case "sign-out":
      return signOut(world);
    case "begin-anew":
      return beginAnew(world);
    case "add-server":
      return addServer(world);
    case "kill-redis":
    case "freeze-redis":
    case "thaw-redis":
    case "restart-redis":
      return actOnStore(action, world);
    default:
      return actOnServer(action, world);
  }
}

async function turnTraffic(on: boolean, { traffic }: World): Promise<string> {
  if (on) {
    traffic.start();
    return "Seven visitors of each version sign in once, and go on looking around: the charts show how many are served.";
  }
  await traffic.stop();
  const shares = traffic.shares.map(({ name, percent }) => `${name} ${percent} %`);
  if (shares.length === 0)
    return "The visitors have gone home, before they asked anything.";
  return `The visitors have gone home. After their sign-ins, this much was answered well: ${listOf(shares)}.`;
}
