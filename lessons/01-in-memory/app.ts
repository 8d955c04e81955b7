// Given: what each server of this lesson runs, the shop on the sessions of your file.
// A route of this lesson alone would be an option of createService: `routes` in ShopOptions.
import { createService, type Service } from "#app";

type Files = { sessions: typeof import("./sessions.ts") };

export function compose({ sessions }: Files): Service {
  return createService(sessions);
}
