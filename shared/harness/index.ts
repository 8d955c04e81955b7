export type { Browser } from "./browser/browser.ts";
export type { MissingCookie } from "./browser/missing-cookie.ts";
export type { Response } from "./browser/response.ts";
export { openChecks } from "./check/check.ts";
export { expect, expectThat, type Names } from "./check/expect.ts";
export { cameTooLate } from "./check/late-cookie.ts";
export type { Scene, SignedIn } from "./check/scene.ts";
export type { Ticket } from "./check/ticket.ts";
export { capitalize } from "./core/capitalize.ts";
export { secondsKept } from "./core/cookie-headers.ts";
export { inWords } from "./core/duration.ts";
export { LabError } from "./core/errors.ts";
export { eventually } from "./core/eventually.ts";
export type { Lesson } from "./core/lesson.ts";
export type { Misconceptions, SlugOf } from "./core/misconception.ts";
export type { FailedTry, Pick, PickRequest, ServerView } from "./core/pick.ts";
export { compareTimes } from "./demo/compare-times.ts";
export type { Demo, DemoTools } from "./demo/demo.ts";
export { restartServers } from "./demo/restart-servers.ts";
export { goShopping } from "./demo/scenario.ts";
export { showStore } from "./demo/show-store.ts";
export { tally } from "./demo/tally.ts";
export { drainServer, loseServer, showOnly } from "./faults/drain-server.ts";
export { freezeServer } from "./faults/freeze-server.ts";
export { killServer, killUnnoticed } from "./faults/kill-server.ts";
export { freezeRedis, killRedis } from "./faults/redis-outage.ts";
export { repeatRandomness } from "./faults/repeated-randomness.ts";
export { usePick } from "./faults/replaced-pick.ts";
export { type SlowServer, SlowServers } from "./faults/slow-servers.ts";
export type { Lab } from "./lab/lab.ts";
export * from "./properties/index.ts";
export { aboutSessions, watchCommands } from "./redis/command-log.ts";
export { type Command, findEndless } from "./redis/endless.ts";
export { AWAY_MS, findLateCommands } from "./redis/late-commands.ts";
export type { RedisStore } from "./redis/redis-store.ts";
export { storeOf } from "./redis/store-of.ts";
export { expectRefused, Forgery } from "./tokens/forgery.ts";
export { type SignedInByToken, signInForToken } from "./tokens/sign-in.ts";
export {
  encodePart,
  keyOf,
  type Part,
  readToken,
  secondsNow,
  signParts,
  type Token,
} from "./tokens/token.ts";
