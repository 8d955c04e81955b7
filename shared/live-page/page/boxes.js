/** @import { ServerFacts } from "../protocol.ts" */
import { element, setAttribute, setText, sign } from "./elements.js";
import { keyed } from "./keyed.js";
import { duration, memory, serverStates, sessions } from "./words.js";

/** @typedef {{ server: ServerFacts, held: number | null | undefined }} Entry */

/**
 * The servers as one column sees them, each with the number of sessions it keeps there.
 */
export function createBoxes() {
  /** @type {Map<string, HTMLElement>} */
  const boxes = new Map();
  const list = element("ul");
  const render = keyed(
    list,
    (/** @type {Entry} */ { server }) => server.name,
    ({ server }) => {
      const box = createBox(server.name);
      boxes.set(server.name, box.node);
      return box;
    },
  );

  return {
    node: element("div", { class: "boxes" }, element("h3", {}, "Servers"), list),
    /**
     * @param {ServerFacts[]} servers
     * @param {Record<string, number | null>} held
     */
    update(servers, held) {
      render(servers.map((server) => ({ server, held: held[server.name] })));
    },
    /** @param {string} name */
    boxOf(name) {
      const box = boxes.get(name);
      return box?.isConnected ? box : undefined;
    },
  };
}

/** @param {string} name */
function createBox(name) {
  const glyph = sign();
  const word = element("span");
  const held = element("span", { class: "held" });
  const pid = element("span", { class: "fact" });
  const size = element("span", { class: "fact" });
  const node = element(
    "li",
    { class: "box server" },
    element("b", { class: "name" }, name),
    element("span", { class: "state" }, glyph, word),
    held,
    pid,
    size,
  );

  return {
    node,
    /** @param {Entry} entry */
    update({ server, held: count }) {
      const runs = server.pid !== null;
      setAttribute(node, "data-state", server.state);
      setAttribute(node, "data-holds", String((count ?? 0) > 0));
      setText(glyph, serverStates[server.state].glyph);
      setText(word, serverStates[server.state].word);
      setText(held, runs ? sessions(count) : "ended");
      setText(pid, runs ? `pid ${server.pid}` : "");
      setText(
        size,
        runs ? `${duration(server.upSeconds)}, ${memory(server.megabytes)}` : "",
      );
    },
  };
}
