/** @import { Action, PageState } from "../protocol.ts" */
import { createButton } from "./buttons.js";
import { byId, element, setAttribute, setText, sign } from "./elements.js";
import { serverStates } from "./words.js";

/**
 * The store that two of the columns share, and the buttons for it.
 *
 * @param {(action: Action) => void} press
 */
export function createRedis(press) {
  const glyph = sign();
  const word = element("span");
  const fact = element("span", { class: "fact" });
  let state = /** @type {PageState["store"]["state"]} */ ("up");

  const kill = createButton(
    "Redis",
    () => press({ action: state === "down" ? "restart-redis" : "kill-redis" }),
    "grave",
  );
  const freeze = createButton("Redis", () =>
    press({ action: state === "frozen" ? "thaw-redis" : "freeze-redis" }),
  );
  const restart = createButton("Redis", () => press({ action: "restart-redis" }));
  const buttons = [kill, freeze, restart].map(({ button }) => button);

  const node = byId("store");
  node.append(
    element("span", { class: "state" }, glyph, word),
    fact,
    element("span", { class: "buttons" }, ...buttons),
  );

  /**
   * @param {PageState} page
   * @param {boolean} ready
   */
  return ({ store }, ready) => {
    state = store.state;
    setAttribute(node, "data-state", state);
    setText(glyph, serverStates[state].glyph);
    setText(word, serverStates[state].word);
    const process = store.pid === null ? "" : `pid ${store.pid}, `;
    setText(fact, `${process}${store.description}`);

    kill.update(state === "down" ? "Start" : "Kill", ready);
    freeze.update(state === "frozen" ? "Thaw" : "Freeze", ready && state !== "down");
    restart.update("Restart", ready && state !== "down");
  };
}
