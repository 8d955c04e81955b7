import * as v from "valibot";

/** A question to a child process. */
export type AskMessage = { id: number; ask: string; with: unknown };

/** A field that is only displayed: if it has the wrong type, the rest is still read. */
const text = v.fallback(v.optional(v.string()), undefined);
const number = v.fallback(v.optional(v.number()), undefined);

/**
 * An error, with what the screen needs from it: a TODO's task, the lab's code and hint.
 */
const Failure = v.object({
  message: v.string(),
  name: v.string(),
  task: number,
  what: text,
  code: text,
  hint: text,
});
export type Failure = v.InferOutput<typeof Failure>;

const ChildMessage = v.union([
  v.object({ id: v.number(), failure: Failure }),
  v.strictObject({ id: v.number(), value: v.optional(v.unknown()) }),
  v.object({ news: v.string(), value: v.optional(v.unknown()) }),
]);
/**
 * What a child process may send: an answer to a question, or unasked news. Their contents
 * are declared with each call (`calls/`), and read by `NodeProcess`.
 */
export type ChildMessage = v.InferOutput<typeof ChildMessage>;

/**
 * The message, if it is valid; otherwise null.
 *
 * @param isTrusted whether it comes from a process without learner code. If not, an
 *   error's code and hint are left out: anyone can name an error after one of the lab's.
 */
export function readChildMessage(
  message: unknown,
  isTrusted: boolean,
): ChildMessage | null {
  const { success, output } = v.safeParse(ChildMessage, message);
  if (!success) return null;
  if (!("failure" in output) || isTrusted) return output;
  const { id, failure } = output;
  return { id, failure: { ...failure, code: undefined, hint: undefined } };
}
