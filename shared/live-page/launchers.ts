import { spawnSync } from "node:child_process";

const LOOK_EVERY_MS = 1_000;
/** npm starts a shell, which starts us. */
const MOST_LAUNCHERS = 2;

/**
 * Calls back when npm or the shell that it started us through is gone. Otherwise a page
 * in the background would outlive npm: npm's end reaches the shell between us, and stops
 * there.
 */
export function onLaunchersEnd(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const launchers = findLaunchers();
  const looking = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(looking);
    callback();
  }, LOOK_EVERY_MS);
  looking.unref();
}

/** The ids of our parent and its parent; fewer if the system doesn't say. */
function findLaunchers(): number[] {
  const found = [process.ppid];
  while (found.length < MOST_LAUNCHERS) {
    const words = ["-o", "ppid=", "-p", String(found.at(-1))];
    const parent = Number(spawnSync("ps", words, { encoding: "utf8" }).stdout);
    // A child of the system's first process isn't ours to watch.
    if (!(parent > 1)) break;
    found.push(parent);
  }
  return found;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
