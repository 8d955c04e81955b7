/** The top of an answer: text about it, not part of its code. */
export type AnswerHeader = {
  /** A wrong answer follows a belief; a right one differs from the solution. */
  kind: "believes" | "differs";
  /** What its author believes, or does differently, in one sentence. */
  says: string;
  /** The check that must catch it, if its name doesn't say so; otherwise null. */
  caughtBy: string | null;
  /** The numbers of the stretches it leaves as they are in the starter. */
  leavesOpen: readonly number[];
};

const keys = ["believes", "differs", "caught by", "leaves open"] as const;
const keyed = new RegExp(`^(${keys.join("|")}): (.+)$`);
/** A line that continues the one before. */
const goesOn = /^ {2}(\S.*)$/;

/**
 * Reads the lines of a header, without comment marks.
 *
 * @throws if it says neither or both of what it believes and how it differs, or if a line
 *   isn't a header line
 */
export function readHeader(lines: readonly string[]): AnswerHeader {
  const values = new Map<string, string>();
  let last = "";
  for (const line of lines) {
    const [, key, value] = keyed.exec(line) ?? [];
    const [, more] = goesOn.exec(line) ?? [];
    if (key !== undefined && value !== undefined && !values.has(key)) {
      values.set(key, value);
      last = key;
    } else if (more !== undefined && last !== "") {
      values.set(last, `${values.get(last)} ${more}`);
    } else {
      throw new Error(`"${line}" is no line of an answer's header (${keys.join(", ")})`);
    }
  }
  const [says, ...others] = (["believes", "differs"] as const).flatMap((kind) => {
    const text = values.get(kind);
    return text === undefined ? [] : [{ kind, says: text }];
  });
  if (!says || others.length > 0) {
    throw new Error('a header has one line that begins with "believes: " or "differs: "');
  }
  return {
    ...says,
    caughtBy: values.get("caught by") ?? null,
    leavesOpen: readNumbers(values.get("leaves open") ?? ""),
  };
}

function readNumbers(text: string): number[] {
  if (text === "") return [];
  if (!/^\d+(, \d+)*$/.test(text))
    throw new Error(`"leaves open: ${text}" names no tasks`);
  return text.split(", ").map(Number);
}

/** The lines of a header, as readHeader reads them. */
export function formatHeader(header: AnswerHeader): string[] {
  const { caughtBy, kind, leavesOpen, says } = header;
  const lines = [`${kind}: ${says}`];
  if (caughtBy !== null) lines.push(`caught by: ${caughtBy}`);
  if (leavesOpen.length > 0) lines.push(`leaves open: ${leavesOpen.join(", ")}`);
  return lines;
}

/** A whole file with its header above it, as comments. */
export function writeAbove(header: AnswerHeader, text: string): string {
  return [...formatHeader(header).map((line) => `// ${line}`), text].join("\n");
}

/** Removes the header from a whole file; null: it has none. */
export function takeHeader(text: string): { header: AnswerHeader; text: string } | null {
  const lines = text.split("\n");
  const isCode = (line: string, at: number) => {
    const said = line.replace(/^\/\/ /, "");
    return said === line || !(keyed.test(said) || (at > 0 && goesOn.test(said)));
  };
  const end = lines.findIndex(isCode);
  if (end === 0) return null;
  const header = readHeader(lines.slice(0, end).map((line) => line.replace("// ", "")));
  return { header, text: lines.slice(end).join("\n") };
}
