/** One region of a solution: the code of one task. */
export type Region = {
  task: number;
  /** What the task asks for: the text after "TODO n —". */
  what: string;
  /** An optional task: "TODO n ☆ —". */
  stretch: boolean;
  /** The lines of the solution, without their common indentation. */
  solution: readonly string[];
  /**
   * The lines that replace it in the starter; if there are none, it has a call of todo().
   */
  starter: readonly string[];
  indent: string;
};

/** The maximum line length: the formatter's setting (biome.json). */
const LINE_WIDTH = 90;

const opening = /^(\s*)\/\/#region TODO (\d+)( ☆)? — (.+)$/;
const closing = /^\s*\/\/#endregion$/;
const starterLine = /^\s*\/\/- ?(.*)$/;

/** The regions of a solution, in order. */
export function readRegions(source: string): Region[] {
  const regions: Region[] = [];
  mapRegions(source, (region) => {
    regions.push(region);
    return [];
  });
  return regions;
}

/**
 * Derives a starter from a solution: each region becomes a call of todo(), or the lines
 * it carries after "//-". Tasks that are `solved` keep their solution.
 */
export function deriveStarter(
  source: string,
  solved: ReadonlySet<number> = new Set(),
): string {
  let needsTodo = false;
  const text = mapRegions(source, (region, lines) => {
    if (solved.has(region.task)) return lines;
    const { indent, task, what } = region;
    const star = region.stretch ? " ☆" : "";
    if (region.starter.length === 0) {
      needsTodo = true;
      return [`${indent}todo(${task}, ${JSON.stringify(what)});`];
    }
    return [
      `${indent}// TODO ${task}${star} — ${what}`,
      ...region.starter.map((line) => (line === "" ? "" : indent + line)),
    ];
  });
  return needsTodo ? importTodo(text) : text;
}

/** The solution as production code: without the marks of its tasks. */
export function stripRegions(source: string): string {
  return mapRegions(source, (_region, lines) =>
    lines.slice(1, -1).filter((line) => !starterLine.test(line)),
  );
}

/**
 * A solution with different code in one task, keeping its marks. If the task has several
 * regions, the last one is replaced. Null: there's no such task.
 */
export function writeRegion(
  source: string,
  task: number,
  code: readonly string[],
): string | null {
  const last = readRegions(source).findLastIndex((region) => region.task === task);
  if (last < 0) return null;
  let at = 0;
  return mapRegions(source, ({ indent }, lines) => {
    if (at++ !== last) return lines;
    const [head = "", foot = ""] = [lines[0], lines.at(-1)];
    return [head, ...code.map((line) => (line === "" ? "" : indent + line)), foot];
  });
}

/** Where a task is in a solution without marks: its first and last line. */
export type Located = Pick<Region, "task" | "stretch" | "what"> & {
  from: number;
  to: number;
};

/** Where each region's lines are in the output of stripRegions, counted from 1. */
export function locateRegions(source: string): Located[] {
  const located: Located[] = [];
  const regions = readRegions(source);
  let line = 0;
  let from: number | null = null;
  for (const text of source.split("\n")) {
    if (opening.test(text)) {
      from = line + 1;
    } else if (from !== null && closing.test(text)) {
      const region = regions[located.length];
      if (region) {
        const { task, stretch, what } = region;
        located.push({ task, stretch, what, from, to: line });
      }
      from = null;
    } else if (from === null || !starterLine.test(text)) {
      line++;
    }
  }
  return located;
}

/**
 * Where each task is in a starter: the call of todo(), or the lines below its mark;
 * counted from 1.
 *
 * @param source the solution that the starter was derived from
 */
export function locateTasks(
  starter: string,
  source: string,
): Pick<Located, "task" | "from" | "to">[] {
  const lines = starter.split("\n");
  let searched = 0;
  return readRegions(source).flatMap(({ task, starter: given }) => {
    const at = findMark(lines, task, searched);
    if (at < 0) return [];
    searched = at + 1;
    return [{ task, from: at + 1, to: at + 1 + given.length }];
  });
}

/** The line of a learner's file that marks a task, counted from 1; null: it is gone. */
export function findTaskLine(source: string, task: number): number | null {
  const at = findMark(source.split("\n"), task);
  return at < 0 ? null : at + 1;
}

function findMark(lines: readonly string[], task: number, from = 0): number {
  const mark = new RegExp(`^\\s*(// TODO ${task}\\b|todo\\(${task}, )`);
  return lines.findIndex((line, index) => index >= from && mark.test(line));
}

/**
 * Whether a stretch task hasn't been started: the line that marks it in the starter is
 * still there. (A region's own mark in a solution, "//#region", isn't that line.)
 */
export function isUntouched(source: string, task: number): boolean {
  return new RegExp(`^\\s*(// TODO ${task} ☆ — |todo\\(${task}, )`, "m").test(source);
}

function mapRegions(
  source: string,
  change: (region: Region, lines: string[]) => string[],
): string {
  const result: string[] = [];
  let open: { head: RegExpExecArray; lines: string[] } | null = null;
  for (const line of source.split("\n")) {
    const head = opening.exec(line);
    if (head) {
      if (open) throw new Error(`a region begins inside another: ${line.trim()}`);
      open = { head, lines: [line] };
    } else if (open && closing.test(line)) {
      open.lines.push(line);
      result.push(...change(toRegion(open.head, open.lines), open.lines));
      open = null;
    } else {
      (open ? open.lines : result).push(line);
    }
  }
  if (open) throw new Error(`a region does not end: ${open.lines[0]?.trim()}`);
  return result.join("\n");
}

function toRegion(head: RegExpExecArray, lines: string[]): Region {
  const [, indent = "", task = "", star, what = ""] = head;
  const inner = lines.slice(1, -1);
  const starter = inner.flatMap((line) => starterLine.exec(line)?.[1] ?? []);
  const solution = inner
    .filter((line) => !starterLine.test(line))
    .map((line) => line.slice(indent.length));
  return {
    task: Number(task),
    what,
    stretch: star !== undefined,
    solution,
    starter,
    indent,
  };
}

/** Adds `todo` to the file's import from #app, in the order the formatter keeps. */
function importTodo(text: string): string {
  const found = /^import (type )?\{\s+([^}]+?),?\s+\} from "#app";$/m.exec(text);
  if (!found) {
    const added = 'import { todo } from "#app";';
    // The formatter puts imports from npm and Node before the project's own.
    const other = /^import .+ from ["']#\w+["'];$/m.exec(text);
    if (other) return text.replace(other[0], `${added}\n${other[0]}`);
    const [first = "", ...rest] = text.split("\n");
    return [first, added, ...rest].join("\n");
  }
  const [line, allTypes, names = ""] = found;
  const known = names.split(/,\s+/).map((name) => (allTypes ? `type ${name}` : name));
  const bare = (name: string) => name.replace(/^type /, "").toLowerCase();
  const sorted = [...known, "todo"].sort((a, b) => bare(a).localeCompare(bare(b)));
  return text.replace(line, importLine(sorted));
}

/**
 * An import as the formatter writes it: on one line if it fits, else one name per line.
 */
function importLine(names: readonly string[]): string {
  const line = `import { ${names.join(", ")} } from "#app";`;
  if (line.length <= LINE_WIDTH) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "#app";`;
}
