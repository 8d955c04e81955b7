/** @import { Action } from "../protocol.ts" */
import { byId, setText } from "./elements.js";
import { noAnswer, reasonOf } from "./reason.js";
import { tokenHeader } from "./token.js";

let sending = false;

export function isSending() {
  return sending;
}

/**
 * Asks the lab to do something. If that fails, the alert shows why.
 *
 * @param {Action} action
 * @param {() => void} changed called when the buttons start to wait, and when they stop
 * @returns {Promise<boolean>} whether it was done
 */
export async function act(action, changed) {
  const alert = byId("alert");
  setText(alert, "");
  sending = true;
  changed();
  try {
    const answer = await fetch("/actions", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...tokenHeader() },
      body: JSON.stringify(action),
    });
    if (answer.ok) return true;
    setText(alert, await reasonOf(answer));
  } catch {
    setText(alert, noAnswer);
  } finally {
    sending = false;
    changed();
  }
  return false;
}
