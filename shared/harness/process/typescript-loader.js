import * as nodeModule from "node:module";

// Lets this process import TypeScript: what `--import tsx/esm` does, for less. Where Node
// has no synchronous hooks (before 22.15), tsx works in a thread of its own, and the usual
// way loads a copy of it here too, which does nothing: 30 ms of a server's start. It wants
// some data: without any it takes this for Node's old --loader, and refuses.
if ("registerHooks" in nodeModule) {
  const { register } = await import("tsx/esm/api");
  register();
} else {
  process.setSourceMapsEnabled(true);
  nodeModule.register("tsx/esm", import.meta.url, { data: {} });
}
