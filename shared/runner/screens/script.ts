import type { Line } from "../../harness/demo/line.ts";
import { EVENT_INDENT, formatHop, paragraph } from "../../terminal/format.ts";
import { marks } from "../../terminal/style.ts";

type Script = "demo" | "wall";

/**
 * Returns a function that turns each line of a demo or a wall into lines for the
 * terminal.
 */
export function createFormatter(script: Script): (line: Line) => string[] {
  let hops = 0;
  let last = "";
  return (line) => {
    if (line.kind === "measure") return [];
    const gap = line.kind === last ? [] : [""];
    last = line.kind;
    if (line.kind === "say") return [...gap, ...paragraph(line.text)];
    if (line.moment.kind === "event") {
      return [...gap, ...paragraph(line.moment.text, EVENT_INDENT)];
    }
    hops++;
    return [...gap, formatHop(line.moment, hops, markOf(line.good, script))];
  };
}

// On a wall nothing is the learner's fault, so nothing is marked as their failure.
function markOf(good: boolean, script: Script): string {
  if (good) return marks.passed;
  return script === "wall" ? marks.waiting : marks.failed;
}
