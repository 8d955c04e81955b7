import { once } from "node:events";
import { connect, type Socket } from "node:net";

const QUIET_MS = 150;
const TIMEOUT_MS = 6_000;

export type RawResponse = { status: number; head: string; body: string };

/**
 * Sends bytes unchanged over their own connection, and reads what comes back, until the
 * other end closes or has been quiet for a while after a whole response.
 *
 * @param text in latin1: one character per byte
 */
export async function sendBytes(port: number, text: string): Promise<RawResponse[]> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  let quiet: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, TIMEOUT_MS);
    socket.once("close", () => clearTimeout(late));
    socket.setEncoding("latin1").on("data", (data: string) => {
      received += data;
      clearTimeout(quiet);
      quiet = setTimeout(resolve, QUIET_MS);
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve());
    socket.write(text, "latin1");
  });
  socket.destroy();
  return readResponses(received);
}

/** What came back on a connection until it ended. */
export type Ending = {
  /** The first response's status; 0: there was none. */
  status: number;
  responses: RawResponse[];
  text: string;
  milliseconds: number;
};

/** Lines, and the empty one that ends a request's head. */
export function headOf(...lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/**
 * Sends something, and then the same piece again and again for as long as the other side
 * accepts it.
 *
 * @param pause the time between two pieces, in ms; 0: as fast as they are accepted
 * @param within how long the connection may stay open, in ms
 * @throws {Error} if it hasn't ended by then
 */
export async function sendForever(
  origin: string,
  start: string,
  piece = "",
  { pause = 0, within = 10_000 }: { pause?: number; within?: number } = {},
): Promise<Ending> {
  const began = performance.now();
  const socket = await connectTo(origin);
  // A reset ends it as well as anything else; `once` would throw.
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let text = "";
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  const giveUp = new Error(`after ${within} ms the connection still stands`);
  const late = setTimeout(() => socket.destroy(giveUp), within);
  // Between two pieces it reads; otherwise, a server that accepts all of them would never
  // be heard.
  const sendAgain = () => {
    if (socket.writable) socket.write(piece, () => setTimeout(sendAgain, pause));
  };
  socket.write(start);
  if (piece !== "") sendAgain();
  await closed.finally(() => clearTimeout(late));
  if (socket.errored === giveUp) throw giveUp;
  const responses = readResponses(text);
  const status = responses[0]?.status ?? 0;
  return { status, responses, text, milliseconds: performance.now() - began };
}

/** A connection with nothing sent on it yet. If it breaks, that isn't an error here. */
export async function connectTo(origin: string): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.setEncoding("utf8").on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Splits what a server sent into responses, by their stated lengths. */
function readResponses(text: string): RawResponse[] {
  const responses: RawResponse[] = [];
  for (let rest = text; rest.startsWith("HTTP/"); ) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) break;
    const head = rest.slice(0, end);
    const from = end + 4;
    const [, length] = /^content-length: *(\d+)/im.exec(head) ?? [];
    const chunkedEnd = rest.indexOf("0\r\n\r\n", from);
    const to =
      length !== undefined
        ? from + Number(length)
        : /^transfer-encoding: *chunked/im.test(head) && chunkedEnd >= 0
          ? chunkedEnd + 5
          : from;
    const body = rest.slice(from, to);
    responses.push({ status: Number(head.split(" ")[1]), head, body });
    rest = rest.slice(to);
  }
  return responses;
}
