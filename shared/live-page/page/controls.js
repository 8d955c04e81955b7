/** @import { Action, PageState } from "../protocol.ts" */
import { onPress, setReady } from "./buttons.js";
import { byId, setAttribute, setText } from "./elements.js";

/** The buttons of index.html that request the action in their id. */
const actions = /** @type {const} */ ([
  "send-next",
  "send-many",
  "sign-in",
  "second-user",
  "steal-cookie",
  "sign-out",
  "begin-anew",
  "add-server",
]);

/**
 * The buttons in index.html: each sends one action.
 *
 * @param {(action: Action) => void} press
 */
export function createControls(press) {
  const buttons = actions.map((action) => {
    const button = byId(action, HTMLButtonElement);
    onPress(button, () => press({ action }));
    return { action, button };
  });
  const traffic = byId("traffic", HTMLButtonElement);
  let runs = false;
  onPress(traffic, () => press({ action: "traffic", on: !runs }));

  /**
   * @param {PageState} state
   * @param {boolean} ready
   */
  return (state, ready) => {
    runs = state.traffic;
    setText(byId("next"), state.next);
    setText(byId("traffic-label"), runs ? "Stop traffic" : "Run traffic");
    // Its label changes, so it isn't a toggle: "Stop traffic, pressed" would say both.
    setAttribute(traffic, "data-on", String(runs));

    setReady(traffic, ready);
    for (const { action, button } of buttons) {
      setReady(button, ready && (action !== "add-server" || state.hasRoom));
    }
  };
}
