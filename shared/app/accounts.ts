import { randomBytes } from "node:crypto";
import { hashAtStart, isPassword, type PasswordHash } from "./passwords.ts";
import type { Maybe, Role, User } from "./seam.ts";

/** What an admin can change about an account. */
export type AccountChange = {
  password?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
};

/** The shop's users, wherever they are kept. */
export type Accounts = {
  /** The user, if there is one of that name, not disabled, and the password is right. */
  check(name: string, password: string): Promise<User | null>;
  /** What this user may do now. */
  roleOf(name: string): Maybe<Role>;
  /** Every account's name and present role, for the admin's page. */
  list(): Maybe<{ name: string; role: Role }[]>;
  /** Changes an account, for every server; false: there is none of that name. */
  change?(name: string, change: AccountChange): Promise<boolean>;
};

export type Account = User & PasswordHash;

function account(name: string, role: Role, password: string): Account {
  return { name, role, ...hashAtStart(password) };
}

/** These stand in the lessons for everybody to read: that is all they are good for. */
export const demoAccounts: ReadonlyMap<string, Account> = new Map(
  [
    account("alice", "customer", "wonderland"),
    account("bob", "customer", "builder"),
    account("admin", "admin", "correct-horse"),
  ].map((entry) => [entry.name, entry]),
);

/**
 * A name that is unknown costs a hash too, so that the time of the answer tells nobody which
 * names exist (OWASP Authentication Cheat Sheet, "Authentication and Error Messages").
 */
export const nobody = account("", "customer", randomBytes(16).toString("hex"));

/**
 * The user, if there is one of that name and the password is right; else null.
 *
 * @throws {Overloaded} if so many passwords are being checked that this one's turn does not
 *   come; the shop answers 503
 */
export async function checkPassword(
  name: string,
  password: string,
): Promise<User | null> {
  const known = demoAccounts.get(name);
  const isRight = await isPassword(password, known ?? nobody, known?.name ?? "");
  return known && isRight ? { name: known.name, role: roleOf(known.name) } : null;
}

/** What this user may do now, by the shop's own records. */
export function roleOf(name: string): Role {
  // The shop's owner takes a role away by configuration: see the demo of lesson 04.
  const demoted = (process.env.SHOP_DEMOTED ?? "").split(",");
  return demoted.includes(name)
    ? "customer"
    : (demoAccounts.get(name)?.role ?? "customer");
}

/** Whether there is an account of this name. A token may outlive its account. */
export function hasAccount(name: string): boolean {
  return demoAccounts.has(name);
}

/** The demo accounts as they are: nobody can change them. */
export const fixedAccounts: Accounts = {
  check: checkPassword,
  roleOf,
  list: () => [...demoAccounts.keys()].map((name) => ({ name, role: roleOf(name) })),
};
