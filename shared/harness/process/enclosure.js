import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

// Plain JavaScript, because the first process of a lesson is started while TypeScript's
// loader still loads (runner/start.js).

const MARK = "LAB_RUN";
const ROUNDS = 50;
const ROUND_MS = 20;
/** An empty group that is this old is nobody's: its run was ended before it could tidy up. */
const STALE_MS = 60_000;
const compiler = /[\\/]esbuild(\.exe)? --service=[\d.]+ --ping\s*$/;

/**
 * What a run has started, to whatever depth: a process that leaves its group and its
 * parents is still known by a mark in its environment, and on Linux by its control group,
 * where we may make one. (One that empties its environment is then found by the group
 * alone.)
 */
export class Enclosure {
  /** Marks of what is inside begin with the mark of what it is in. */
  mark = [process.env[MARK], randomUUID().slice(0, 8)].filter(Boolean).join(".");

  /** @type {string | null | undefined} undefined: not tried yet */
  #group;

  /** What a process must find in its environment to belong to it. */
  get env() {
    return { [MARK]: this.mark };
  }

  /** The folder of its control group; null: there is none here. */
  get group() {
    if (this.#group === undefined) this.#group = makeGroup(this.#groupName);
    return this.#group;
  }

  /**
   * Takes a process into the control group, before it has started anything.
   *
   * @param {number | undefined} pid
   */
  hold(pid) {
    if (pid === undefined || this.group === null) return;
    try {
      writeFileSync(join(this.group, "cgroup.procs"), String(pid));
    } catch {
      // It has ended already, or the system lets nobody move processes: the mark is left.
    }
  }

  /**
   * The ids of who is inside, beside these and the compiler that tsx has started in them.
   *
   * @param {ReadonlySet<number>} known
   */
  findOthers(known) {
    const inGroup = this.group === null ? [] : membersOf(this.group);
    const inside = new Set([...findMarked(`${MARK}=${this.mark}`), ...inGroup]);
    return [...inside].filter((pid) => !known.has(pid) && !compiler.test(commandOf(pid)));
  }

  /** Ends all that is left of it. */
  async end() {
    for (let round = 0; round < ROUNDS; round++) {
      const pids = [...findMarked(`${MARK}=${this.mark}`), ...this.#killGroups()];
      for (const pid of pids) kill(pid);
      if (pids.length === 0) break;
      await wait(ROUND_MS);
    }
    sweep();
  }

  get #groupName() {
    return `workbook-${this.mark}`;
  }

  /** Kills and removes its control groups, and gives the ids of who is still in one. */
  #killGroups() {
    const parent = ownGroup();
    if (parent === null) return [];
    const names = readdirSync(parent).filter(
      (name) => name === this.#groupName || name.startsWith(`${this.#groupName}.`),
    );
    return names.flatMap((name) => emptyGroup(join(parent, name)));
  }
}

/** Removes what earlier runs have left, if nobody is in it: a group with somebody stays. */
function sweep() {
  const parent = ownGroup();
  if (parent === null) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith("workbook-")) continue;
    try {
      const folder = join(parent, name);
      if (Date.now() - statSync(folder).ctimeMs > STALE_MS) rmdirSync(folder);
    } catch {
      // Somebody is in it, or somebody else has removed it.
    }
  }
}

/**
 * The ids of who is in a control group, or in one that was made in it.
 *
 * @param {string} folder
 * @returns {number[]}
 */
function membersOf(folder) {
  const inner = groupsIn(folder).flatMap(membersOf);
  const own = unlessGone(() => readFileSync(join(folder, "cgroup.procs"), "utf8"), "");
  return [...own.split("\n").filter(Boolean).map(Number), ...inner];
}

/**
 * The control groups that were made in one, as folders.
 *
 * @param {string} folder
 */
function groupsIn(folder) {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), [])
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

/**
 * What is read of a group, or `nothing` if it has been removed: the processes in it, their
 * reaper, or another run may do so at any moment.
 *
 * @template T
 * @param {() => T} read
 * @param {T} nothing
 */
function unlessGone(read, nothing) {
  try {
    return read();
  } catch (error) {
    // A group that was removed while its file was open has no such device.
    if (/^(ENOENT|ENODEV)\b/.test(error instanceof Error ? error.message : "")) {
      return nothing;
    }
    throw error;
  }
}

/** @param {string} folder */
function emptyGroup(folder) {
  // Learner code may have made groups of its own in it.
  for (const inner of groupsIn(folder)) emptyGroup(inner);
  try {
    // Linux 5.14 kills all of a group at one stroke, so that nobody gets away by forking.
    writeFileSync(join(folder, "cgroup.kill"), "1");
  } catch {
    // An older one: its processes are killed one by one.
  }
  try {
    rmdirSync(folder);
    return [];
  } catch {
    return membersOf(folder);
  }
}

/** @param {string} name */
function makeGroup(name) {
  const parent = ownGroup();
  if (parent === null) return null;
  const folder = join(parent, name);
  try {
    mkdirSync(folder);
    return folder;
  } catch {
    return null;
  }
}

/** The folder of the control group (version 2) that this process is in; null: none. */
function ownGroup() {
  if (process.platform !== "linux") return null;
  try {
    const mounts = readFileSync("/proc/self/mountinfo", "utf8");
    const [, mount] = /^\S+ \S+ \S+ \S+ (\S+) .* - cgroup2 /m.exec(mounts) ?? [];
    const groups = readFileSync("/proc/self/cgroup", "utf8");
    const [, path] = /^0::(.*)$/m.exec(groups) ?? [];
    return mount === undefined || path === undefined ? null : join(mount, path);
  } catch {
    return null;
  }
}

/**
 * The processes that were started with this text in their environment.
 *
 * @param {string} text
 */
function findMarked(text) {
  return process.platform === "linux" ? fromProc(text) : fromPs(text);
}

/** @param {string} text */
function fromProc(text) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(text))
    .map(Number);
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
    });
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

/** @param {string} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return "";
  }
}

/** @param {string} text */
function fromPs(text) {
  const args = ["-axww", "-E", "-o", "pid=,command="];
  const lines = execFileSync("ps", args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  return lines
    .split("\n")
    .filter((line) => line.includes(text))
    .map((line) => Number.parseInt(line, 10));
}

/** @param {number} pid */
function kill(pid) {
  // Its whole group, or one that goes on by forking would always be a step ahead.
  for (const target of [-pid, -groupOf(pid), pid]) {
    try {
      if (target !== 0 && target !== -1) process.kill(target, "SIGKILL");
    } catch {
      // It has ended meanwhile, or leads no group.
    }
  }
}

/**
 * The process group of a process; 0 if it can't be known, or is our own.
 *
 * @param {number} pid
 */
function groupOf(pid) {
  try {
    const [, own] = readGroups("self");
    const [, group] = readGroups(String(pid));
    return group === undefined || group === own ? 0 : group;
  } catch {
    return 0;
  }
}

/** @param {string} pid */
function readGroups(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name of a program may hold blanks and brackets: what counts comes behind it.
  const [, parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return [Number(parent), Number(group)];
}
