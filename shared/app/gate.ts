import type { Request, RequestHandler } from "express";
import type { Session, Sessions } from "./seam.ts";
import { Unauthorized } from "./unauthorized.ts";

/** Lets through whoever is signed in; `sessionOf` tells the routes behind it who that is. */
export function createGate(sessions: Sessions) {
  const known = new WeakMap<Request, Session>();

  const signedIn: RequestHandler = async (req, res, next) => {
    const session = await sessions.whoIs(req);
    if (session !== null) {
      known.set(req, session);
      next();
    } else if (sessions.refuse) {
      sessions.refuse(req, res);
    } else {
      throw new Unauthorized("sign in first");
    }
  };

  function sessionOf(req: Request): Session {
    const session = known.get(req);
    if (!session)
      throw new Error("this route stands outside the gate: add signedIn to it");
    return session;
  }
  return { signedIn, sessionOf };
}
