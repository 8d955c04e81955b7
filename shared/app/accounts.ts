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
  /** The user, if the account exists, isn't disabled, and the password is right. */
  check(name: string, password: string): Promise<User | null>;
  /** The user's current role. */
  roleOf(name: string): Maybe<Role>;
  /** Every account's name and current role, for the admin page. */
  list(): Maybe<{ name: string; role: Role }[]>;
  /** Changes an account on every server. False if there's no such account. */
  change?(name: string, change: AccountChange): Promise<boolean>;
};

export type Account = User & PasswordHash;

function account(name: string, role: Role, password: string): Account {
  return { name, role, ...hashAtStart(password) };
}

/** The lessons print these passwords for anyone to read, so use them for nothing else. */
export const demoAccounts: ReadonlyMap<string, Account> = new Map(
  [
    account("alice", "customer", "wonderland"),
    account("bob", "customer", "builder"),
    account("admin", "admin", "correct-horse"),
  ].map((entry) => [entry.name, entry]),
);

/**
 * An unknown name costs a hash too, so response times don't reveal which names exist
 * (OWASP Authentication Cheat Sheet, "Authentication and Error Messages").
 */
export const nobody = account("", "customer", randomBytes(16).toString("hex"));

/**
 * The user, or null if there's no such user or the password is wrong.
 *
 * @throws {Overloaded} if too many passwords are being checked for this one to get its
 *   turn; the shop answers 503
 */
export async function checkPassword(
  name: string,
  password: string,
): Promise<User | null> {
  const known = demoAccounts.get(name);
  const isRight = await isPassword(password, known ?? nobody, known?.name ?? "");
  return known && isRight ? { name: known.name, role: roleOf(known.name) } : null;
}

/** The user's current role, according to the shop's own records. */
export function roleOf(name: string): Role {
  // The shop's owner can take a role away by configuration: see the demo of lesson 04.
  const demoted = (process.env.SHOP_DEMOTED ?? "").split(",");
  return demoted.includes(name)
    ? "customer"
    : (demoAccounts.get(name)?.role ?? "customer");
}

/** Whether the account exists. A token can outlive its account. */
export function hasAccount(name: string): boolean {
  return demoAccounts.has(name);
}

/** The demo accounts as they are. They can't be changed. */
export const fixedAccounts: Accounts = {
  check: checkPassword,
  roleOf,
  list: () => [...demoAccounts.keys()].map((name) => ({ name, role: roleOf(name) })),
};
