import { fileURLToPath } from "node:url";

const ownFolder = fileURLToPath(new URL(".", import.meta.url));

/** The seam functions that can reach the response. */
export const seamFunctions = ["signIn", "whoIs", "save", "signOut", "addToCart"] as const;
export type SeamFunction = (typeof seamFunctions)[number];

/** Who did what with a response that only the shop may send. */
export type AnswerFault = {
  by: SeamFunction;
  /** The response method it called. */
  call: string;
  /** Whether that was before the shop's own answer or after it. */
  when: "early" | "late";
};

/** The header in which the shop reports an AnswerFault. */
export const ANSWER_FAULT_HEADER = "X-Answer-Fault";

/** A seam function answered the request, which is the shop's job. */
export class AnsweredForShop extends Error {
  override readonly name = "AnsweredForShop";
  readonly fault: AnswerFault;

  constructor(fault: AnswerFault) {
    const { by, call, when } = fault;
    super(
      when === "early"
        ? `${by} answered the request itself, with res.${call}`
        : `${by} called res.${call} after the request had been answered`,
    );
    this.fault = fault;
  }

  /** What happened and where: only the stack frames from the learner's own files. */
  get place(): string {
    const [head, ...frames] = (this.stack ?? "").split("\n");
    return [head, ...frames.filter((frame) => !frame.includes(ownFolder))].join("\n");
  }
}

/** The request has already been answered, so there is nothing left to do for it. */
export class AlreadyAnswered extends Error {
  override readonly name = "AlreadyAnswered";
}
