import * as nodeModule from "node:module";

// A module is loaded once under its address, so a file that is to be loaded again is asked for
// with a number behind it: "app.ts?load=2". What it imports gets the same number here, or it
// would remember what was loaded before: #app too. Packages and the lab's own code stay.

const labsCode = new URL("../", import.meta.url).href;

/**
 * @param {string} url What an import was resolved to.
 * @param {string | undefined} importer
 */
function withNumber(url, importer = "") {
  const number = /\?load=\d+$/.exec(importer)?.[0];
  const stays = !url.startsWith("file:") || url.includes("/node_modules/");
  if (number === undefined || stays || url.startsWith(labsCode)) return url;
  return url.includes("?") ? url : `${url}${number}`;
}

/**
 * Node finds it by this name.
 *
 * @public
 * @type {nodeModule.ResolveHook}
 */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context);
  return { ...found, url: withNumber(found.url, context.parentURL) };
}

/** Has all that is loaded again bring along, as new, what it imports. */
export function reloadImports() {
  // Where Node has them, hooks are called in this thread, and at once.
  if ("registerHooks" in nodeModule && typeof nodeModule.registerHooks === "function") {
    nodeModule.registerHooks({
      /**
       * @param {string} specifier
       * @param {nodeModule.ResolveHookContext} context
       * @param {(specifier: string, context: nodeModule.ResolveHookContext) => nodeModule.ResolveFnOutput} nextResolve
       */
      resolve(specifier, context, nextResolve) {
        const found = nextResolve(specifier, context);
        return { ...found, url: withNumber(found.url, context.parentURL) };
      },
    });
    return;
  }
  nodeModule.register(import.meta.url);
}
