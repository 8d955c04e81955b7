import { randomBytes } from "node:crypto";
import { findAnswerFiles } from "./answer-files.ts";
import { Lab, type LabParts, type LabPlan } from "./lab.ts";
import type { RedisStore } from "./redis-store.ts";
import { ServerGroup } from "./server-group.ts";
import { WarmStage } from "./warm-stage.ts";

/**
 * Starts everything for one lesson, side by side.
 *
 * @param stage what stands ready already; the lab ends it
 * @throws {LabError} if the machine can't; {HostError} if the learner's code does not load
 */
export async function startLab(
  plan: LabPlan,
  stage: WarmStage = new WarmStage(plan),
): Promise<Lab> {
  try {
    return new Lab(await startParts(plan, stage));
  } catch (error) {
    await stage[Symbol.asyncDispose]();
    // If the lab broke, whatever else went wrong came of that.
    throw stage.fault ?? error;
  }
}

async function startParts(
  plan: LabPlan,
  stage: WarmStage,
  store: Promise<RedisStore | null> = stage.redis,
): Promise<LabParts> {
  const { lesson } = plan;
  const files = findAnswerFiles(lesson, plan.folder, plan.answer);
  const env = store.then((redis) => environment(plan, redis));
  // The servers may come to ask for it only after it has failed.
  env.catch(() => {});
  const opening = stage.openFront(files.picker);
  const servers = stage.disposals.use(
    new ServerGroup({
      stage,
      files: { sessions: files.sessions, server: files.server },
      env,
      onChange: async (routing) => (await opening).route(routing),
    }),
  );
  const starting = [opening, servers.startAll(plan.servers)] as const;
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  const [front] = await Promise.all(starting);
  return {
    plan,
    stage,
    servers,
    front,
    redis: await store,
    env: await env,
    startBeside: async ({ servers, env, ownRedis }) => {
      const redis = ownRedis ? stage.openOwnRedis() : store;
      const side = { ...plan, servers, env: { ...plan.env, ...env } };
      return new Lab(await startParts(side, stage, redis));
    },
  };
}

function environment(plan: LabPlan, redis: RedisStore | null): Record<string, string> {
  return {
    SESSION_IDLE_SECONDS: "1800",
    SESSION_ABSOLUTE_SECONDS: "28800",
    JWT_SECRET: randomBytes(32).toString("base64url"),
    ...(redis ? { REDIS_URL: redis.url, REDIS_PREFIX: redis.prefix } : {}),
    ...plan.lesson.env,
    ...plan.env,
  };
}
