import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LIFELINE_FD } from "./file-descriptors.js";

// Plain JavaScript, because the first process of a lesson is started while TypeScript's
// loader still loads (runner/start.js).

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} node For a Node process: a line of control, and a pipe whose end means
 *   that we are gone.
 */

/**
 * @typedef {object} HostOptions
 * @property {URL} file The host file that the process runs.
 * @property {Record<string, string>} [env]
 * @property {number} [megabytes] A cap on its heap: a leak ends the process that has it, not
 *   the machine.
 * @property {readonly string[]} [packages] Packages that it is going to need. Before tsx is
 *   there they load in half the time.
 * @property {import("./enclosure.js").Enclosure} enclosure What it belongs to, with all
 *   that it starts.
 * @property {boolean} [hostsLearnerCode] Whether code under judgement is going to run in it.
 * @property {boolean} [importsModules] Whether it is going to import modules that others
 *   wrote, in TypeScript. If not, it runs by tsx's loader for require, which needs no thread
 *   and half the start.
 */

const ignoreDebugSignal = fileURLToPath(
  new URL("./ignore-debug-signal.cjs", import.meta.url),
);
// Before the listener is there, a signal would still have the debugger listen: here, at an
// address that no machine has (TEST-NET-1, RFC 5737), so that it can't.
const noDebugger = ["--inspect-port=192.0.2.1:9229", "--require", ignoreDebugSignal];

const typescriptLoader = new URL("./typescript-loader.js", import.meta.url).href;

/** @type {boolean | undefined} */
let parentDeathSignal;

/**
 * Whether the kernel can be asked to kill a process when its parent dies: util-linux's
 * setpriv does, and it holds even if every helper of ours is killed first. Other systems
 * rely on the helpers.
 */
export function hasParentDeathSignal() {
  parentDeathSignal ??=
    process.platform === "linux" &&
    spawnSync("setpriv", ["--pdeathsig", "KILL", "true"]).status === 0;
  return parentDeathSignal;
}

/**
 * Starts a process that ends with this one.
 *
 * @param {Command} command
 */
export function spawnGuarded({ file, args, env, node }) {
  const guarded = hasParentDeathSignal();
  const child = spawn(
    guarded ? "setpriv" : file,
    guarded ? ["--pdeathsig", "KILL", "--", file, ...args] : args,
    {
      // A group of its own: what a server starts dies with the server, and Ctrl-C in the
      // terminal reaches the runner alone.
      detached: true,
      env,
      stdio: node
        ? ["ignore", "pipe", "pipe", "pipe", "pipe"]
        : ["ignore", "pipe", "pipe"],
    },
  );
  // That it could not be started is seen from its missing id.
  child.on("error", () => {});
  return child;
}

/**
 * Starts a Node process that runs a host file.
 *
 * @param {HostOptions} options
 */
export function spawnHost(options) {
  const {
    file,
    env = {},
    enclosure,
    packages = [],
    megabytes = 256,
    importsModules = true,
    hostsLearnerCode = false,
  } = options;
  const child = spawnGuarded({
    // Never the tsx binary: it starts a second process, which survives a kill.
    file: process.execPath,
    args: [
      ...noDebugger,
      "--no-opt",
      `--max-old-space-size=${megabytes}`,
      ...packages.flatMap((name) => ["--import", import.meta.resolve(name)]),
      ...runBy(fileURLToPath(file), importsModules),
    ],
    env: {
      ...process.env,
      ...env,
      ...enclosure.env,
      LAB_APART: hostsLearnerCode ? "1" : undefined,
      // Nothing here speaks TLS, and Node reads a company's certificates at each start: with
      // a long list that is half of it.
      NODE_EXTRA_CA_CERTS: undefined,
      LAB_LIFELINE: String(LIFELINE_FD),
      LAB_LIFELINE_THREAD: hasParentDeathSignal() ? "" : "1",
    },
    node: true,
  });
  enclosure.hold(child.pid);
  return child;
}

/**
 * @param {string} file
 * @param {boolean} importsModules
 */
function runBy(file, importsModules) {
  if (importsModules) return ["--import", typescriptLoader, file];
  const loader = fileURLToPath(import.meta.resolve("tsx/cjs"));
  return ["--require", loader, "--eval", `require(${JSON.stringify(file)})`];
}
