/** @import { Action, PageState, ServerFacts } from "../protocol.ts" */
import { createButton } from "./buttons.js";
import { byId, element, setAttribute, setText, sign, spoken } from "./elements.js";
import { keyed } from "./keyed.js";
import { duration, memory, serverStates } from "./words.js";

/** @typedef {{ server: ServerFacts, ready: boolean, last: boolean }} Entry */

/**
 * The servers, and the buttons that end, freeze and start real processes.
 *
 * @param {(action: Action) => void} press
 */
export function createServers(press) {
  const render = keyed(
    byId("servers"),
    (/** @type {Entry} */ { server }) => server.name,
    ({ server }) => createRow(server.name, press),
  );
  /**
   * @param {PageState} state
   * @param {boolean} ready
   */
  return ({ servers }, ready) => {
    const last = servers.length === 1;
    render(servers.map((server) => ({ server, ready, last })));
  };
}

/**
 * @param {string} name
 * @param {(action: Action) => void} press
 */
function createRow(name, press) {
  const glyph = sign();
  const word = element("span");
  const fact = element("span", { class: "fact" });
  const whose = `server ${name}`;
  let state = /** @type {ServerFacts["state"]} */ ("up");

  const kill = createButton(
    whose,
    () =>
      press({
        action: state === "down" ? "restart-server" : "kill-server",
        server: name,
      }),
    "grave",
  );
  const freeze = createButton(whose, () =>
    press({ action: state === "frozen" ? "thaw-server" : "freeze-server", server: name }),
  );
  const restart = createButton(whose, () =>
    press({ action: "restart-server", server: name }),
  );
  const drain = createButton(whose, () =>
    press({
      action: state === "draining" ? "undrain-server" : "drain-server",
      server: name,
    }),
  );
  const remove = createButton(whose, () =>
    press({ action: "remove-server", server: name }),
  );
  const buttons = [kill, freeze, restart, drain, remove].map(({ button }) => button);

  const node = element(
    "li",
    { class: "process" },
    element("b", { class: "name" }, spoken("Server "), name),
    element("span", { class: "state" }, glyph, word),
    fact,
    element("span", { class: "buttons" }, ...buttons),
  );

  return {
    node,
    /** @param {Entry} entry */
    update({ server, ready, last }) {
      state = server.state;
      setAttribute(node, "data-state", state);
      setText(glyph, serverStates[state].glyph);
      setText(word, serverStates[state].word);
      setText(fact, factsOf(server));

      const runs = state === "up" || state === "draining";
      kill.update(state === "down" ? "Start" : "Kill", ready);
      freeze.update(state === "frozen" ? "Thaw" : "Freeze", ready && state !== "down");
      restart.update("Restart", ready && state !== "down");
      drain.update(state === "draining" ? "Stop draining" : "Drain", ready && runs);
      remove.update("Remove", ready && !last);
    },
  };
}

/** @param {ServerFacts} server */
function factsOf({ pid, upSeconds, megabytes }) {
  if (pid === null) return "ended";
  return `pid ${pid}, up ${duration(upSeconds)}, ${memory(megabytes)}`;
}
