/** @import { Action } from "../wire.ts" */
import { byId, recall, setText } from "./elements.js";

const tokenPlace = "lab token";
/** What a key of a lab looks like: 16 random bytes. */
const tokenShape = /^[\w-]{22}$/;

/** @type {string | null} */
let token = recall(() => sessionStorage.getItem(tokenPlace));
let sending = false;

/**
 * Takes the token out of the address bar: a projector shows the address to the whole room.
 * Any other fragment is a skip link's.
 */
function takeToken() {
  const fragment = location.hash.slice(1);
  if (!tokenShape.test(fragment)) return;
  token = fragment;
  recall(() => sessionStorage.setItem(tokenPlace, fragment));
  history.replaceState(null, "", location.pathname);
}

/**
 * Reads the token, now and when somebody pastes the terminal's link into this tab.
 *
 * @param {() => void} changed
 */
export function watchToken(changed) {
  takeToken();
  addEventListener("hashchange", () => {
    takeToken();
    changed();
  });
}

export function hasToken() {
  return token !== null;
}

export function isSending() {
  return sending;
}

/**
 * Asks the lab to do something. What went wrong is shown in the alert.
 *
 * @param {Action} action
 * @param {() => void} changed called when the buttons begin to wait, and when they need not any more
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
      headers: { "Content-Type": "application/json", "X-Lab-Token": token ?? "" },
      body: JSON.stringify(action),
    });
    if (answer.ok) return true;
    setText(alert, await reasonOf(answer));
  } catch {
    setText(alert, "The lab does not answer: is the terminal closed?");
  } finally {
    sending = false;
    changed();
  }
  return false;
}

/** @param {Response} answer */
async function reasonOf(answer) {
  try {
    const { error, hint } = await answer.json();
    return [error, hint].filter(Boolean).join(" ");
  } catch {
    return `The lab answered ${answer.status} and did not say why.`;
  }
}
