import type { Request, RequestHandler } from "express";
import { AnswerGuard } from "./answer-guard.ts";
import type { Sessions } from "./seam.ts";

const probes = ["/healthz", "/readyz"];

/**
 * Sessions whose functions can't answer in place of the shop, and a handler that reports
 * when one tried.
 */
export function guardSessions(sessions: Sessions) {
  const guard = new AnswerGuard();
  const guarded: Sessions = {
    signIn: (req, res, user) =>
      guard.run("signIn", res, () => sessions.signIn(req, res, user)),
    whoIs: (req) => guard.run("whoIs", responseTo(req), () => sessions.whoIs(req)),
    save: (req, session, res) =>
      guard.run("save", res, () => sessions.save(req, session, res)),
    signOut: (req, res) => guard.run("signOut", res, () => sessions.signOut(req, res)),
    ...optionsOf(sessions, guard),
  };
  /** Reports on the next request whatever came too late for its own. */
  const tellLate: RequestHandler = (req, _res, next) => {
    const { late } = guard;
    next(late && !probes.includes(req.path) ? late : undefined);
  };
  return { guarded, tellLate };
}

// These are optional, and the shop behaves differently depending on which ones exist.
function optionsOf(sessions: Sessions, guard: AnswerGuard): Partial<Sessions> {
  const { refuse, cartOf, addToCart } = sessions;
  return {
    // Answering is this one's job.
    ...(refuse && { refuse: (req, res) => refuse.call(sessions, req, res) }),
    ...(cartOf && { cartOf: (session, req) => cartOf.call(sessions, session, req) }),
    ...(addToCart && {
      addToCart: (req, session, item, res) =>
        guard.run("addToCart", res, () =>
          addToCart.call(sessions, req, session, item, res),
        ),
    }),
  };
}

function responseTo({ res }: Request) {
  return res;
}
