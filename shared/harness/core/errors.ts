/** What can go wrong with the lab itself. The cause is the machine or the workbook. */
export type LabErrorCode =
  | "SERVER_DID_NOT_START"
  | "SERVER_DIED"
  | "SERVER_DID_NOT_ANSWER"
  | "MACHINE_BUSY"
  | "NO_SUCH_SERVER"
  | "REDIS_UNAVAILABLE"
  | "REDIS_NOT_OURS"
  | "REDIS_SHARED"
  | "REDIS_SILENT"
  | "TIME_HELD"
  | "REAPER_LOST"
  | "JUDGE_LOST"
  | "JUDGE_FAULT"
  | "LAB_CLOSED";

/**
 * An error of the lab: a code to test for, the fact, what to do about it, and the cause.
 * Never contains a token, a password or a cookie's value.
 */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly code: LabErrorCode;
  readonly hint: string;

  constructor(
    code: LabErrorCode,
    fact: string,
    options: { hint: string; cause?: unknown },
  ) {
    super(fact, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The message of whatever was thrown, for a person. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** An error for what can't be decided because the machine had too little time for it. */
export function machineBusy(fact: string): LabError {
  return new LabError("MACHINE_BUSY", `this machine is busy: ${fact}`, {
    hint: "end some other programs, or wait for them, and try again",
  });
}

/** Whether something can't be decided because the machine was busy with other things. */
export function isBusyMachine(error: unknown): boolean {
  return error instanceof LabError && error.code === "MACHINE_BUSY";
}

/** Whether a process didn't answer a question in time. */
export function isSilence(error: unknown): boolean {
  return error instanceof LabError && error.code === "SERVER_DID_NOT_ANSWER";
}
