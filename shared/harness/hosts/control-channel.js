import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { CONTROL_FD } from "../process/file-descriptors.js";

/**
 * Opens this process's end of the lab's control channel. Its first line is a key: what is
 * sent begins with it, and the parent believes nothing else.
 *
 * @param {(text: string) => void} onText hears each line after it
 * @returns {(text: string) => void} sends a line
 */
export function openControlChannel(onText) {
  const socket = new Socket({ fd: CONTROL_FD });
  // The parent may have gone a moment ago; the lifeline ends this process then.
  socket.on("error", () => {});
  /** @type {string | null} */
  let key = null;
  // What goes wrong with the socket goes wrong with what reads it, too.
  const lines = createInterface({ input: socket }).on("error", () => {});
  lines.on("line", (text) => {
    if (key === null) key = text;
    else onText(text);
  });
  return (text) => void socket.write(`${key ?? ""}${text}\n`);
}
