import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Duplex } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { CONTROL_FD } from "./file-descriptors.js";
import type { AskMessage } from "./messages.ts";

/** More than this without a line end isn't one of our messages. */
const MAX_CHARACTERS = 16_000_000;

/**
 * The parent's end of the control channel to a host process. Code under judgment shares
 * the process at the other end, so only messages that begin with this channel's key are
 * read.
 */
export class ControlChannel {
  readonly #stream: Duplex | null;
  readonly #key = randomUUID();
  readonly closed: Promise<void>;
  #text = "";

  constructor(child: ChildProcess, onMessage: (message: unknown) => void) {
    const stream = child.stdio[CONTROL_FD];
    this.#stream = stream instanceof Duplex ? stream : null;
    this.closed = new Promise((resolve) => {
      if (!this.#stream) resolve();
      this.#stream?.once("end", resolve).once("close", resolve);
    });
    // The process's end shows that it is gone, so ignore errors here.
    this.#stream?.on("error", () => {});
    const decoder = new StringDecoder("utf8");
    this.#stream?.on("data", (chunk: Buffer) => {
      for (const line of this.#linesOf(decoder.write(chunk))) {
        if (!line.startsWith(this.#key)) continue;
        const message = read(line.slice(this.#key.length));
        if (message !== undefined) onMessage(message);
      }
    });
    this.#stream?.write(`${this.#key}\n`);
  }

  get isOpen(): boolean {
    return this.#stream?.writable === true && !this.#stream.readableEnded;
  }

  /** Sends a question. If the process is gone, the channel's closing shows it. */
  send(message: AskMessage): void {
    this.#stream?.write(`${JSON.stringify(message)}\n`);
  }

  #linesOf(more: string): string[] {
    const lines = (this.#text + more).split("\n");
    const rest = lines.pop() ?? "";
    this.#text = rest.length > MAX_CHARACTERS ? "" : rest;
    return lines;
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
