import { capitalize } from "../core/capitalize.ts";

// The demo accounts of the shop; the lessons print these too.
const passwords: Readonly<Record<string, string>> = {
  alice: "wonderland",
  bob: "builder",
  admin: "correct-horse",
};

/** What a demo user types when asked for a password. */
export function passwordOf(user: string): string {
  return passwords[user] ?? "";
}

/** "alice" as people write it: "Alice". */
export function nameOf(user: string): string {
  return capitalize(user);
}
