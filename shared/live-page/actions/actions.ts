import { listOf } from "../../harness/core/list-of.ts";
import type { Action } from "../protocol.ts";
import type { Context } from "../state/context.ts";
import { actOnServer, actOnStore, addServer } from "./infrastructure-actions.ts";
import { beginAnew } from "./reset.ts";
import {
  sendMany,
  sendNext,
  signIn,
  signInBob,
  signOut,
  stealCookie,
} from "./user-actions.ts";

/** Actions whose button has a label other than their name. */
const labels: Partial<Record<Action["action"], string>> = {
  "begin-anew": "start over",
  "second-user": "sign in Bob",
};

/** What is being done, in the words of its button: "freeze server A". */
export function describeAction(action: Action): string {
  const words = labels[action.action] ?? action.action.replaceAll("-", " ");
  return "server" in action ? `${words} ${action.server}` : words;
}

/**
 * Does what a button asks for, in all columns.
 *
 * @returns the explanation: what just happened, and why it differs between the columns
 * @throws {NotNow} if there's nothing to do it with; {LabError} if the machine can't
 */
export async function runCheck(action: Action, context: Context): Promise<string> {
  switch (action.action) {
    case "send-next":
      return sendNext(context);
    case "send-many":
      return sendMany(context);
    case "traffic":
      return turnTraffic(action.on, context);
    case "sign-in":
      return signIn(context);
    case "second-user":
      return signInBob(context);
    case "steal-cookie":
      return stealCookie(context);
    case "sign-out":
      return signOut(context);
    case "begin-anew":
      return beginAnew(context);
    case "add-server":
      return addServer(context);
    case "kill-redis":
    case "freeze-redis":
    case "thaw-redis":
    case "restart-redis":
      return actOnStore(action, context);
    default:
      return actOnServer(action, context);
  }
}

async function turnTraffic(on: boolean, { traffic }: Context): Promise<string> {
  if (on) {
    traffic.start();
    return "Seven visitors per version sign in once, then keep browsing: the charts show how many are served.";
  }
  await traffic.stop();
  const shares = traffic.shares.map(({ name, percent }) => `${name} ${percent} %`);
  if (shares.length === 0) return "The visitors left before they sent a request.";
  return `The visitors have left. Share of good answers after their sign-ins: ${listOf(shares)}.`;
}
