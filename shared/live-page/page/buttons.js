import { element, setAttribute, setText } from "./elements.js";

/**
 * A waiting button keeps the focus: it is dimmed by aria-disabled, and its clicks do
 * nothing.
 *
 * @param {HTMLButtonElement} button
 * @param {() => void} pressed
 */
export function onPress(button, pressed) {
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") pressed();
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} ready
 */
export function setReady(button, ready) {
  setAttribute(button, "aria-disabled", String(!ready));
}

/**
 * A button for one of several similar things. It shows "Kill", and its accessible name is
 * "Kill server A".
 *
 * @param {string} whose "server A", "Redis"
 * @param {() => void} pressed
 * @param {string} [look]
 */
export function createButton(whose, pressed, look = "plain") {
  const button = element("button", { type: "button", class: look });
  onPress(button, pressed);
  return {
    button,
    /**
     * @param {string} label
     * @param {boolean} ready
     */
    update(label, ready) {
      setText(button, label);
      setAttribute(button, "aria-label", `${label} ${whose}`);
      setReady(button, ready);
    },
  };
}
