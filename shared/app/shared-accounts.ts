import * as v from "valibot";
import { type AccountChange, type Accounts, demoAccounts, nobody } from "./accounts.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { openRedis } from "./redis.ts";
import type { Role } from "./seam.ts";

/** One hash stores the changes, with a field for each account. */
const KEY = "accounts";
const Bytes = v.pipe(
  v.string(),
  v.transform((text): Buffer => Buffer.from(text, "base64url")),
);
const Changed = v.object({
  role: v.optional(v.picklist(["customer", "admin"])),
  disabled: v.optional(v.boolean()),
  password: v.optional(v.object({ salt: Bytes, hash: Bytes })),
});
type Changed = v.InferOutput<typeof Changed>;

/**
 * The demo accounts, plus what an admin has changed about them. Changes are stored in
 * Redis and read on each use, so every server sees them at once. Throws if Redis is down;
 * the shop then answers 503.
 *
 * @throws {SettingError} if the settings don't say where Redis is
 */
export function openAccounts(): Accounts {
  const connection = openRedis();
  const read = async (name: string): Promise<Changed> =>
    parse(await (await connection()).hget(KEY, name));
  const roleOf = async (name: string): Promise<Role> => roleIn(name, await read(name));

  return {
    async check(name, password) {
      const known = demoAccounts.get(name);
      const changed = known ? await read(name) : {};
      const hash = changed.password ?? known ?? nobody;
      const isRight = await isPassword(password, hash, known?.name ?? "");
      const mayEnter = known && isRight && !changed.disabled;
      return mayEnter ? { name, role: roleIn(name, changed) } : null;
    },
    roleOf,
    list: () =>
      Promise.all(
        [...demoAccounts.keys()].map(async (name) => ({
          name,
          role: await roleOf(name),
        })),
      ),
    async change(name, change) {
      if (!demoAccounts.has(name)) return false;
      const written = { ...toText(await read(name)), ...(await describe(name, change)) };
      await (await connection()).hset(KEY, name, JSON.stringify(written));
      return true;
    },
  };
}

function roleIn(name: string, { role }: Changed): Role {
  return role ?? demoAccounts.get(name)?.role ?? "customer";
}

// A change that can't be read is ignored: the account stays as it was created.
function parse(text: string | null): Changed {
  try {
    return v.parse(Changed, JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

async function describe(name: string, { password, ...rest }: AccountChange) {
  const hashed = password === undefined ? undefined : await hashPassword(password, name);
  return toText({ ...rest, password: hashed });
}

function toText({ password, ...rest }: Changed) {
  if (password === undefined) return rest;
  const { salt, hash } = password;
  const kept = { salt: salt.toString("base64url"), hash: hash.toString("base64url") };
  return { ...rest, password: kept };
}
