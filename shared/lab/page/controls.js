/** @import { Action, PageState } from "../wire.ts" */
import { onPress, setReady } from "./buttons.js";
import { byId, setAttribute, setText } from "./elements.js";

/**
 * The buttons that stand in index.html: each sends one action.
 *
 * @param {(action: Action) => void} press
 */
export function createControls(press) {
  const buttons = {
    next: byId("send-next", HTMLButtonElement),
    many: byId("send-many", HTMLButtonElement),
    traffic: byId("traffic", HTMLButtonElement),
    alice: byId("sign-in", HTMLButtonElement),
    bob: byId("second-user", HTMLButtonElement),
    steal: byId("steal-cookie", HTMLButtonElement),
    signOut: byId("sign-out", HTMLButtonElement),
    anew: byId("begin-anew", HTMLButtonElement),
    add: byId("add-server", HTMLButtonElement),
  };
  let traffic = false;

  onPress(buttons.next, () => press({ action: "send-next" }));
  onPress(buttons.many, () => press({ action: "send-many" }));
  onPress(buttons.traffic, () => press({ action: "traffic", on: !traffic }));
  onPress(buttons.alice, () => press({ action: "sign-in" }));
  onPress(buttons.bob, () => press({ action: "second-user" }));
  onPress(buttons.steal, () => press({ action: "steal-cookie" }));
  onPress(buttons.signOut, () => press({ action: "sign-out" }));
  onPress(buttons.anew, () => press({ action: "begin-anew" }));
  onPress(buttons.add, () => press({ action: "add-server" }));

  /**
   * @param {PageState} state
   * @param {boolean} ready
   */
  return (state, ready) => {
    traffic = state.traffic;
    setText(byId("next"), state.next);
    setText(byId("traffic-label"), traffic ? "Stop traffic" : "Run traffic");
    // Its label changes, so it is no toggle: "Stop traffic, pressed" would say both.
    setAttribute(buttons.traffic, "data-on", String(traffic));

    setReady(buttons.next, ready);
    setReady(buttons.many, ready);
    setReady(buttons.traffic, ready);
    setReady(buttons.alice, ready);
    setReady(buttons.bob, ready);
    setReady(buttons.steal, ready);
    setReady(buttons.signOut, ready);
    setReady(buttons.anew, ready);
    setReady(buttons.add, ready && state.servers.length < mostServers);
  };
}

const mostServers = 6;
