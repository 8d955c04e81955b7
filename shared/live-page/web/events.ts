import type { Request, RequestHandler, Response } from "express";
import type { LivePage } from "../live-page.ts";
import type { PageMoment } from "../protocol.ts";
import { refuse } from "./refuse.ts";
import { createRooms } from "./rooms.ts";

/** Changes that come within this time are sent together. */
const TOGETHER_MS = 50;
/** A page that stops reading is disconnected; it connects again when it wakes up. */
const MAX_UNREAD_BYTES = 2_000_000;

/** What a stream needs from the lab. */
type Source = Pick<LivePage, "state" | "listen" | "record">;

/**
 * Streams what happens to the pages that are watching (server-sent events, WHATWG HTML
 * §9.2).
 *
 * @param hasKey whether a request has the key of this run
 */
export function streamEvents(
  lab: Source,
  hasKey: (req: Request) => boolean,
): RequestHandler {
  const { keyed, watching } = createRooms();
  return (req, res) => {
    const room = hasKey(req) ? keyed : watching;
    if (res.socket === null) {
      // The stream would start only after the previous answer, and not notice a close
      // until then.
      refuse(res, 400, {
        error: "another answer is under way on this connection",
        hint: "open one for the stream",
      });
    } else if (!room.take(res)) refuse(res, 503, room.refusal);
    else res.once("close", tellPage(res, lab));
  };
}

function tellPage(res: Response, lab: Source): () => void {
  let unsent: PageMoment[] = lab.record.recent;
  let timer: NodeJS.Timeout | null = null;
  const send = (event: string, data: unknown) => {
    res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const flush = () => {
    timer = null;
    if (res.writableLength > MAX_UNREAD_BYTES) {
      res.destroy();
      return;
    }
    // The state first, because its columns are where the moments are shown.
    send("state", lab.state);
    if (unsent.length > 0) send("moments", unsent.splice(0));
  };
  const flushSoon = () => {
    timer ??= setTimeout(flush, TOGETHER_MS);
  };
  res.writeHead(200, { "Content-Type": "text/event-stream" });
  flush();
  const stops = [
    lab.listen(flushSoon),
    lab.record.listen((moment) => {
      unsent.push(moment);
      flushSoon();
    }),
  ];
  return () => {
    if (timer) clearTimeout(timer);
    unsent = [];
    for (const stop of stops) stop();
  };
}
