/**
 * A button was pressed that can't do anything right now: the fact, and what would help.
 */
export class NotNow extends Error {
  override readonly name = "NotNow";
  readonly hint: string;

  constructor(fact: string, hint: string) {
    super(fact);
    this.hint = hint;
  }
}
