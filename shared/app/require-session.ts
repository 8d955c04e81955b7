import type { Request, RequestHandler } from "express";
import type { Accounts } from "./accounts.ts";
import type { Maybe, Role, Session, Sessions } from "./seam.ts";
import { Unauthorized } from "./unauthorized.ts";

/** What guards the routes that aren't public. */
export type Gate = {
  /** Lets signed-in users through. */
  signedIn: RequestHandler;
  /** After signedIn: lets through anyone who is an admin now. */
  adminOnly: RequestHandler;
  /** After signedIn: whose request it is. */
  sessionOf(req: Request): Session;
  /** After signedIn: what that user may do. */
  roleOf(req: Request): Maybe<Role>;
};

/**
 * A gate that checks these sessions for who is asking, and these accounts for the role.
 */
export function createGate(sessions: Sessions, accounts: Accounts): Gate {
  const known = new WeakMap<Request, Session>();

  const signedIn: RequestHandler = async (req, res, next) => {
    const session: unknown = await sessions.whoIs(req);
    if (isSession(session)) {
      known.set(req, session);
      next();
    } else if (sessions.refuse) {
      await sessions.refuse(req, res);
    } else {
      throw new Unauthorized("sign in first");
    }
  };
  const adminOnly: RequestHandler = async (req, res, next) => {
    if ((await roleOf(req)) === "admin") next();
    else res.status(403).json({ error: "this page is for admins" });
  };

  function sessionOf(req: Request): Session {
    const session = known.get(req);
    if (!session)
      throw new Error("this route stands outside the gate: add signedIn to it");
    return session;
  }
  function roleOf(req: Request): Maybe<Role> {
    const { role, user } = sessionOf(req);
    return role ?? accounts.roleOf(user);
  }
  return { signedIn, adminOnly, sessionOf, roleOf };
}

/**
 * Whether it is a session; null is a stranger's.
 *
 * @throws {TypeError} if it is neither: a lesson's file may give anything
 */
function isSession(found: unknown): found is Session {
  if (found === null) return false;
  if (typeof found === "object") return true;
  throw new TypeError(
    `whoIs gave ${String(found)}: for a stranger it has to give null, and a session otherwise`,
  );
}
