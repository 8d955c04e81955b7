// Given: what each server of this lesson runs, the shop on the tokens of your file. An admin
// can change accounts here, and each change revokes what the user was signed in with.
import { accountRoutes, createService, openAccounts, type Service } from "#app";
import { openWay } from "./ways.ts";

type Files = { sessions: typeof import("./sessions.ts") };

export function compose({ sessions }: Files): Service {
  // The wall shows other ways beside yours.
  const { SHOP_WAY: way } = process.env;
  const used = way === undefined ? sessions : openWay(way);
  const stored = openAccounts();
  const accounts: typeof stored = {
    ...stored,
    async change(name, change) {
      const isKnown = (await stored.change?.(name, change)) ?? false;
      // Afterwards: what is signed between the two says the new role already.
      if (isKnown) await used.endAll(name);
      return isKnown;
    },
  };
  return createService(used, {
    accounts,
    routes: (gate) => [accountRoutes(accounts, gate)],
  });
}
