/** @import { PageMoment, PageState } from "../protocol.ts" */
import { readEvents } from "./event-stream.js";

// Whatever the lab sends right after the connection opens happened before it.
const greetingMilliseconds = 1000;
const retryMilliseconds = 2000;

/**
 * Listens to the lab for as long as the page is open.
 *
 * @param {object} listener
 * @param {(state: PageState) => void} listener.onState
 * @param {(moments: PageMoment[], past: boolean) => void} listener.onMoments past: they
 *   happened before the page looked, so nothing of them moves
 * @param {(connected: boolean, why: string) => void} listener.onLink why: what keeps the
 *   page from it, for a person
 * @returns {() => void} connects again: as someone else, if the token has changed
 */
export function connect({ onState, onMoments, onLink }) {
  /** @type {string | null} */
  let run = null;
  let newest = -1;
  let openedAt = 0;
  let greeted = false;
  let stop = new AbortController();

  const onOpen = () => {
    openedAt = performance.now();
    greeted = false;
    onLink(true, "");
  };

  /**
   * @param {string} type
   * @param {string} data
   */
  const onEvent = (type, data) => {
    if (type === "state") {
      const state = /** @type {PageState} */ (JSON.parse(data));
      run ??= state.run;
      if (state.run === run) onState(state);
      else location.reload();
    } else if (type === "moments") {
      const all = /** @type {PageMoment[]} */ (JSON.parse(data));
      const past = !greeted && performance.now() - openedAt < greetingMilliseconds;
      greeted = true;
      const fresh = all.filter((moment) => moment.id > newest);
      newest = fresh.reduce((highest, moment) => Math.max(highest, moment.id), newest);
      if (fresh.length > 0) onMoments(fresh, past);
    }
  };

  /** @param {AbortSignal} signal */
  const stay = async (signal) => {
    while (!signal.aborted) {
      const why = await readEvents(signal, { onOpen, onEvent });
      if (signal.aborted) return;
      onLink(false, why);
      await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
    }
  };
  void stay(stop.signal);

  return () => {
    stop.abort();
    stop = new AbortController();
    void stay(stop.signal);
  };
}
