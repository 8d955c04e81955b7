/**
 * The lines of a file, each as its code alone; null: a comment, an import or nothing.
 * Line by line, which does for files that a formatter keeps.
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

/** With what a comment or an import ends that begins in this line; null: none begins. */
function endOf(line: string): RegExp | null {
  if (line.startsWith("/*")) return /\*\/$/;
  // "import(" is an expression.
  return /^import\b(?!\()/.test(line) ? /["'];?$/ : null;
}
