import { Enclosure } from "../../harness/process/enclosure.js";
import { spawnHost } from "../../harness/process/spawn.js";

const file = new URL("../../harness/judge/judge-host.ts", import.meta.url);

/** @typedef {{ child: import("node:child_process").ChildProcess, enclosure: Enclosure }} Started */

/** @type {Started | null} */
let early = null;

/**
 * A process for a judge: the one started early if it hasn't been taken, otherwise a new
 * one.
 */
export function takeJudgeProcess() {
  const taken = early ?? startJudgeProcess();
  early = null;
  return taken;
}

/** Starts a judge's process before it is needed. */
export function startJudgeEarly() {
  early = startJudgeProcess();
}

/**
 * Ends the early process if it hasn't been taken, because it would keep this process
 * waiting.
 */
export function dismissEarlyJudge() {
  early?.child.kill("SIGKILL");
}

/** @returns {Started} */
function startJudgeProcess() {
  const enclosure = new Enclosure();
  const child = spawnHost({ file, enclosure, packages: ["tough-cookie", "cookie"] });
  return { child, enclosure };
}
