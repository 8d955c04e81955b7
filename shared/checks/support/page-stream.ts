import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";

/** A stream of events, or what was answered instead of one. */
export type Stream = { status: number; request: ClientRequest; answer: IncomingMessage };

/** Opens a stream on its own connection. If it breaks, that isn't an error here. */
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
