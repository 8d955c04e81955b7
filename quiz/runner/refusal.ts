/** Why the quiz can't do what was asked, and what to do instead; exit code 2. */
export type Refusal = {
  /** For a program; the texts may change, this doesn't. */
  code: "unreadable-reply" | "unknown-deck" | "unknown-command";
  fact: string;
  fix: string;
};

/** Input that a script gave and that can't be read: the run ends with exit code 2. */
export class UnreadableReply extends Error {
  override readonly name = "UnreadableReply";
}
