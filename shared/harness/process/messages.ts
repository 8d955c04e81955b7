import { z } from "zod";

/** What we ask of a child process. */
export type AskMessage = { id: number; ask: string; with: unknown };

// Learner code shares a process with the sender, so what arrives is checked. An error
// keeps what the screen needs of it: the task of a TODO, the code and hint of the lab.
const Failure = z.object({
  message: z.string(),
  name: z.string(),
  task: z.number().optional(),
  what: z.string().optional(),
  code: z.string().optional(),
  hint: z.string().optional(),
});

/** What a child process may send: an answer to a question, or news of its own accord. */
export const ChildMessage = z.union([
  z.object({ id: z.number(), value: z.unknown() }),
  z.object({ id: z.number(), failure: Failure }),
  z.object({ news: z.string(), value: z.unknown() }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;
export type Failure = z.infer<typeof Failure>;
