const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

// Loaded before anything else of a command: whoever has not run `npm ci` yet, or has copied
// node_modules from another machine, is told so. That is why this is plain JavaScript.

const root = join(__dirname, "..", "..", "..");
const EXIT_CODE = 2;
const SHOWN = 3;

/** @returns {string[]} the packages of package.json that aren't installed */
function findMissing() {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(dependencies).filter((name) => !isInstalled(name));
}

/** @param {string} name of a package */
function isInstalled(name) {
  return existsSync(join(root, "node_modules", name, "package.json"));
}

/** What compiles TypeScript is a program, with another package for each kind of machine. */
function hasCompiler() {
  const name = `@esbuild/${process.platform}-${process.arch}`;
  if (isInstalled(name)) return true;
  // Where optional packages are left out, esbuild's own installer puts the program here.
  const copy = `downloaded-${name.replace("/", "-")}-esbuild`;
  return existsSync(join(root, "node_modules", "esbuild", "lib", copy));
}

/** @param {readonly string[]} missing */
function describe(missing) {
  const all = missing.slice(0, SHOWN).join(", ");
  const more = missing.length - SHOWN;
  return more > 0 ? `${all}, and ${more} more` : all;
}

/**
 * @param {string} fact
 * @returns {never}
 */
function stop(fact) {
  process.stderr.write(`\n ${fact}\n next: npm ci\n`);
  process.exit(EXIT_CODE);
}

const missing = findMissing();
if (missing.length > 0) stop(`Packages are not installed: ${describe(missing)}.`);

if (!hasCompiler()) {
  const machine = `${process.platform} ${process.arch}`;
  stop(`The packages were installed for another kind of machine than ${machine}.`);
}
