import { builtinModules, createRequire } from "node:module";

const { getOwnPropertyDescriptor, is } = Object;
const { get, ownKeys } = Reflect;
const require = createRequire(import.meta.url);

/** How many steps away from a global or a module's export a change is still detected. */
const DEPTH = 3;

/** What Node and packages collect themselves while they work. */
const gathered: ReadonlySet<string> = new Set([
  "globalThis.Symbol(undici.globalDispatcher.1)",
  "globalThis.Symbol(undici.globalDispatcher.2)",
  "iconv-lite._codecDataCache",
  "iconv-lite.encodings",
  "ioredis.default.flagMap",
  "node:_http_common.parsers",
  "node:module._cache",
  "node:module._pathCache",
  "process.moduleLoadList",
]);

/** An object's own properties: their values, or the functions behind computed ones. */
type Shape = {
  name: string;
  found: object;
  keys: readonly PropertyKey[];
  values: readonly unknown[];
  computed: ReadonlySet<PropertyKey>;
};

/**
 * What all code in a process shares: globals, the exports of Node's modules and the
 * loaded packages, the prototypes of all these, and the process's listeners.
 */
export class Fingerprint {
  readonly #shapes: readonly Shape[] = takeShapes();
  readonly #packages: ReadonlySet<string> = new Set(
    Object.keys(require.cache).map(packageOf),
  );

  /** The first place that has changed, for a person; null: all is as it was. */
  findDifference(): string | null {
    const added = Object.keys(require.cache).find(
      (path) => !this.#packages.has(packageOf(path)),
    );
    // No one saw what it was like before it was changed.
    if (added !== undefined) return `the package ${packageOf(added)} was loaded`;
    for (const shape of this.#shapes) {
      const key = findChange(shape);
      if (key !== null) return `${shape.name}.${String(key)} was changed`;
    }
    return null;
  }
}

/** The first property that is new, gone, or has another value; null if there's none. */
function findChange(shape: Shape): PropertyKey | null {
  const { name, found, keys, values, computed } = shape;
  const now = keysOf(name, found);
  for (const [at, key] of keys.entries()) {
    if (now[at] !== key) return now.find((each) => !keys.includes(each)) ?? key;
    const value = computed.has(key) ? behind(found, key) : get(found, key);
    if (!is(value, values[at])) return key;
  }
  return now[keys.length] ?? null;
}

function keysOf(name: string, found: object): PropertyKey[] {
  return ownKeys(found).filter((key) => !gathered.has(`${name}.${String(key)}`));
}

function behind(found: object, key: PropertyKey): unknown {
  const { get, set, value } = getOwnPropertyDescriptor(found, key) ?? {};
  return get ?? set ?? value;
}

/** Step by step, so each object gets the shortest of its names. */
function takeShapes(): Shape[] {
  const seen = new Set<object>();
  const shapes: Shape[] = [];
  let open = roots();
  for (let depth = 0; depth < DEPTH; depth++) {
    const next: [string, unknown][] = [];
    for (const [name, found] of open) {
      if (!isObject(found) || seen.has(found)) continue;
      seen.add(found);
      const shape = shapeOf(name, found);
      shapes.push(shape);
      for (const [at, key] of shape.keys.entries()) {
        if (!shape.computed.has(key))
          next.push([`${name}.${String(key)}`, shape.values[at]]);
      }
    }
    open = next;
  }
  return shapes;
}

function shapeOf(name: string, found: object): Shape {
  const keys = keysOf(name, found);
  const computed = new Set<PropertyKey>();
  const values = keys.map((key) => {
    const descriptor = getOwnPropertyDescriptor(found, key);
    if (descriptor && "value" in descriptor) return get(found, key);
    computed.add(key);
    return behind(found, key);
  });
  return { name, found, keys, values, computed };
}

function roots(): [string, unknown][] {
  // Don't load a module just for this.
  const list: unknown = get(process, "moduleLoadList");
  const loaded = new Set(Array.isArray(list) ? list : []);
  const builtin = builtinModules.filter((name) => loaded.has(`NativeModule ${name}`));
  const packages = Object.entries(require.cache);
  return [
    ["globalThis", globalThis],
    // These are computed properties of globalThis, so the search doesn't look behind
    // them.
    ["process", process],
    ["performance", performance],
    ...builtin.map((name): [string, unknown] => [`node:${name}`, require(name)]),
    ...packages.map(([path, module]): [string, unknown] => [
      packageOf(path),
      module?.exports,
    ]),
  ];
}

function packageOf(path: string): string {
  return /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
}

function isObject(value: unknown): value is object {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
