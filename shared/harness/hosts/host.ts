import { inspect } from "node:util";
import "./lifeline.ts";
import {
  type Call,
  type Handlers,
  hostCalls,
  type News,
  readShape,
} from "../calls/call.ts";
import { LabError } from "../core/errors.ts";
import { FileMissing } from "../lab/submission.ts";
import { HostError } from "../process/host-error.ts";
import type { AskMessage, ChildMessage, Failure } from "../process/messages.ts";
import { takeControl } from "./control.ts";

type Calls = Record<string, Call<unknown, unknown>>;
type Tell = <Content>(news: News<Content>, content: Content) => void;
/** Answers one question; throws if the question is malformed. */
type Answerer = (request: unknown) => unknown;

/**
 * Answers the calls of the process that started this one. A ping is answered as soon as
 * the host file has loaded.
 *
 * @param onPing called on each ping
 * @returns a function that sends the parent news it didn't ask for
 * @throws if this process already has a server for its parent
 */
export function serveParent<C extends Calls>(
  calls: C,
  handlers: Handlers<C>,
  onPing: () => void = () => {},
): Tell {
  const answerers = new Map<string, Answerer>([[hostCalls.ping.name, onPing]]);
  for (const [name, { request }] of Object.entries(calls)) {
    const handler: (request: never) => unknown = handlers[name as keyof C];
    answerers.set(name, (value) =>
      // The value has just been checked against what this handler takes.
      handler(readShape(request, value, `what was given to "${name}"`) as never),
    );
  }
  // Captured now: what a learner's file puts in a prototype must not be called by this.
  const find = answerers.get.bind(answerers);
  const send = takeControl((message) => void answer(message, find, send));
  return ({ name }, content) => send({ news: name, value: content });
}

async function answer(
  { id, ask, with: request }: AskMessage,
  find: (name: string) => Answerer | undefined,
  send: (message: ChildMessage) => void,
): Promise<void> {
  try {
    const answerer = find(ask);
    if (!answerer) throw new TypeError(`this process knows no call "${ask}"`);
    send({ id, value: (await answerer(request)) ?? null });
  } catch (error) {
    send({ id, failure: describeSafely(error) });
  }
}

// Learners can throw anything, even something that throws again when inspected.
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
  // It already came from a process further down.
  if (thrown instanceof HostError) return thrown.failure;
  const { name, message, stack } = thrown;
  // The lab's own errors are written for people, and say what to do.
  if (thrown instanceof LabError) {
    return { name, message, code: thrown.code, hint: thrown.hint };
  }
  if (thrown instanceof FileMissing) return { name, message, hint: thrown.hint };
  // For any other error the place matters; its code, if any, means nothing to us.
  const { task, what }: Record<string, unknown> = { ...thrown };
  return {
    name: String(name),
    message: String(stack ?? message),
    task: typeof task === "number" ? task : undefined,
    what: typeof what === "string" ? what : undefined,
  };
}
