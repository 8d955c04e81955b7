import { createEventParser } from "./event-parser.js";
import { noAnswer, reasonOf } from "./reason.js";
import { tokenHeader } from "./token.js";

/**
 * Reads the lab's events until they end. An EventSource can't send our header, so it
 * could pass the token only in its URL.
 *
 * @param {AbortSignal} signal ends it
 * @param {object} listener
 * @param {() => void} listener.onOpen
 * @param {(type: string, data: string) => void} listener.onEvent
 * @returns {Promise<string>} why it ended, for a person
 */
export async function readEvents(signal, { onOpen, onEvent }) {
  try {
    const headers = { Accept: "text/event-stream", ...tokenHeader() };
    const answer = await fetch("/events", { headers, cache: "no-store", signal });
    if (!isStream(answer) || !answer.body) return await reasonOf(answer);
    onOpen();
    // An error in the page is the page's own problem, and doesn't end the stream.
    const take = createEventParser((type, data) =>
      queueMicrotask(() => onEvent(type, data)),
    );
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return noAnswer;
      take(value);
    }
  } catch {
    return noAnswer;
  }
}

/** @param {Response} answer */
function isStream(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  return answer.ok && type.startsWith("text/event-stream");
}
