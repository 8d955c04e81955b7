import { spawn } from "node:child_process";
import { once } from "node:events";

/** A shell's exit code if it doesn't find a program. */
export const NOT_FOUND = 127;

/**
 * Lets another program use the terminal until it ends: a pager, an editor.
 *
 * @param command as a shell reads it
 * @param folder the folder it runs in
 * @param signal ends it
 * @returns its exit code; null: a signal ended it
 */
export async function runInTerminal(
  command: string,
  folder: string,
  signal: AbortSignal,
): Promise<number | null> {
  const program = spawn(command, { cwd: folder, shell: true, stdio: "inherit" });
  const end = () => program.kill();
  signal.addEventListener("abort", end, { once: true });
  try {
    const [code] = await once(program, "exit");
    return code;
  } finally {
    signal.removeEventListener("abort", end);
  }
}
