/** @import { PageState, VersionId } from "../protocol.ts" */
import { byId, element, setText } from "./elements.js";
import { keyed } from "./keyed.js";

/** What someone expects from the next kill. Without a tick there is no guess. */
export function createGuess() {
  const none = byId("guess-none", HTMLInputElement);
  const columns = byId("guess-columns");
  const boxes = () => [...columns.querySelectorAll("input")];

  // "None of them" and one of them can't both be checked.
  columns.addEventListener("change", () => {
    none.checked = false;
  });
  none.addEventListener("change", () => {
    for (const box of boxes()) box.checked = false;
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
      const ticked = boxes().filter((box) => box.checked);
      if (ticked.length === 0 && !none.checked) return undefined;
      return ticked.map((box) => /** @type {VersionId} */ (box.value));
    },

    clear() {
      for (const box of [none, ...boxes()]) box.checked = false;
    },
  };
}
