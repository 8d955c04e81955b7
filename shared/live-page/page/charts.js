/** @import { PageState } from "../protocol.ts" */
import { createChart } from "./chart.js";
import { byId } from "./elements.js";

const betweenDrawings = 950;

/**
 * The two charts: how often each column's answer is good, and how much each server does.
 */
export function createCharts() {
  const success = createChart(
    byId("chart-success"),
    // A line at 100 % is as thick as any other.
    () => [-3, 103],
    (percent) => `${percent} %`,
  );
  const load = createChart(
    byId("chart-load"),
    (peak) => [0, Math.max(4, Math.ceil(peak * 1.1))],
    (rate) => `${rate}/s`,
  );
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => {
    success.redraw();
    load.redraw();
  });
  let drawnAt = Number.NEGATIVE_INFINITY;

  /** @param {PageState} state */
  return ({ chart, columns }) => {
    if (performance.now() - drawnAt < betweenDrawings) return;
    drawnAt = performance.now();

    success.update(
      chart.seconds,
      columns.map(({ version, title }) => {
        const values = chart.success[version].map(toPercent);
        const now = values.at(-1) ?? null;
        const words = now === null ? "no requests" : `${Math.round(now)} %`;
        return { key: version, title, color: `--${version}`, values, now: words };
      }),
      chart.span,
    );
    load.update(
      chart.seconds,
      Object.entries(chart.load).map(([name, values]) => ({
        key: name,
        title: `Server ${name}`,
        color: `--server-${1 + ((name.charCodeAt(0) - 65) % 6)}`,
        values,
        now: `${(values.at(-1) ?? 0).toFixed(1)} per second`,
      })),
      chart.span,
    );
  };
}

/** @param {number | null} share */
function toPercent(share) {
  return share === null ? null : share * 100;
}
