import { recall } from "./elements.js";

const tokenPlace = "lab token";
/** The form of a lab's key: 16 random bytes. */
const tokenShape = /^[\w-]{22}$/;

/** @type {string | null} */
let token = recall(() => sessionStorage.getItem(tokenPlace));

/**
 * Removes the token from the address bar, because a projector shows the URL to the whole
 * room. Any other fragment belongs to a skip link.
 */
function takeToken() {
  const fragment = location.hash.slice(1);
  if (!tokenShape.test(fragment)) return;
  token = fragment;
  recall(() => sessionStorage.setItem(tokenPlace, fragment));
  history.replaceState(null, "", location.pathname);
}

/**
 * Reads the token, now and whenever someone pastes the terminal's link into this tab.
 *
 * void} changed called when another => @param {() => void} changed called when a
 * different token arrives
 */
export function watchToken(changed) {
  takeToken();
  addEventListener("hashchange", () => {
    const before = token;
    takeToken();
    if (token !== before) changed();
  });
}

export function hasToken() {
  return token !== null;
}

/**
 * The header that carries the token. The token is never in a URL, because servers,
 * proxies and browsers log URLs.
 *
 * @returns {Record<string, string>}
 */
export function tokenHeader() {
  return token === null ? {} : { "X-Lab-Token": token };
}
