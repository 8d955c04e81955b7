import wrapAnsi from "wrap-ansi";
import type { Hop, HopMoment, Moment } from "../harness/core/hop.ts";
import { marks, style, WIDTH } from "./style.ts";

/** Events start where the requests start, after the hop numbers. */
export const EVENT_INDENT = 7;

/** Code indented further than this would leave no room for itself. */
const DEEPEST_INDENT = 40;

/** Wraps a text to lines of at most 80 columns, each indented. */
export function paragraph(text: string, indent = 1): string[] {
  const margin = " ".repeat(indent);
  return wrapAnsi(text, WIDTH - indent)
    .split("\n")
    .map((line) => margin + line);
}

/** A task's name everywhere: "TODO 5 ☆". */
export function nameTask(number: number, stretch = false): string {
  return stretch ? `TODO ${number} ${marks.stretch}` : `TODO ${number}`;
}

/**
 * A line of code as it is; anything beyond 80 columns continues below, indented further.
 */
export function formatCode(line: string, margin = "   "): string[] {
  const text = `${margin}${line.replaceAll("\t", "  ")}`.trimEnd();
  if (text.length <= WIDTH) return [text];
  const [first = ""] = wrapAnsi(text, WIDTH, { trim: false, hard: true }).split("\n");
  const indent = Math.min(DEEPEST_INDENT, text.search(/[^\s+-]/) + 4);
  const rest = text.slice(first.length).trim();
  const lines = wrapAnsi(rest, WIDTH - indent, { hard: true }).split("\n");
  return [first.trimEnd(), ...lines.map((part) => " ".repeat(indent) + part)];
}

/** One line of what happened. Hops are numbered from 1 in each screen. */
export function formatHop(moment: HopMoment, number: number, mark = ""): string {
  const left = [headOf(moment, number), mark, notesOf(moment)];
  const line = clip(left.filter((part) => part !== "").join("  "));
  // Color comes last, because its characters take up no room on the screen.
  return line.replace(mark, paintMark(mark));
}

/** The moments of one screen, numbered. A note that doesn't fit goes below its hop. */
export function formatMoments(moments: readonly Moment[]): string[] {
  let hops = 0;
  return moments.flatMap((moment) => {
    if (moment.kind === "event") return paragraph(moment.text, EVENT_INDENT);
    hops++;
    const { expected } = moment;
    const head = headOf(moment, hops);
    const notes = notesOf(moment);
    const expectation = expected === undefined ? "" : `   ← expected ${expected}`;
    const line = notes === "" ? head : `${head}  ${notes}`;
    return line.length + expectation.length <= WIDTH
      ? [line + style.bold(expectation)]
      : [clip(head + expectation), ...paragraph(notes, EVENT_INDENT)];
  });
}

function headOf({ hop }: HopMoment, number: number): string {
  const request = `${hop.method.padEnd(4)} ${hop.path.padEnd(9)}`;
  return `   ${`#${number}`.padEnd(3)} ${request} → ${hop.server ?? "-"}  ${hop.status}`;
}

function notesOf({ hop, note }: HopMoment): string {
  return [note, ...reasons(hop)].filter((part) => part !== "").join(" · ");
}

function paintMark(mark: string): string {
  if (mark === marks.passed) return style.green(mark);
  return mark === marks.failed ? style.red(mark) : mark;
}

function reasons({ why, storeCalls }: Hop): string[] {
  const calls = storeCalls.length > 0 ? `Redis: ${storeCalls.join(", ")}` : "";
  return [why === "its turn" ? "" : why, calls];
}

function clip(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}
