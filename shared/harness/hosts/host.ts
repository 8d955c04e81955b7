import { inspect } from "node:util";
import "./lifeline.ts";
import { HostError } from "../process/host-error.ts";
import type { AskMessage, ChildMessage, Failure } from "../process/messages.ts";

type Handler = (value: never) => unknown;

/**
 * Answers the questions of the process that started this one. "boot" is answered by
 * itself: it tells that the host file has loaded.
 */
export function serveParent(handlers: Record<string, Handler>): void {
  process.on("message", (message: AskMessage) => {
    void answer(message, handlers);
  });
}

/** Tells the parent something that it did not ask for. */
export function tellParent(news: string, value: unknown): void {
  send({ news, value });
}

async function answer(message: AskMessage, handlers: Record<string, Handler>) {
  const { id, ask } = message;
  try {
    const handler = handlers[ask];
    const value = ask === "boot" ? null : await handler?.(message.with as never);
    send({ id, value: value ?? null });
  } catch (error) {
    send({ id, failure: describeSafely(error) });
  }
}

function send(message: ChildMessage): void {
  // The parent may have gone a moment ago; the lifeline ends this process then.
  if (process.connected) process.send?.(message, undefined, {}, () => {});
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
  const details: Record<string, unknown> = { ...thrown };
  // The lab's own errors are for a person, and say what to do; of any other the place
  // matters, and a code that it has is nothing to us.
  const own = name === "LabError" || name === "FileMissing";
  const known = own ? ["code", "hint"] : ["task", "what"];
  const kept = Object.fromEntries(known.map((key) => [key, details[key]]));
  return { name, message: String(own ? message : (stack ?? message)), ...kept };
}
