import { inspect } from "node:util";
import "./lifeline.ts";
import { LabError } from "../core/errors.ts";
import { FileMissing } from "../lab/submission.ts";
import { HostError } from "../process/host-error.ts";
import type { AskMessage, ChildMessage, Failure } from "../process/messages.ts";
import { takeControl } from "./control.ts";

type Handler = (value: never) => unknown;
type Tell = (news: string, value: unknown) => void;

/**
 * Answers the questions of the process that started this one. "boot" is answered by
 * itself: it says that the host file has loaded.
 *
 * @returns what tells the parent something that it did not ask for
 * @throws if somebody serves already
 */
export function serveParent(handlers: Record<string, Handler>): Tell {
  const known = new Map(Object.entries({ boot: () => null, ...handlers }));
  const find = known.get.bind(known);
  const send = takeControl((message) => void answer(message, find, send));
  return (news, value) => send({ news, value });
}

async function answer(
  { id, ask, with: value }: AskMessage,
  find: (ask: string) => Handler | undefined,
  send: (message: ChildMessage) => void,
): Promise<void> {
  try {
    const given = await find(ask)?.(value as never);
    send({ id, value: given ?? null });
  } catch (error) {
    send({ id, failure: describeSafely(error) });
  }
}

// Learners may throw anything, also what throws again when it is looked at.
function describeSafely(thrown: unknown): Failure {
  try {
    return describe(thrown);
  } catch {
    return { name: "Error", message: "something was thrown that can't be shown" };
  }
}

function describe(thrown: unknown): Failure {
  if (typeof thrown === "string") return { name: "Error", message: thrown };
  if (!(thrown instanceof Error)) return { name: "Error", message: inspect(thrown) };
  // It was already carried over from a process further down.
  if (thrown instanceof HostError) return thrown.failure;
  const { name, message, stack } = thrown;
  // The lab's own errors are for a person, and say what to do.
  if (thrown instanceof LabError) {
    return { name, message, code: thrown.code, hint: thrown.hint };
  }
  if (thrown instanceof FileMissing) return { name, message, hint: thrown.hint };
  // Of any other the place matters, and a code that it has is nothing to us.
  const { task, what }: Record<string, unknown> = { ...thrown };
  return {
    name: String(name),
    message: String(stack ?? message),
    task: typeof task === "number" ? task : undefined,
    what: typeof what === "string" ? what : undefined,
  };
}
