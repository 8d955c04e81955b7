import type { RequestHandler, Response } from "express";
import type { LiveLab } from "./live-lab.ts";
import type { PageMoment } from "./wire.ts";

/** Changes that come within this time are told together. */
const TOGETHER_MILLISECONDS = 50;
/** A page that reads no further is let go; it connects again when it wakes up. */
const MOST_UNREAD_BYTES = 2_000_000;
const MOST_PAGES = 20;

/** Streams what happens to the pages that look (server-sent events, WHATWG HTML §9.2). */
export function streamEvents(lab: LiveLab): RequestHandler {
  const pages = new Set<Response>();
  return (_req, res) => {
    if (pages.size >= MOST_PAGES) {
      res.status(503).json({ error: "too many pages look already", hint: "close some" });
      return;
    }
    pages.add(res);
    const stopTelling = tellPage(res, lab);
    res.once("close", () => {
      pages.delete(res);
      stopTelling();
    });
  };
}

function tellPage(res: Response, lab: LiveLab): () => void {
  let unsent: PageMoment[] = lab.record.recent;
  let timer: NodeJS.Timeout | null = null;
  const send = (event: string, data: unknown) => {
    res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const flush = () => {
    timer = null;
    if (res.writableLength > MOST_UNREAD_BYTES) {
      res.destroy();
      return;
    }
    // The state first: its columns are where the moments are shown.
    send("state", lab.state);
    if (unsent.length > 0) send("moments", unsent.splice(0));
  };
  const flushSoon = () => {
    timer ??= setTimeout(flush, TOGETHER_MILLISECONDS);
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
