import type { Response } from "../browser/response.ts";
import { eventually } from "../core/eventually.ts";
import type { Lab } from "../lab/lab.ts";

/** How long to look for what a server does after its response, in ms. */
const AFTERWARDS_MS = 1_000;
/** What the shop, or Node itself, prints about a header set after the response. */
const TOO_LATE = /after the request had been answered|ERR_HTTP_HEADERS_SENT/;
const LINES = 40;

/**
 * Whether the server that answered tried to set a cookie, or another header, afterward.
 */
export async function cameTooLate(
  { servers }: Pick<Lab, "servers">,
  { hop: { server } }: Response,
): Promise<boolean> {
  if (server === null) return false;
  return eventually(() => {
    const lines = servers.process(server).output.lines(LINES);
    if (!lines.some((line) => TOO_LATE.test(line))) throw new Error("not printed yet");
    return true;
  }, AFTERWARDS_MS).catch(() => false);
}
