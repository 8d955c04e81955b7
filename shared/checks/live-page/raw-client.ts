import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";

/** What came back on a connection until it ended. */
export type Ending = { status: number; text: string; milliseconds: number };

const GIVE_UP_MS = 10_000;

/** Lines, and the empty one with which a request's head ends. */
export function headOf(...lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/**
 * Sends something, and then the same piece for as long as the other side takes it.
 *
 * @param pause between two pieces, in ms; 0: as fast as they are taken
 * @throws {Error} if the connection has not ended within 10 s
 */
export async function sendForever(
  origin: string,
  start: string,
  piece = "",
  pause = 0,
): Promise<Ending> {
  const began = performance.now();
  const socket = await connectTo(origin);
  // A reset ends it as well as anything else: `once` would throw.
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let text = "";
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  const giveUp = new Error(`after ${GIVE_UP_MS} ms the connection still stands`);
  const late = setTimeout(() => socket.destroy(giveUp), GIVE_UP_MS);
  const sendAgain = () => {
    if (socket.writable) socket.write(piece, () => setTimeout(sendAgain, pause));
  };
  socket.write(start);
  if (piece !== "") sendAgain();
  await closed.finally(() => clearTimeout(late));
  if (socket.errored === giveUp) throw giveUp;
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
  return { status, text, milliseconds: performance.now() - began };
}

/** A connection on which nothing was said yet. That it breaks is no error here. */
export async function connectTo(origin: string): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.setEncoding("utf8").on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** A stream of events, or what was said instead of one. */
export type Stream = { status: number; request: ClientRequest; answer: IncomingMessage };

/** Opens a stream on a connection of its own. That it breaks is no error here. */
export async function openStream(
  origin: string,
  headers: Record<string, string> = {},
): Promise<Stream> {
  const sent = request(`${origin}/events`, { agent: false, headers });
  sent.on("error", () => {}).end();
  const [answer]: IncomingMessage[] = await once(sent, "response");
  if (!answer) throw new Error("an answer comes with its event");
  answer.on("error", () => {});
  return { status: answer.statusCode ?? 0, request: sent, answer };
}
