// Given: what each server of this lesson runs, the shop on the tokens of your file.
// A route of this lesson alone would be an option of createService: `routes` in ShopOptions.
import { createService, type Service } from "#app";

type Files = { tokens: typeof import("./tokens.ts") };

export function compose({ tokens }: Files): Service {
  return createService(tokens);
}
