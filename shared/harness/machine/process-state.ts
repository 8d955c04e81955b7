import { spawnSync } from "node:child_process";

/** Whether a signal has stopped this process, so that processor time wouldn't help it. */
export function isStopped(pid: number): boolean {
  const words = ["-o", "stat=", "-p", String(pid)];
  const { stdout } = spawnSync("ps", words, { encoding: "utf8" });
  return typeof stdout === "string" && stdout.trim().startsWith("T");
}
