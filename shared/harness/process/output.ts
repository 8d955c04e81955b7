import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

const KEPT_CHARACTERS = 16_384;

/**
 * The last part of what a process printed: enough to show, never enough to fill memory.
 */
export class OutputTail {
  #text = "";
  #look = () => {};

  collect(stream: Readable | null): void {
    const decoder = new StringDecoder("utf8");
    stream?.on("data", (chunk: Buffer) => {
      this.#text = (this.#text + decoder.write(chunk)).slice(-KEPT_CHARACTERS);
      this.#look();
    });
    // A pipe that breaks because its process was killed isn't our error.
    stream?.on("error", () => {});
  }

  /** The last lines, without empty ones. */
  lines(most: number): string[] {
    return this.#text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-most);
  }

  /**
   * Waits up to this many ms until the mark was printed this often, and drops everything
   * before it.
   */
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
