import { together } from "./attack.ts";

/**
 * A process that gets away: how it is started, and why not finding it is accepted, if it
 * is.
 */
export type Stray = readonly [what: string, code: string, accepted?: string];

export const strays: Stray[] = [
  [
    "detached",
    'spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "fifteen, detached",
    'for (let at = 0; at < 15; at++) spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }).unref();',
  ],
  ["by setsid", 'spawn("setsid", ["-f", "sleep", "{MARK}"], { stdio: "ignore" });'],
  [
    "forked twice",
    'spawn("sh", ["-c", "(setsid sleep {MARK} &) &"], { stdio: "ignore", detached: true });',
  ],
  [
    "by nohup",
    'spawn("sh", ["-c", "nohup setsid sleep {MARK} >/dev/null 2>&1 &"], { stdio: "ignore" });',
  ],
  [
    "with another environment",
    'spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore", env: { PATH: process.env.PATH } }).unref();',
    "where no control group can be made: whoever empties its environment can't be known",
  ],
  [
    "with no environment, forked twice",
    'spawn("sh", ["-c", "(env -i setsid sleep {MARK} &) &"], { stdio: "ignore", detached: true });',
    "where no control group can be made: whoever empties its environment can't be known",
  ],
  [
    "one that listens",
    'spawn(process.execPath, ["-e", "require(\\"net\\").createServer().listen(0, \\"127.0.0.1\\") /* {MARK} */"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that starts others again and again",
    'spawn("sh", ["-c", ": {MARK}; while :; do setsid sleep 0.2; done"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that ignores signals",
    'spawn("sh", ["-c", "trap \\"\\" TERM INT HUP; setsid sleep {MARK}; :"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that is stopped",
    'const stopped = spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }); stopped.unref(); stopped.kill("SIGSTOP");',
  ],
];

/** All of them at once, except those that only a control group can find. */
export const inEveryWay: Stray = [
  "in every way",
  together(strays.filter(([, , accepted]) => accepted === undefined)),
];
