import { byId, recall } from "./elements.js";

const place = "lab shortcuts";

/**
 * Lets a single key press a button: the key is in its aria-keyshortcuts. People who
 * control the computer by voice press keys without meaning to, so a checkbox turns them
 * off.
 */
export function watchShortcuts() {
  const wanted = byId("shortcuts", HTMLInputElement);
  wanted.checked = recall(() => localStorage.getItem(place)) !== "off";
  wanted.addEventListener("change", () => {
    recall(() => localStorage.setItem(place, wanted.checked ? "on" : "off"));
  });

  addEventListener("keydown", (event) => {
    if (!wanted.checked || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = event.target;
    if (target instanceof Element && target.closest("input, select, textarea")) return;
    for (const button of document.querySelectorAll("button[aria-keyshortcuts]")) {
      if (button.getAttribute("aria-keyshortcuts") !== event.key) continue;
      event.preventDefault();
      /** @type {HTMLButtonElement} */ (button).click();
    }
  });
}
