import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

const KEPT_CHARACTERS = 16_384;

/** The end of what a process printed: enough to show, never enough to fill the memory. */
export class OutputTail {
  #text = "";
  #look = () => {};

  collect(stream: Readable | null): void {
    const decoder = new StringDecoder("utf8");
    stream?.on("data", (chunk: Buffer) => {
      this.#text = (this.#text + decoder.write(chunk)).slice(-KEPT_CHARACTERS);
      this.#look();
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

  /** Waits until this was printed so often, for so many ms, and forgets all before it. */
  async clearUntil(mark: string, times: number, timeout: number): Promise<boolean> {
    const isThere = () => this.#text.split(mark).length > times;
    const found = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, timeout, false);
      this.#look = () => {
        if (!isThere()) return;
        clearTimeout(timer);
        resolve(true);
      };
      this.#look();
    });
    this.#look = () => {};
    this.#text = "";
    return found;
  }
}
