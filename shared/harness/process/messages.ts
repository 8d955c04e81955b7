/** What we ask of a child process. */
export type AskMessage = { id: number; ask: string; with: unknown };

/** An error, with what the screen needs of it: a TODO's task, the lab's code and hint. */
export type Failure = {
  message: string;
  name: string;
  task?: number | undefined;
  what?: string | undefined;
  code?: string | undefined;
  hint?: string | undefined;
};

/** What a child process may send: an answer to a question, or news of its own accord. */
export type ChildMessage =
  | { id: number; value: unknown }
  | { id: number; failure: Failure }
  | { news: string; value: unknown };

/**
 * The message, if it is one; null if it is anything else. By hand, because every process
 * needs it before it can do anything, and a library of schemas takes as long to load as all
 * that remains.
 *
 * @param isTrusted whether no learner code runs where it comes from. Else an error's code
 *   and hint are left out: anybody can name an error after one of the lab's.
 */
export function readChildMessage(
  message: unknown,
  isTrusted: boolean,
): ChildMessage | null {
  if (!isRecord(message)) return null;
  const { id, news, value } = message;
  if (typeof news === "string") return { news, value };
  if (typeof id !== "number") return null;
  if (!("failure" in message)) return { id, value };
  const failure = readFailure(message.failure, isTrusted);
  return failure && { id, failure };
}

function readFailure(failure: unknown, isTrusted: boolean): Failure | null {
  if (!isRecord(failure)) return null;
  const { message, name, task, what, code, hint } = failure;
  if (typeof message !== "string" || typeof name !== "string") return null;
  return {
    message,
    name,
    task: typeof task === "number" ? task : undefined,
    what: asText(what),
    code: isTrusted ? asText(code) : undefined,
    hint: isTrusted ? asText(hint) : undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
