/** @import { ColumnFacts, PageMoment, PageState, VersionId } from "../protocol.ts" */
/** @typedef {Extract<PageMoment, { kind: "hop" }>} Hop */
import { createBoxes } from "./boxes.js";
import { element, setAttribute, setText, sign, spoken } from "./elements.js";
import { createPeople } from "./people.js";
import { createStoreBox } from "./store-box.js";
import { markOf } from "./words.js";

/**
 * One version of the shop, drawn in the order in which a request travels: browsers,
 * balancer, servers, store.
 *
 * @param {VersionId} version
 */
export function createColumn(version) {
  const title = element("h2", { id: `column-${version}` });
  const yours = element("span", { class: "badge", hidden: "" }, "your file");
  const keeps = element("p", { class: "keeps" });
  const successes = element("dd");
  const failures = element("dd");
  const pick = element("p", { class: "pick" }, "No request yet.");
  const result = element("p", { class: "result" });
  const balancer = element(
    "div",
    { class: "box balancer" },
    element("h3", {}, "Balancer"),
    pick,
    result,
  );
  const people = createPeople();
  const boxes = createBoxes();
  const store = createStoreBox(version);
  const packets = element("div", { class: "packets", "aria-hidden": "true" });

  const node = element(
    "section",
    { class: "column", "data-version": version, "aria-labelledby": title.id },
    element("div", { class: "heading" }, title, yours),
    keeps,
    element(
      "dl",
      { class: "counts" },
      element("div", { class: "good" }, element("dt", {}, sign("✓"), "good"), successes),
      element("div", { class: "bad" }, element("dt", {}, sign("✗"), "failed"), failures),
    ),
    people.node,
    balancer,
    boxes.node,
    store.node,
    packets,
  );

  const forgetPick = () => {
    setText(pick, "No request yet.");
    result.replaceChildren();
  };

  return {
    node,
    packets,

    /**
     * @param {ColumnFacts} column
     * @param {PageState} state
     */
    update(column, state) {
      setText(title, column.title);
      yours.hidden = !column.yours;
      setText(keeps, column.keeps);
      setText(successes, String(column.successes));
      setText(failures, String(column.failures));
      if (column.successes + column.failures === 0) forgetPick();
      people.update(column.people);
      boxes.update(state.servers, column.held);
      store.update(column.keys, state.store);
    },

    /**
     * What the balancer did last. Roll calls ask every server in turn and would hide it.
     *
     * @param {Hop} hop
     */
    showPick(hop) {
      const mark = markOf(hop.good);
      const server = hop.server ?? hop.tried.at(-1);
      const place = server === undefined ? "no server" : `${server}: ${hop.why}`;
      setText(pick, `${hop.method} ${hop.path} → ${place}`);
      setAttribute(result, "data-good", String(hop.good));
      result.replaceChildren(
        sign(`${mark.glyph} `),
        spoken(`${mark.word}: `),
        element("b", {}, String(hop.status)),
        // The balancer's own answers also begin with the status.
        ` ${hop.note.replace(/^\d{3}: /, "")}`,
      );
    },

    /**
     * The boxes that a hop passed through, there and back, and how many it had passed
     * when its answer was made.
     *
     * @param {Hop} hop
     */
    pathOf(hop) {
      const start = people.rowOf(hop.who) ?? people.node;
      const there = /** @type {HTMLElement[]} */ ([start]);
      for (const name of hop.tried) {
        const box = boxes.boxOf(name);
        if (box) there.push(balancer, box);
      }
      if (there.length === 1) there.push(balancer);
      const back = there.length === 2 ? [start] : [balancer, start];
      const lastBox = /** @type {HTMLElement} */ (there.at(-1));
      if (hop.storeCalls.length > 0) {
        there.push(store.node);
        back.unshift(lastBox);
      }
      return { there, back };
    },
  };
}
