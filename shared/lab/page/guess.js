/** @import { PageState, VersionId } from "../wire.ts" */
import { byId, element, setText } from "./elements.js";
import { keyed } from "./keyed.js";

/**
 * What somebody expects of the next kill. "Nowhere" is a guess too: hence a checkbox that
 * says whether there is one. Ticking a column says so by itself.
 */
export function createGuess() {
  const compare = byId("compare-guess", HTMLInputElement);
  const columns = byId("guess-columns");
  const boxes = () => [...columns.querySelectorAll("input")];

  columns.addEventListener("change", () => {
    if (boxes().some((box) => box.checked)) compare.checked = true;
  });

  const render = keyed(
    columns,
    (/** @type {PageState["columns"][number]} */ column) => column.version,
    (column) => {
      const text = element("span");
      const box = element("input", { type: "checkbox", value: column.version });
      return {
        node: element("label", { class: "tick" }, box, text),
        update: ({ title }) => setText(text, title),
      };
    },
  );

  return {
    /** @param {PageState} state */
    update: (state) => render(state.columns),

    /** @returns {VersionId[] | undefined} */
    read() {
      if (!compare.checked) return undefined;
      const ticked = boxes().filter((box) => box.checked);
      return ticked.map((box) => /** @type {VersionId} */ (box.value));
    },

    clear() {
      for (const box of [compare, ...boxes()]) box.checked = false;
    },
  };
}
