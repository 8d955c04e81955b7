import { element, setText } from "./elements.js";
import { keyed } from "./keyed.js";
import uPlot from "./uplot.js";

/** @typedef {{ key: string, title: string, color: string, values: (number | null)[], now: string }} Line */

// Lines on top of each other stay visible: a wide one shows through the gaps of a narrow
// one.
const dashes = [[], [10, 5], [3, 4], [14, 4, 3, 4], [6, 6], [20, 6]];
const widths = [4, 3, 3, 2, 2, 2];
const height = 170;

/**
 * A chart of what has happened so far, with a table that is its legend and states the
 * current values in words.
 *
 * @param {HTMLElement} figure
 * @param {(peak: number) => [number, number]} range
 * string} format of => @param {(value: number) => string} format formats the axis
 */
export function createChart(figure, range, format) {
  const canvas = /** @type {HTMLElement} */ (figure.querySelector(".canvas"));
  const rows = /** @type {HTMLElement} */ (figure.querySelector("tbody"));
  /** @type {uPlot | undefined} */
  let plot;
  let drawn = "";
  let span = 0;

  const render = keyed(
    rows,
    (/** @type {Line & { index: number }} */ line) => `${line.key} ${line.index}`,
    (line) => {
      const now = element("td");
      const name = element("th", { scope: "row" }, sample(line), line.title);
      return {
        node: element("tr", {}, name, now),
        update: (next) => setText(now, next.now),
      };
    },
  );

  new ResizeObserver(() => {
    if (canvas.clientWidth > 0) plot?.setSize({ width: canvas.clientWidth, height });
  }).observe(canvas);

  return {
    /**
     * @param {number[]} seconds
     * @param {Line[]} lines
     * @param {number} shown how much of it to show, in seconds
     */
    update(seconds, lines, shown) {
      span = shown;
      render(lines.map((line, index) => ({ ...line, index })));
      if (document.hidden || canvas.clientWidth === 0) return;
      const data = [seconds, ...lines.map(({ values }) => values)];
      const kinds = lines.map(({ key, title }) => `${key} ${title}`).join("\n");
      if (!plot || kinds !== drawn) {
        plot?.destroy();
        plot = new uPlot(
          optionsFor(lines),
          /** @type {uPlot.AlignedData} */ (data),
          canvas,
        );
        drawn = kinds;
      } else {
        plot.setData(/** @type {uPlot.AlignedData} */ (data));
      }
    },
    redraw: () => plot?.redraw(),
  };

  /** @param {Line[]} lines @returns {uPlot.Options} */
  function optionsFor(lines) {
    const axis = {
      stroke: () => colorOf("--muted"),
      grid: { stroke: () => colorOf("--line"), width: 1 },
      ticks: { show: false },
      font: "14px system-ui, sans-serif",
    };
    return {
      width: canvas.clientWidth,
      height,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: (_plot, _low, last) => [last - span, last] },
        y: { range: (_plot, _low, peak) => range(peak ?? 0) },
      },
      axes: [
        {
          ...axis,
          size: 28,
          splits: (_plot, _axis, _low, last) =>
            [1, 0.75, 0.5, 0.25, 0].map((part) => last - part * span),
          values: (_plot, splits) =>
            splits.map((at) => agoOf((splits.at(-1) ?? at) - at)),
        },
        { ...axis, size: 56, values: (_plot, splits) => splits.map(format) },
      ],
      series: [
        {},
        ...lines.map(({ color }, index) => ({
          stroke: () => colorOf(color),
          width: widths[index % widths.length] ?? 2,
          dash: dashes[index % dashes.length] ?? [],
          points: { show: true, size: 7, fill: () => colorOf(color), filter: lonely },
        })),
      ],
    };
  }
}

/**
 * A single second between two without an answer can't form a line, so it gets a point.
 *
 * @param {uPlot} plot
 * @param {number} index
 */
function lonely(plot, index) {
  const values = plot.data[index] ?? [];
  const known = (/** @type {number} */ at) => typeof values[at] === "number";
  const all = [...values.keys()];
  return all.filter((at) => known(at) && !known(at - 1) && !known(at + 1));
}

/** @param {number} ago */
function agoOf(ago) {
  return ago < 1 ? "now" : `−${Math.round(ago)} s`;
}

/** @param {string} name of a custom property of page.css */
function colorOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * A short piece of a line, as the chart draws it.
 *
 * @param {Line & { index: number }} line
 */
function sample({ color, index }) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const stroke = document.createElementNS(space, "line");
  for (const [name, value] of Object.entries({ x1: 0, y1: 5, x2: 44, y2: 5 })) {
    stroke.setAttribute(name, String(value));
  }
  stroke.style.stroke = `var(${color})`;
  stroke.style.strokeWidth = String(widths[index % widths.length]);
  stroke.style.strokeDasharray = (dashes[index % dashes.length] ?? []).join(" ");
  picture.setAttribute("viewBox", "0 0 44 10");
  picture.setAttribute("aria-hidden", "true");
  picture.append(stroke);
  return picture;
}
