import { connect } from "node:net";

const QUIET_MILLISECONDS = 150;
const WITHIN_MILLISECONDS = 6_000;

export type RawResponse = { status: number; head: string; body: string };

/**
 * Sends bytes as they stand over a connection of its own, and reads what comes back: until
 * the other end closes, or has been quiet for a while after a whole response.
 *
 * @param text in latin1: a character a byte
 */
export async function sendBytes(port: number, text: string): Promise<RawResponse[]> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  let quiet: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, WITHIN_MILLISECONDS);
    socket.once("close", () => clearTimeout(late));
    socket.setEncoding("latin1").on("data", (data: string) => {
      received += data;
      clearTimeout(quiet);
      quiet = setTimeout(resolve, QUIET_MILLISECONDS);
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve());
    socket.write(text, "latin1");
  });
  socket.destroy();
  return readResponses(received);
}

/**
 * Sends a head and then the same bytes again and again, for as long as it can.
 *
 * @returns what came back before the other end closed; null: it did not close in time
 */
export async function sendEndlessly(
  port: number,
  head: string,
  bytes: string,
): Promise<RawResponse[] | null> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  const ended = new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), WITHIN_MILLISECONDS);
    socket.once("close", () => {
      clearTimeout(late);
      resolve(true);
    });
  });
  socket.setEncoding("latin1").on("data", (data: string) => {
    received += data;
  });
  // What is written to an end that has closed is an error, and no surprise.
  socket.on("error", () => {});
  // Between two writes it reads, or a reader that keeps up would never let it see an answer.
  const more = () => {
    if (socket.writable) socket.write(bytes, "latin1", () => setImmediate(more));
  };
  socket.write(head, "latin1");
  more();
  const closed = await ended;
  socket.destroy();
  return closed ? readResponses(received) : null;
}

/** Takes apart what a server sent, by the lengths that it told. */
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
