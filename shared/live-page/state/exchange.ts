import type { Browser } from "../../harness/browser/browser.ts";
import { describeResponse } from "../../harness/browser/describe-response.ts";
import { messageOf } from "../../harness/core/errors.ts";
import type { Hop } from "../../harness/core/hop.ts";
import { shorten } from "../../harness/redis/store-contents.ts";
import type { Step } from "./scenario.ts";

/** What came of one request: its record, and what it meant. */
export type Sent = Omit<Hop, "number"> & {
  /** What the answer meant, in a few words. */
  note: string;
  /** What was in the cart, if the answer tells. */
  cart: readonly string[] | null;
  /** Whether it did what was asked, for the one who asked. */
  good: boolean;
};

/** What a client of Redis says when it connects: nobody's request needs it. */
const greetings = new Set(["AUTH", "CLIENT", "HELLO", "INFO", "SELECT"]);

/**
 * Sends a request; whatever comes of it, there is a record. A status of 0: no answer.
 *
 * @param isCopy whether somebody else's cookies are used
 */
export async function exchange(
  browser: Browser,
  isCopy: boolean,
  step: Step,
): Promise<Sent> {
  const began = performance.now();
  try {
    const answer = await step.send(browser);
    const { user, status } = answer;
    const { number: _, ...hop } = answer.hop;
    const greetsAnother = user !== undefined && user !== browser.user;
    return {
      ...hop,
      why: shorten(hop.why),
      storeCalls: hop.storeCalls.filter((call) => !greetings.has(call)),
      note: shorten(describeResponse(answer, browser.owner, isCopy)),
      cart: Array.isArray(answer.member("cart")) ? answer.cart : null,
      good: status < 400 && !greetsAnother,
    };
  } catch (error) {
    // No answer in time, or a task that the learner's own file has left open.
    const milliseconds = performance.now() - began;
    const { method, path } = step;
    return { ...unanswered, method, path, milliseconds, note: messageOf(error) };
  }
}

const unanswered = {
  status: 0,
  server: null,
  tried: [],
  why: "",
  cookiesSeen: [],
  cookiesSet: [],
  cookiesCleared: [],
  storeCalls: [],
  cart: null,
  good: false,
};
