import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LIFELINE_FD } from "./file-descriptors.js";

// Plain JavaScript, because the first process of a lesson starts while the TypeScript
// loader is still loading (runner/start.js).

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} node Whether it is a Node process: it gets a control channel, and a
 *   pipe that closes when we are gone.
 */

/**
 * @typedef {object} HostOptions
 * @property {URL} file The host file that the process runs.
 * @property {Record<string, string>} [env]
 * @property {number} [megabytes] A cap on its heap: a leak ends the process that leaks,
 *   not the machine.
 * @property {readonly string[]} [packages] Packages it is going to need. Loaded before
 *   tsx, they take half the time.
 * @property {import("./enclosure.js").Enclosure} enclosure What it belongs to, with
 *   everything it starts.
 * @property {boolean} [hostsLearnerCode] Whether code under judgment is going to run in
 *   it.
 * @property {boolean} [importsModules] Whether it is going to import modules that others
 *   wrote in TypeScript. If not, it uses tsx's loader for require, which needs no thread
 *   and half the startup time.
 */

const ignoreDebugSignal = fileURLToPath(
  new URL("./ignore-debug-signal.cjs", import.meta.url),
);
// Until the listener is in place, a signal would still make the debugger listen. This
// address, which no machine has (TEST-NET-1, RFC 5737), prevents that.
const noDebugger = ["--inspect-port=192.0.2.1:9229", "--require", ignoreDebugSignal];

const typescriptLoader = new URL("./typescript-loader.js", import.meta.url).href;

/** @type {boolean | undefined} */
let parentDeathSignal;

/**
 * Whether the kernel can kill a process when its parent dies. With util-linux's setpriv
 * it can, even if all our helpers are killed first. Other systems rely on the helpers.
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
      // Its own group: what a server starts dies with the server, and Ctrl-C in the
      // terminal reaches only the runner.
      detached: true,
      env,
      stdio: node
        ? ["ignore", "pipe", "pipe", "pipe", "pipe"]
        : ["ignore", "pipe", "pipe"],
    },
  );
  // A failed start shows as a missing pid.
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
    // Never the tsx binary: it starts a second process, which would survive a kill.
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
      // Nothing here uses TLS, but Node reads a company's certificates on each start.
      // With a long list, that is half of the startup time.
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
