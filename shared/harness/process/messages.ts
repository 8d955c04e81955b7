import * as v from "valibot";

/** What we ask of a child process. */
export type AskMessage = { id: number; ask: string; with: unknown };

/** Something that is only shown: if it is no text or number, the rest is read all the same. */
const text = v.fallback(v.optional(v.string()), undefined);
const number = v.fallback(v.optional(v.number()), undefined);

/** An error, with what the screen needs of it: a TODO's task, the lab's code and hint. */
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
 * What a child process may send: an answer to a question, or news of its own accord. What may
 * be in them is declared with each call (`calls/`), and read by `NodeProcess`.
 */
export type ChildMessage = v.InferOutput<typeof ChildMessage>;

/**
 * The message, if it is one; null if it is anything else.
 *
 * @param isTrusted whether no learner code runs where it comes from. Else an error's code
 *   and hint are left out: anybody can name an error after one of the lab's.
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
