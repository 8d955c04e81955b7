import { type Request, Router } from "express";
import * as v from "valibot";
import type { Accounts } from "./accounts.ts";
import { ChangeOfAccount } from "./input.ts";
import type { Gate } from "./require-session.ts";

/**
 * PATCH /admin/accounts/:name, for admins: change the password or the role, or disable
 * the account. What happens to the user's existing sessions is up to the lesson.
 */
export function accountRoutes(
  accounts: Accounts,
  { signedIn, adminOnly }: Pick<Gate, "signedIn" | "adminOnly">,
): Router {
  const router = Router();
  router.patch(
    "/admin/accounts/:name",
    signedIn,
    adminOnly,
    async (req: Request<{ name: string }>, res) => {
      const change = v.parse(ChangeOfAccount, req.body ?? {});
      const isKnown = await accounts.change?.(req.params.name, change);
      if (isKnown) res.status(204).end();
      else res.status(404).json({ error: "there is no such account" });
    },
  );
  return router;
}
