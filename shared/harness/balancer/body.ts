import type { IncomingMessage } from "node:http";
import { BalancerFailure } from "./failures.ts";

const MOST_BYTES = 65_536;

/** Reads a whole request body, so that it can be sent more than once. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new BalancerFailure(413, "the body is too large to keep");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
