import { recall } from "./elements.js";

const tokenPlace = "lab token";
/** What a key of a lab looks like: 16 random bytes. */
const tokenShape = /^[\w-]{22}$/;

/** @type {string | null} */
let token = recall(() => sessionStorage.getItem(tokenPlace));

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
 * Reads the token, now and when someone pastes the terminal's link into this tab.
 *
 * @param {() => void} changed called when another token has come
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
 * The header that carries the token. It is never in an address: servers, proxies and browsers
 * write addresses down.
 *
 * @returns {Record<string, string>}
 */
export function tokenHeader() {
  return token === null ? {} : { "X-Lab-Token": token };
}
