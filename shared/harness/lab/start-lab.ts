import { randomBytes } from "node:crypto";
import type { LoadBalancer } from "../hosts/balancer-host.ts";
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
    throw error;
  }
}

async function startParts(plan: LabPlan, stage: WarmStage): Promise<LabParts> {
  const { lesson } = plan;
  const files = findAnswerFiles(lesson, plan.folder, plan.answer);
  const env = stage.redis.then((redis) => environment(plan, redis));
  // The servers may come to ask for it only after it has failed.
  env.catch(() => {});
  const servers = stage.disposals.use(
    new ServerGroup({
      stage,
      files: { sessions: files.sessions, server: files.server },
      env,
      spares: lesson.spares ?? 0,
      onChange: async (routing) =>
        void (await (await stage.balancer).ask("servers", routing)),
    }),
  );
  const loadBalancer = async () => {
    const message = { picker: files.picker } satisfies LoadBalancer;
    return Number(await (await stage.balancer).ask("load", message));
  };
  const starting = [loadBalancer(), servers.startAll(plan.servers)] as const;
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  const [port] = await Promise.all(starting);
  return {
    plan,
    stage,
    servers,
    balancer: await stage.balancer,
    redis: await stage.redis,
    port,
    env: await env,
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
