/**
 * The lines of a file, each reduced to its code; null: a comment, an import or an empty
 * line. Works line by line, which is enough for files kept by a formatter.
 */
export function markCode(source: string): (string | null)[] {
  let until: RegExp | null = null;
  return source.split("\n").map((text) => {
    const line = text.trim();
    const ends = until ?? endOf(line);
    if (ends) {
      until = ends.test(line) ? null : ends;
      return null;
    }
    return line === "" || line.startsWith("//") ? null : line.replace(/\s\/\/ .*$/, "");
  });
}

/** The end of a comment or an import that begins on this line; null: none begins. */
function endOf(line: string): RegExp | null {
  if (line.startsWith("/*")) return /\*\/$/;
  // "import(" is an expression.
  return /^import\b(?!\()/.test(line) ? /["'];?$/ : null;
}
