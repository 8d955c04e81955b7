import * as nodeModule from "node:module";

// Lets this process import TypeScript, like `--import tsx/esm` but cheaper. Where Node
// has no synchronous hooks (before 22.15), tsx works in its own thread, and the usual way
// also loads a copy here that does nothing: 30 ms of a server's start. tsx requires some
// data; without any, it assumes Node's old --loader and refuses.
if ("registerHooks" in nodeModule) {
  const { register } = await import("tsx/esm/api");
  register();
} else {
  process.setSourceMapsEnabled(true);
  nodeModule.register("tsx/esm", import.meta.url, { data: {} });
}
