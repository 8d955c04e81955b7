/**
 * One step of a demo or a wall. Scripts are data, so that they can be shown step by step,
 * printed, and compared with the prose. "alice" stands for the browser of that user.
 */
export type Scene =
  /** Tell something. */
  | { say: string }
  /** Open a fresh lab, with this many servers, instead of the one before. */
  | {
      servers: number;
      /** Passwords cost what they cost in production. */
      realPasswords?: true;
      env?: Record<string, string>;
    }
  /** One request by a user's browser, perhaps several times. */
  | {
      as: string;
      request: string;
      json?: Record<string, string>;
      times?: number;
      /** Call its status good even if it is not 2xx: "401 is right here". */
      good?: number;
      /** Measures the status of the last one. */
      measure?: string;
    }
  /** A request that should greet whoever sends it; counts those that greet another. */
  | { as: string; greeted: string; times: number; measure?: string }
  /** The user signs in, with the right password; in lesson 00, sends it from now on. */
  | { signIn: string; basic?: true }
  /** The standard scenario: sign in, /me, add to the cart, the cart. */
  | { scenario: string; measure?: string }
  /** Many requests, of which only the tally is told. */
  | { as: string; tally: string; times: number; measure?: string }
  /** Ask for a page, sign in again whenever thrown out; count the pages that were seen. */
  | { as: string; signInLoop: string; times: number; measure?: string }
  /** Many browsers sign in, each for itself. */
  | { crowd: number }
  /** Each of the crowd asks for /me; tells how many are out, and whom the dead server knew. */
  | { crowdAsks: string; measure?: string }
  /** Someone copies a user's cookies: the copy is called "thief". */
  | { copy: string; as: string }
  | { kill: string }
  | { freeze: string }
  | { thaw: string }
  | { restartAll: true; env?: Record<string, string> }
  /** Show what the store holds: keys, values and how long each will live. */
  | { store: true }
  /** Show what anybody reads in the token that a user's cookie holds. */
  | { readToken: string; as: string }
  /** Compare how long two requests take, over and over, side by side. */
  | { as: string; compare: readonly [base: string, other: string]; times: number };
