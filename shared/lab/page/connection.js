/** @import { PageMoment, PageState } from "../wire.ts" */

// What the lab sends at once after the connection is what happened before it.
const greetingMilliseconds = 1000;
const retryMilliseconds = 2000;

/**
 * Listens to the lab for as long as the page is open.
 *
 * @param {object} listener
 * @param {(state: PageState) => void} listener.onState
 * @param {(moments: PageMoment[], past: boolean) => void} listener.onMoments
 *   past: they happened before the page looked, so nothing of them moves
 * @param {(connected: boolean) => void} listener.onLink
 */
export function connect({ onState, onMoments, onLink }) {
  /** @type {string | null} */
  let run = null;
  let newest = -1;

  const open = () => {
    const source = new EventSource("/events");
    let openedAt = 0;
    let greeted = false;

    source.addEventListener("open", () => {
      openedAt = performance.now();
      greeted = false;
      onLink(true);
    });
    source.addEventListener("error", () => {
      onLink(false);
      // A refused connection is retried by the browser, an answer such as 502 is not.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, retryMilliseconds);
    });
    source.addEventListener("state", (event) => {
      const state = /** @type {PageState} */ (JSON.parse(event.data));
      run ??= state.run;
      if (state.run === run) onState(state);
      else location.reload();
    });
    source.addEventListener("moments", (event) => {
      const all = /** @type {PageMoment[]} */ (JSON.parse(event.data));
      const past = !greeted && performance.now() - openedAt < greetingMilliseconds;
      greeted = true;
      const fresh = all.filter((moment) => moment.id > newest);
      newest = fresh.reduce((highest, moment) => Math.max(highest, moment.id), newest);
      if (fresh.length > 0) onMoments(fresh, past);
    });
  };
  open();
}
