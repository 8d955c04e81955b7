/** What follows `node` to run a file: TypeScript needs its loader, JavaScript nothing. */
export function nodeWords(file: string): string[] {
  return file.endsWith(".ts") ? ["--import", import.meta.resolve("tsx"), file] : [file];
}
