import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, freemem, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../course/catalogue.ts";
import { findNativeRedis } from "../harness/redis/open-redis.ts";
import { marks, print, style } from "../terminal/style.ts";
import { SaveWatcher } from "./stay/save-watcher.ts";

/** What was found, and what to do if something is wrong. */
type Diagnosis = { good: boolean; fact: string; repair?: string };

const LEAST_NODE = [20, 19] as const;
const LEAST_FREE_MEGABYTES = 800;
const MAX_LOAD_PER_CORE = 4;

const examinations: Record<string, () => Diagnosis | Promise<Diagnosis>> = {
  Node: () => {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    const good =
      major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
    const repair = `install Node ${LEAST_NODE.join(".")} or newer, then: npm ci`;
    return {
      good,
      fact: `${process.version} on ${process.platform} ${process.arch}`,
      repair,
    };
  },
  packages: () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const missing = Object.keys(dependencies).filter((name) => !isInstalled(name));
    return {
      good: missing.length === 0,
      fact: missing.length === 0 ? "all installed" : `missing: ${missing.join(", ")}`,
      repair: "npm ci",
    };
  },
  Redis: () => {
    const native = findNativeRedis();
    const fact = native?.description ?? "embedded (js-redis-server); no other found";
    return { good: true, fact };
  },
  "file events": async () => {
    const folder = mkdtempSync(join(tmpdir(), "workbook-doctor-"));
    try {
      const file = join(folder, "saved.ts");
      writeFileSync(file, "1");
      const began = performance.now();
      const seen = await new Promise<boolean>((resolve) => {
        const late = setTimeout(() => resolve(false), 3_000);
        const watcher = new SaveWatcher([file], () => {
          clearTimeout(late);
          watcher[Symbol.dispose]();
          resolve(true);
        });
        writeFileSync(file, "22");
      });
      const fact = `a save is seen after ${Math.round(performance.now() - began)} ms`;
      const repair = "run a lesson again by pressing r";
      return { good: seen, fact: seen ? fact : "a save is not seen", repair };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  loopback: async () => {
    const server = createServer();
    try {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      return { good: true, fact: "127.0.0.1 gives ports" };
    } catch (error) {
      const repair =
        "let programs listen on 127.0.0.1 (a firewall, a container's network)";
      return { good: false, fact: `no port on 127.0.0.1: ${String(error)}`, repair };
    } finally {
      server.close();
    }
  },
  memory: () => {
    const [free, total] = [freemem(), totalmem()].map((bytes) =>
      Math.round(bytes / 2 ** 20),
    );
    return {
      good: (free ?? 0) >= LEAST_FREE_MEGABYTES,
      fact: `${free} of ${total} MB free`,
      repair: "close some programs: lesson 03 takes up to 750 MB",
    };
  },
  load: () => {
    const [load = 0] = loadavg();
    const cores = availableParallelism();
    return {
      // Above this load, a run is slow, and its outcome might be undecided.
      good: load <= MAX_LOAD_PER_CORE * cores,
      fact: `${load.toFixed(1)} on ${cores} cores`,
      repair: "wait until this machine is less busy, or close some programs",
    };
  },
  leftovers: () => {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="]);
    const left = (stdout?.toString() ?? "")
      .split("\n")
      .filter((line) => line.includes(join("shared", "harness", "hosts")))
      .filter((line) => line.includes(root) && /^\s*\d+\s+1\s/.test(line))
      .map((line) => Number(line.trim().split(/\s+/)[0]));
    return {
      good: left.length === 0,
      fact:
        left.length === 0
          ? "no process of an earlier run"
          : `processes ${left.join(", ")}`,
      repair: `end them: kill -9 ${left.join(" ")}`,
    };
  },
};

function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== "";
  } catch {
    return false;
  }
}

// `npm run doctor`: can this machine run the workbook? Its output is meant to be pasted
// into a question.
let good = true;
print();
for (const [what, examine] of Object.entries(examinations)) {
  const finding = await Promise.resolve()
    .then(examine)
    .catch(
      (error: unknown): Diagnosis => ({
        good: false,
        fact: String(error),
        repair: "npm ci",
      }),
    );
  good &&= finding.good;
  const mark = finding.good ? style.green(marks.passed) : style.red(marks.failed);
  print(` ${mark} ${what.padEnd(12)} ${finding.fact}`);
  if (!finding.good && finding.repair) print(`   ${"".padEnd(12)} → ${finding.repair}`);
}
print();
print(
  good
    ? " This machine can run every lesson."
    : " Fix what's marked, then run this again.",
);
process.exitCode = good ? 0 : 2;
