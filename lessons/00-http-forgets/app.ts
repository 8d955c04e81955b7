// Given: what each server of this lesson runs, the shop on whom your file knows.
// A route of this lesson alone would be an option of createService: `routes` in ShopOptions.
import { createService, type Service } from "#app";

type Files = { identity: typeof import("./identity.ts") };

export function compose({ identity }: Files): Service {
  return createService(identity);
}
