import type { Moment } from "../core/hop.ts";

/** One thing that a script shows, as it happens. */
export type Line =
  | { kind: "say"; text: string }
  | { kind: "moment"; moment: Moment; good: boolean }
  /** A number that was measured: what a prediction is compared with. */
  | { kind: "measure"; name: string; value: number };
