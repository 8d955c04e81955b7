import { fileURLToPath } from "node:url";

const ownFolder = fileURLToPath(new URL(".", import.meta.url));

/** The functions of the seam that can get at the response. */
export const seamFunctions = ["signIn", "whoIs", "save", "signOut", "addToCart"] as const;
export type SeamFunction = (typeof seamFunctions)[number];

/** Who did what with a response that only the shop may send. */
export type AnswerFault = {
  by: SeamFunction;
  /** The function of the response that it called. */
  call: string;
  /** Before the shop's own answer, or after it. */
  when: "early" | "late";
};

/** The header in which the shop tells it. */
export const ANSWER_FAULT_HEADER = "X-Answer-Fault";

/** A function of the seam answered the request, which is for the shop to do. */
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

  /** What it is, and where it was done: the frames of the learner's own files. */
  get place(): string {
    const [head, ...frames] = (this.stack ?? "").split("\n");
    return [head, ...frames.filter((frame) => !frame.includes(ownFolder))].join("\n");
  }
}

/** The request has had its answer, so there is nothing left to do for it. */
export class AlreadyAnswered extends Error {
  override readonly name = "AlreadyAnswered";
}
