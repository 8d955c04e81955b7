import * as v from "valibot";
import {
  ANSWER_FAULT_HEADER,
  type AnswerFault,
  type SeamFunction,
  seamFunctions,
} from "../../app/answered.ts";
import { Finding } from "../core/finding.ts";
import type { Response } from "./response.ts";

const AnswerFaultSchema: v.GenericSchema<unknown, AnswerFault> = v.object({
  by: v.picklist(seamFunctions),
  // It is shown to the learner, so it must be a name and not text that a server makes up.
  call: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,20}$/)),
  when: v.picklist(["early", "late"]),
});

/** What each function should do instead of answering. */
const instead: Record<SeamFunction, string> = {
  signIn: "Put what the browser needs on res, such as a cookie, and return",
  whoIs: "Return the session, or null for a stranger",
  save: "Keep the session, and return",
  signOut: "End the session, clear the cookie on res, and return",
  addToCart: "Return the cart",
};

/**
 * Reports it if one of the learner's functions answered in place of the shop.
 *
 * @throws {Finding} that names the function but no misconception
 */
export function throwIfAnsweredForShop({ headers, hop }: Response): void {
  const fault = read(headers[ANSWER_FAULT_HEADER.toLowerCase()]);
  if (fault === null) return;
  const expected = "the shop's answer";
  throw new Finding(tell(fault), { hop: hop.number, expected, slug: null });
}

function tell({ by, call, when }: AnswerFault): string {
  if (when === "early") {
    return `${by} answered the request itself: it called res.${call}. The shop sends the answer as soon as ${by} has returned. ${instead[by]}; leave the answer to the shop.`;
  }
  return `${by} called res.${call} for a request that had been answered already. The shop answers as soon as ${by} has returned, and doesn't wait for what ${by} has left running. Await it, or take it out.`;
}

// The learner's own server can put anything into this header.
function read(header: unknown): AnswerFault | null {
  try {
    const { success, output } = v.safeParse(
      AnswerFaultSchema,
      JSON.parse(String(header)),
    );
    return success ? output : null;
  } catch {
    return null;
  }
}
