import * as v from "valibot";
import { Records } from "./records.ts";

const Figure = v.object({
  value: v.number(),
  /** When it was measured. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The Node version it was measured on. */
  node: v.string(),
});
const Page = v.object({ version: v.literal(1), figures: v.record(v.string(), Figure) });

/** What a demo or a wall has measured on this machine. */
export type Figure = v.InferOutput<typeof Figure>;

const pages = new Records("ledger", Page, "ledger");

/** A lesson's figures, by what they measure. */
export function readFigures(lesson: string): Readonly<Record<string, Figure>> {
  return pages.read(lesson)?.figures ?? {};
}

/** Records what was just measured; figures from other runs stay next to it. */
export function noteFigures(lesson: string, measured: ReadonlyMap<string, number>): void {
  if (measured.size === 0) return;
  const at = new Date().toISOString();
  const fresh = [...measured].map(([name, value]): [string, Figure] => [
    name,
    { value, at, node: process.version },
  ]);
  const figures = { ...readFigures(lesson), ...Object.fromEntries(fresh) };
  pages.write(lesson, { version: 1, figures });
}
