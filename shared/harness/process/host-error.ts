import type { Failure } from "./messages.ts";

/** An error thrown in the child process, carried over. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
