import type { Browser } from "../../harness/browser/browser.ts";
import { describeResponse } from "../../harness/browser/describe-response.ts";
import { messageOf } from "../../harness/core/errors.ts";
import type { Hop } from "../../harness/core/hop.ts";
import { shorten } from "../../harness/redis/store-contents.ts";
import type { Step } from "./scenario.ts";

/** The result of one request: its record, and what it meant. */
export type Sent = Omit<Hop, "number"> & {
  /** What the answer meant, in a few words. */
  note: string;
  /** What was in the cart, if the answer says. */
  cart: readonly string[] | null;
  /** Whether it did what its sender wanted. */
  good: boolean;
};

/** What a Redis client sends when it connects; no request needs it. */
const greetings = new Set(["AUTH", "CLIENT", "HELLO", "INFO", "SELECT"]);

/**
 * Sends a request; there is always a record, no matter what happens. A status of 0 means
 * no answer.
 *
 * @param isCopy whether it uses someone else's cookies
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
      note: shorten(
        describeResponse(answer, { owner: browser.owner, copied: isCopy, label: "" }),
      ),
      cart: Array.isArray(answer.member("cart")) ? answer.cart : null,
      good: status < 400 && !greetsAnother,
    };
  } catch (error) {
    // No answer in time, or a task that isn't done yet in the learner's own file.
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
