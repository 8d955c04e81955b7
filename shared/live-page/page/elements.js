/**
 * Makes an element from its attributes and children. What is shown comes in as text, so
 * that nothing a server answers can become HTML.
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
 * Writes a text only where it differs: a selection stays, and a screen reader is not told twice.
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
 * A sign that says by its shape what the word beside it says to a screen reader.
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
 * Uses the browser's storage, where a browser may have turned it off: then it keeps nothing.
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
