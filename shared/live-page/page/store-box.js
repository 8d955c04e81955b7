/** @import { StoreFacts, StoreKey, VersionId } from "../protocol.ts" */
import { element, setAttribute, setText, sign } from "./elements.js";
import { keyed } from "./keyed.js";
import { duration, serverStates, withoutStore } from "./words.js";

const mostKeys = 3;

/**
 * What a column has in Redis, key by key, or why it needs none.
 *
 * @param {VersionId} version
 */
export function createStoreBox(version) {
  const glyph = sign();
  const word = element("span");
  const state = element("span", { class: "state" }, glyph, word);
  const heading = element("h3", {}, "Store");
  const list = element("ul", { class: "keys" });
  const rest = element("p", { class: "rest" });
  const node = element("div", { class: "box store" }, heading, state, list, rest);

  const render = keyed(
    list,
    (/** @type {StoreKey} */ { key }) => key,
    ({ key }) => {
      const left = element("span", { class: "left" });
      const value = element("span", { class: "value" });
      return {
        node: element("li", {}, element("code", { class: "key" }, key), left, value),
        update(entry) {
          setText(
            left,
            entry.secondsLeft === null ? "never expires" : duration(entry.secondsLeft),
          );
          setText(value, entry.value);
        },
      };
    },
  );

  return {
    node,
    /**
     * @param {StoreKey[] | null} keys
     * @param {StoreFacts} store
     */
    update(keys, store) {
      state.hidden = keys === null;
      setAttribute(node, "data-state", keys === null ? "none" : store.state);
      setText(heading, keys === null ? "Store" : "Redis");
      setText(glyph, serverStates[store.state].glyph);
      setText(word, serverStates[store.state].word);
      render((keys ?? []).slice(0, mostKeys));
      setText(rest, keys === null ? withoutStore[version] : remainder(keys, store));
    },
  };
}

/**
 * @param {StoreKey[]} keys
 * @param {StoreFacts} store
 */
function remainder(keys, store) {
  if (store.state === "frozen")
    return "It isn't answering: no server can look anything up.";
  if (store.state === "down") return "It has ended: no server can look anything up.";
  if (keys.length === 0) return "It is empty.";
  return keys.length > mostKeys ? `and ${keys.length - mostKeys} more` : "";
}
