import { once } from "node:events";
import { connect } from "node:net";
import { Finding } from "../core/finding.ts";
import type { Surroundings } from "./browser.ts";
import { Response } from "./response.ts";

/**
 * Sends a hand-written request as raw bytes, and reads the response.
 *
 * @throws {Finding} if it isn't a request that a server would answer
 */
export async function sendRaw(
  surroundings: Surroundings,
  text: string,
): Promise<Response> {
  const socket = connect(surroundings.port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    received += chunk;
    // Whether to close the connection is up to the balancer, so don't wait for that.
    if (isWhole(received)) socket.destroy();
  });
  socket.on("error", () => {});
  socket.setTimeout(3_000, () => socket.destroy());
  await once(socket, "connect");
  // Not ended here: a Node server treats a client that closes its half as gone.
  socket.write(text);
  await once(socket, "close");
  const [head = "", body = ""] = received.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line): [string, string] => {
      const middle = line.indexOf(":");
      return [line.slice(0, middle).toLowerCase(), line.slice(middle + 1).trim()];
    }),
  );
  const number = Number(headers["x-hop"]);
  if (!number) {
    const what = statusLine ? `"${statusLine}"` : "nothing";
    throw new Finding(`The bytes are no HTTP request: what came back was ${what}.`);
  }
  const hop = await surroundings.hop(number);
  const status = Number(statusLine.split(" ")[1]);
  const response = new Response({ statusCode: status, headers }, body, hop);
  surroundings.timeline().addHop(hop, "written by hand");
  return response;
}

/** Whether a response is complete, as far as it states a length. */
function isWhole(received: string): boolean {
  const [head = "", body] = received.split("\r\n\r\n");
  const [, length] = /^content-length: *(\d+)/im.exec(head) ?? [];
  if (body === undefined || length === undefined) return false;
  return Buffer.byteLength(body) >= Number(length);
}
