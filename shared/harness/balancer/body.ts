import type { IncomingMessage } from "node:http";
import { BalancerFailure } from "./failures.ts";

const MAX_BYTES = 65_536;

/**
 * Reads a whole request body, so that it can be sent more than once.
 *
 * @throws {BalancerFailure} 413 if it is too large, 499 if the client leaves before its
 *   end
 */
export function readBody(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
      else {
        // Not destroyed: the client still has to hear why.
        req.pause();
        reject(new BalancerFailure(413, "the body is too large to keep"));
      }
    });
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("close", () => reject(new BalancerFailure(499, "the client has left")));
  });
}
