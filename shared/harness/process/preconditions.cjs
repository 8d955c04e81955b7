const { existsSync, mkdtempSync, readFileSync, rmdirSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

// Loaded before anything else in a command, because without these the command could only
// fail. That's why this is plain JavaScript and needs no package.

const root = join(__dirname, "..", "..", "..");
const EXIT_CODE = 2;
const SHOWN = 3;
/** As much of a fault as fits on a line of the terminal. */
const FAULT_LENGTH = 78;

/** @returns {string[]} the packages of package.json that aren't installed */
function findMissing() {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(dependencies).filter((name) => !isInstalled(name));
}

/** @param {string} name of a package */
function isInstalled(name) {
  return existsSync(join(root, "node_modules", name, "package.json"));
}

/** The TypeScript compiler is a program, with a separate package for each platform. */
function hasCompiler() {
  const name = `@esbuild/${process.platform}-${process.arch}`;
  if (isInstalled(name)) return true;
  // Without optional packages, esbuild's own installer puts the program here.
  const copy = `downloaded-${name.replace("/", "-")}-esbuild`;
  return existsSync(join(root, "node_modules", "esbuild", "lib", copy));
}

/** @param {readonly string[]} missing */
function describe(missing) {
  const all = missing.slice(0, SHOWN).join(", ");
  const more = missing.length - SHOWN;
  return more > 0 ? `${all}, and ${more} more` : all;
}

/** @returns {string | null} why no temporary file can be written; null: it can */
function findTemporaryFault() {
  try {
    rmdirSync(mkdtempSync(join(tmpdir(), "workbook-")));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * @param {string} fact
 * @param {string} next
 * @returns {never}
 */
function stop(fact, next = "npm ci") {
  process.stderr.write(`\n ${fact}\n next: ${next}\n`);
  process.exit(EXIT_CODE);
}

const missing = findMissing();
if (missing.length > 0) stop(`Packages are not installed: ${describe(missing)}.`);

if (!hasCompiler()) {
  const machine = `${process.platform} ${process.arch}`;
  stop(`The packages were installed for another kind of machine than ${machine}.`);
}

const fault = findTemporaryFault();
if (fault !== null) {
  const variable = process.platform === "win32" ? "TEMP" : "TMPDIR";
  stop(
    `No temporary file can be written in ${tmpdir()}:\n ${fault.slice(0, FAULT_LENGTH)}`,
    `make room there, or set ${variable} to a folder that can be written`,
  );
}
