/** @import { Hop } from "./column.js" */
import { element } from "./elements.js";
import { markOf } from "./words.js";

/** @typedef {{ there: HTMLElement[], back: HTMLElement[] }} Path */

const atOnce = 3;
const mostWaiting = 6;
const stepBetween = 70;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Shows hops as they travel. A request that someone sent with a button travels alone and
 * slowly; of the others, as many travel as the eye can follow.
 *
 * @param {HTMLElement} layer covers the column
 * @param {(hop: Hop) => Path} pathOf
 */
export function createPackets(layer, pathOf) {
  /** @type {Hop[]} */
  const waiting = [];
  let moving = 0;
  let alone = false;
  let resting = false;

  const pump = () => {
    const hop = waiting[0];
    if (!hop || resting || alone || moving >= atOnce) return;
    const leads = hop.purpose === "scenario";
    if (leads && moving > 0) return;
    waiting.shift();
    moving += 1;
    alone = leads;
    const show = still.matches ? light : travel;
    void show(hop, pathOf(hop), layer, leads ? 900 : 360).finally(() => {
      moving -= 1;
      if (leads) alone = false;
      pump();
    });
    resting = true;
    setTimeout(() => {
      resting = false;
      pump();
    }, stepBetween);
  };

  /** @param {Hop} hop */
  return (hop) => {
    // No one is looking. Without this, everything waiting would run when the tab comes
    // back.
    if (document.hidden) return;
    if (waiting.length >= mostWaiting) {
      if (hop.purpose !== "scenario") return;
      const first = waiting.findIndex(({ purpose }) => purpose !== "scenario");
      waiting.splice(Math.max(first, 0), 1);
    }
    waiting.push(hop);
    pump();
  };
}

/**
 * One packet, there and back. It has a mark only on its way back, because the result
 * isn't known before.
 *
 * @param {Hop} hop
 * @param {Path} path
 * @param {HTMLElement} layer
 * @param {number} milliseconds
 */
async function travel(hop, { there, back }, layer, milliseconds) {
  const packet = element("span", { class: "packet", "data-purpose": hop.purpose });
  const turn = /** @type {HTMLElement} */ (there.at(-1));
  const share = there.length / (there.length + back.length);
  layer.append(packet);
  try {
    await move(packet, centres(there, layer), milliseconds * share);
    packet.textContent = markOf(hop.good).glyph;
    packet.dataset.good = String(hop.good);
    await move(packet, centres([turn, ...back], layer), milliseconds * (1 - share));
  } finally {
    packet.remove();
  }
}

/**
 * @param {HTMLElement} packet
 * @param {{ x: number, y: number }[]} points
 * @param {number} duration
 */
async function move(packet, points, duration) {
  const frames = points.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
  await packet.animate(frames, { duration, easing: "ease-in-out", fill: "forwards" })
    .finished;
}

/**
 * @param {HTMLElement[]} boxes
 * @param {HTMLElement} layer
 */
function centres(boxes, layer) {
  const origin = layer.getBoundingClientRect();
  return boxes.map((box) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    return { x: left + width / 2 - origin.left, y: top + height / 2 - origin.top };
  });
}

/**
 * For anyone who asked for less motion: the boxes of the path light up, and nothing
 * moves.
 *
 * @param {Hop} hop
 * @param {Path} path
 * @param {HTMLElement} _layer
 * @param {number} milliseconds
 */
async function light(hop, { there, back }, _layer, milliseconds) {
  const boxes = new Set([...there, ...back]);
  for (const box of boxes) box.dataset.lit = String(hop.good);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (const box of boxes) delete box.dataset.lit;
}
