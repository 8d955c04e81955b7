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

// Plain JavaScript, because the first process of a lesson starts while the TypeScript
// loader is still loading (runner/start.js).

const MARK = "LAB_RUN";
const ROUNDS = 50;
const ROUND_MS = 20;
/** An empty group this old belongs to no one: its run ended before it could clean up. */
const STALE_MS = 60_000;
const compiler = /[\\/]esbuild(\.exe)? --service=[\d.]+ --ping\s*$/;

/**
 * Everything a run has started, at any depth. A process that leaves its group and its
 * parents still has a mark in its environment, and on Linux, where we may create one, a
 * control group. (A process that empties its environment is then found by the group
 * alone.)
 */
export class Enclosure {
  /** The mark of an enclosure begins with the mark of the one that contains it. */
  mark = [process.env[MARK], randomUUID().slice(0, 8)].filter(Boolean).join(".");

  /** @type {string | null | undefined} undefined: not tried yet */
  #group;

  /** The environment that marks a process as belonging to it. */
  get env() {
    return { [MARK]: this.mark };
  }

  /** The folder of its control group; null: there is none here. */
  get group() {
    if (this.#group === undefined) this.#group = makeGroup(this.#groupName);
    return this.#group;
  }

  /**
   * Moves a process into the control group, before it has started anything.
   *
   * @param {number | undefined} pid
   */
  hold(pid) {
    if (pid === undefined || this.group === null) return;
    try {
      writeFileSync(join(this.group, "cgroup.procs"), String(pid));
    } catch {
      // It has already ended, or the system doesn't let us move processes. The mark
      // remains.
    }
  }

  /**
   * The ids of the processes inside, except these and the compiler that tsx started in
   * them.
   *
   * @param {ReadonlySet<number>} known
   */
  findOthers(known) {
    const inGroup = this.group === null ? [] : membersOf(this.group);
    const inside = new Set([...findMarked(`${MARK}=${this.mark}`), ...inGroup]);
    return [...inside].filter((pid) => !known.has(pid) && !compiler.test(commandOf(pid)));
  }

  /** Ends everything that is left inside. */
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

  /**
   * Kills and removes its control groups; returns the ids of the processes still in one.
   */
  #killGroups() {
    const parent = ownGroup();
    if (parent === null) return [];
    const names = readdirSync(parent).filter(
      (name) => name === this.#groupName || name.startsWith(`${this.#groupName}.`),
    );
    return names.flatMap((name) => emptyGroup(join(parent, name)));
  }
}

/**
 * Removes empty groups that earlier runs have left; a group with a process in it stays.
 */
function sweep() {
  const parent = ownGroup();
  if (parent === null) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith("workbook-")) continue;
    try {
      const folder = join(parent, name);
      if (Date.now() - statSync(folder).ctimeMs > STALE_MS) rmdirSync(folder);
    } catch {
      // A process is in it, or another run has removed it.
    }
  }
}

/**
 * The ids of the processes in a control group, or in a group inside it.
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
 * The control groups inside a control group, as folders.
 *
 * @param {string} folder
 */
function groupsIn(folder) {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), [])
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

/**
 * The result of reading a group, or `nothing` if the group was removed. The processes in
 * it, their reaper, or another run can remove it at any moment.
 *
 * @template T
 * @param {() => T} read
 * @param {T} nothing
 */
function unlessGone(read, nothing) {
  try {
    return read();
  } catch (error) {
    // Reading a group that was removed while its file was open fails with "no such
    // device".
    if (/^(ENOENT|ENODEV)\b/.test(error instanceof Error ? error.message : "")) {
      return nothing;
    }
    throw error;
  }
}

/** @param {string} folder */
function emptyGroup(folder) {
  // Learner code might have made groups inside it.
  for (const inner of groupsIn(folder)) emptyGroup(inner);
  try {
    // Linux 5.14 kills a whole group at once, so no process escapes by forking.
    writeFileSync(join(folder, "cgroup.kill"), "1");
  } catch {
    // On an older Linux, its processes are killed one by one.
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
    // It has ended in the meantime.
    return "";
  }
}

/** @param {string} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    // It has ended in the meantime, or belongs to another user.
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
  // Its whole group; otherwise a process that keeps forking would always be a step ahead.
  for (const target of [-pid, -groupOf(pid), pid]) {
    try {
      if (target !== 0 && target !== -1) process.kill(target, "SIGKILL");
    } catch {
      // It has ended in the meantime, or leads no group.
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
  // A program's name can contain spaces and parentheses, so read what follows it.
  const [, parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return [Number(parent), Number(group)];
}
