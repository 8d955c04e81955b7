import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";

/** No shop page is larger; an endless body must not fill the judge's memory. */
const MAX_BYTES = 1_000_000;

/**
 * Reads a response's body as text, whatever its content coding.
 *
 * @throws if it breaks off, can't be decoded, or is larger than 1 MB
 */
export async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decode(response)) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      response.destroy();
      throw new Error(`the answer is larger than ${MAX_BYTES / 1_000_000} MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function decode(response: IncomingMessage): Readable {
  const coding = response.headers["content-encoding"];
  if (coding !== "br" && coding !== "gzip" && coding !== "deflate") return response;
  const decoder = coding === "br" ? createBrotliDecompress() : createUnzip();
  response.once("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}
