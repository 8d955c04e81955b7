/**
 * Makes an element from its attributes and children. Displayed content is passed as text,
 * so nothing a server answers can become HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The element of index.html with this id.
 *
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement)))
    throw new Error(`no such element: ${id}`);
  return /** @type {Kind} */ (found);
}

/**
 * Sets a text only if it differs, so a selection is kept and a screen reader doesn't read
 * it twice.
 *
 * @param {Element} place
 * @param {string} text
 */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * @param {Element} place
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(place, name, value) {
  if (place.getAttribute(name) !== value) place.setAttribute(name, value);
}

/**
 * A sign whose shape says what the word next to it says to a screen reader.
 *
 * @param {string} glyph
 */
export function sign(glyph = "") {
  return element("span", { class: "sign", "aria-hidden": "true" }, glyph);
}

/**
 * Words that only a screen reader needs.
 *
 * @param {string} text
 */
export function spoken(text) {
  return element("span", { class: "spoken" }, text);
}

/**
 * Uses the browser's storage. If someone has turned it off, nothing is stored.
 *
 * @template Value
 * @param {() => Value} use
 * @returns {Value | null}
 */
export function recall(use) {
  try {
    return use();
  } catch {
    return null;
  }
}
