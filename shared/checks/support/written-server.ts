import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/**
 * A folder with a server.ts of this text in it, for a lab of lesson 01; it is removed
 * afterward.
 */
export function writeServer(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "workbook-server-"));
  writeFileSync(join(folder, "server.ts"), text);
  // It must exist, but isn't used.
  writeFileSync(join(folder, "sessions.ts"), "");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}
