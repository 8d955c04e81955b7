/**
 * @template Item
 * @typedef {{ node: HTMLElement, update: (item: Item) => void }} Row
 */

/**
 * Keeps one node per item, by key, in the order of the items. A node lives as long as its
 * item, so the focus on a button survives each update.
 *
 * @template Item
 * @param {HTMLElement} list
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Row<Item>} create
 * @returns {(items: Item[]) => void}
 */
export function keyed(list, keyOf, create) {
  /** @type {Map<string, Row<Item>>} */
  const rows = new Map();
  return (items) => {
    const wanted = new Set(items.map(keyOf));
    for (const [key, row] of rows) {
      if (wanted.has(key)) continue;
      moveFocusOn(list, row.node);
      row.node.remove();
      rows.delete(key);
    }
    items.forEach((item, index) => {
      const row = rows.get(keyOf(item)) ?? create(item);
      rows.set(keyOf(item), row);
      row.update(item);
      // Moving a node would take the focus out of it, so only misplaced nodes move.
      if (list.children[index] !== row.node) {
        list.insertBefore(row.node, list.children[index] ?? null);
      }
    });
  };
}

/**
 * When someone removes a row with its own button, the focus moves to the row next to it.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} leaving
 */
function moveFocusOn(list, leaving) {
  if (!leaving.contains(document.activeElement)) return;
  const beside = leaving.nextElementSibling ?? leaving.previousElementSibling;
  /** @type {HTMLElement | null | undefined} */ (
    beside?.querySelector("button:last-of-type") ??
      list.closest("section")?.querySelector("button")
  )?.focus();
}
