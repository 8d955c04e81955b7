import wrapAnsi from "wrap-ansi";
import type { Hop, HopMoment, Moment } from "../harness/core/hop.ts";
import type { Lesson } from "../harness/core/lesson.ts";
import { marks, style, WIDTH } from "./style.ts";

/** Events stand where the requests begin, behind the numbers of the hops. */
export const EVENT_INDENT = 7;

/** Breaks a text into lines of at most 80 columns, each indented. */
export function paragraph(text: string, indent = 1): string[] {
  const margin = " ".repeat(indent);
  return wrapAnsi(text, WIDTH - indent)
    .split("\n")
    .map((line) => margin + line);
}

/** The head of every screen: which lesson, and on what it runs. */
export function headline(
  { number, title, store, servers }: Lesson,
  suffix = "",
  shown: number = servers,
): string {
  const left = ` ${number} · ${title}${suffix}`;
  const right = `${shown === 1 ? "1 server" : `${shown} servers`} · ${store}`;
  const gap = Math.max(2, WIDTH - 1 - left.length - right.length);
  return `${style.bold(left)}${" ".repeat(gap)}${right}`;
}

/** One line of what happened. Hops are numbered from 1 in each screen. */
export function formatHop(moment: HopMoment, number: number, mark = ""): string {
  const { hop, note, expected } = moment;
  const request = `${hop.method.padEnd(4)} ${hop.path.padEnd(9)}`;
  const head = `   ${`#${number}`.padEnd(3)} ${request} → ${hop.server ?? "-"}  ${hop.status}`;
  const expectation = expected === undefined ? "" : `   ← expected ${expected}`;
  const notes = [note, ...reasons(hop)].filter((part) => part !== "").join(" · ");
  const left = [head, mark, notes].filter((part) => part !== "").join("  ");
  const room = WIDTH - expectation.length;
  // Colour comes last: its characters take no room on the screen.
  const painted = clip(left, room).replace(mark, paintMark(mark));
  return painted + style.bold(expectation);
}

/** The moments of one screen, numbered. */
export function formatMoments(moments: readonly Moment[]): string[] {
  let hops = 0;
  return moments.flatMap((moment) => {
    if (moment.kind === "event") return paragraph(moment.text, EVENT_INDENT);
    hops++;
    // What a balancer or a broken server says is worth a line of its own.
    const full = moment.hop.status >= 500 ? paragraph(moment.note, EVENT_INDENT) : [];
    const line = formatHop(moment, hops);
    return line.includes("…") ? [line, ...full] : [line];
  });
}

function paintMark(mark: string): string {
  if (mark === marks.passed) return style.green(mark);
  return mark === marks.failed ? style.red(mark) : mark;
}

function reasons({ why, storeCalls }: Hop): string[] {
  const calls = storeCalls.length > 0 ? `Redis: ${storeCalls.join(", ")}` : "";
  return [why === "its turn" ? "" : why, calls];
}

function clip(line: string, room = WIDTH): string {
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}
