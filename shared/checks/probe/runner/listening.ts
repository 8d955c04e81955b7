import { type Attack, append, together, write } from "./attack.ts";

// What someone would write to overhear the lab's questions, and to behave only then.
const listening: [what: string, code: string][] = [
  ["process.on", 'process.on("message", (m) => note("{OUT}/heard", JSON.stringify(m)));'],
  [
    "process.prependListener",
    'process.prependListener("message", (m) => note("{OUT}/heard", JSON.stringify(m)));',
  ],
  [
    "a process.emit of its own",
    'const emit = process.emit; process.emit = function (this: unknown, ...a: unknown[]) { if (a[0] === "message") note("{OUT}/heard", JSON.stringify(a)); return Reflect.apply(emit, this, a); } as typeof emit;',
  ],
  [
    "an EventEmitter of its own",
    'import { EventEmitter } from "node:events"; const emit = EventEmitter.prototype.emit; EventEmitter.prototype.emit = function (name, ...a) { const text = a.map(String).join(); if (/moveClock|repeatRandomness|"ask"/.test(text)) note("{OUT}/heard", text); return emit.call(this, name, ...a); };',
  ],
  [
    "a JSON.parse of its own",
    'const parse = JSON.parse; JSON.parse = (text: string) => { if (text.includes("moveClock")) note("{OUT}/heard", text); return parse(text); };',
  ],
  [
    "streams of its own",
    'import { Readable } from "node:stream"; const push = Readable.prototype.push; Readable.prototype.push = function (chunk, ...a) { if (String(chunk).includes("moveClock")) note("{OUT}/heard", String(chunk)); return push.call(this, chunk, ...a); };',
  ],
  [
    "a Buffer.toString of its own",
    'const text = Buffer.prototype.toString; Buffer.prototype.toString = function (...a) { const said = text.apply(this, a as []); if (said.includes("moveClock")) note("{OUT}/heard", said); return said; };',
  ],
  [
    "process.send",
    'if (process.send !== undefined) note("{OUT}/heard", "there is a send");',
  ],
  [
    "process.channel",
    'if ((process as { channel?: unknown }).channel) note("{OUT}/heard", "there is a channel");',
  ],
  [
    "the line of the host's own module",
    'import { pathToFileURL as toUrl } from "node:url"; const { serveParent } = await import(toUrl("{ROOT}/shared/harness/hosts/host.ts").href); try { serveParent({ moveClock: () => note("{OUT}/heard", "moveClock") }); note("{OUT}/heard", "served"); } catch {}',
  ],
  [
    "the process's handles",
    'for (const handle of (process as unknown as { _getActiveHandles(): { on?(name: string, hear: (c: unknown) => void): void }[] })._getActiveHandles()) handle?.on?.("data", (c) => { if (/moveClock|repeatRandomness/.test(String(c))) note("{OUT}/heard", String(c)); });',
  ],
  [
    "what sockets write",
    'import { Socket } from "node:net"; const writes = (Socket.prototype as unknown as { _write(...a: unknown[]): void })._write; (Socket.prototype as unknown as { _write(...a: unknown[]): void })._write = function (...a) { if (/"id":\\d+,"value"/.test(String(a[0]))) note("{OUT}/heard", String(a[0])); return writes.apply(this, a); };',
  ],
  [
    "message ports",
    'import { MessagePort } from "node:worker_threads"; const on = MessagePort.prototype.on; MessagePort.prototype.on = function (...a: never[]) { note("{OUT}/heard", "a port"); return on.apply(this, a); } as typeof on;',
  ],
];

const speaking: [what: string, code: string][] = [
  ["process.send", 'process.send?.({ news: "check", value: {} });'],
  [
    "the line itself",
    'import { writeSync } from "node:fs"; for (let id = 0; id < 50; id++) writeSync(3, JSON.stringify({ id, value: 1 }) + "\\n");',
  ],
  [
    "a socket on the line",
    'import { Socket } from "node:net"; try { new Socket({ fd: 3 }).write("{}\\n"); } catch {}',
  ],
];

/** Files that listen to the lab, or speak in its name. */
export const onTheLine: readonly Attack[] = [
  {
    title: "it listens in every way",
    on: "solution",
    change: append(`${write}\n${together(listening)}`),
    codes: [0],
  },
  ...listening.map(
    ([what, code]): Attack => ({
      title: `it listens: ${what}`,
      on: "solution",
      change: append(`${write}\n${code}`),
      codes: [0],
      further: true,
    }),
  ),
  {
    title: "it speaks for us in every way",
    change: append(together(speaking)),
    codes: [1],
  },
  ...speaking.map(
    ([what, code]): Attack => ({
      title: `it speaks for us: ${what}`,
      change: append(code),
      codes: [1],
      further: true,
    }),
  ),
];
