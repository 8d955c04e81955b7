import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { CONTROL_FD } from "../process/file-descriptors.js";

/**
 * Opens this process's end of the lab's control channel. Its first line is a key, and the
 * parent believes only messages that begin with it.
 *
 * void} onText => @param {(text: string) => void} onText called with each line after the
 * key
 * @returns {(text: string) => void} sends a line
 */
export function openControlChannel(onText) {
  const socket = new Socket({ fd: CONTROL_FD });
  // The parent might have just gone; the lifeline then ends this process.
  socket.on("error", () => {});
  /** @type {string | null} */
  let key = null;
  // An error of the socket also reaches its reader.
  const lines = createInterface({ input: socket }).on("error", () => {});
  lines.on("line", (text) => {
    if (key === null) key = text;
    else onText(text);
  });
  return (text) => void socket.write(`${key ?? ""}${text}\n`);
}
