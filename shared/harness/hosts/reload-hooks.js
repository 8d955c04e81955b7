import * as nodeModule from "node:module";

// A module is loaded once per URL, so a file that must be loaded again is requested with
// a number after it: "app.ts?load=2". Its imports (#app too) get the same number here;
// otherwise they would remember the previous load. Packages and the lab's own code stay
// loaded.

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

/** Makes every reloaded module load its imports fresh as well. */
export function reloadImports() {
  // Where Node supports it, hooks are called in this thread, synchronously.
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
