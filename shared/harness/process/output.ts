import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

const KEPT_CHARACTERS = 16_384;

/** The end of what a process printed: enough to show, never enough to fill the memory. */
export class OutputTail {
  #text = "";

  collect(stream: Readable | null): void {
    const decoder = new StringDecoder("utf8");
    stream?.on("data", (chunk: Buffer) => {
      this.#text = (this.#text + decoder.write(chunk)).slice(-KEPT_CHARACTERS);
    });
    // A pipe that breaks when its process is killed is not an error of ours.
    stream?.on("error", () => {});
  }

  /** The last lines, without empty ones. */
  lines(most: number): string[] {
    return this.#text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-most);
  }

  clear(): void {
    this.#text = "";
  }
}
