import { randomBytes } from "node:crypto";
import { type AnswerFiles, findAnswerFiles } from "./answer-files.ts";
import type { Front } from "./front.ts";
import type { LabParts, LabPlan } from "./lab.ts";
import type { RedisStore } from "./redis-store.ts";
import { ServerGroup } from "./server-group.ts";
import type { WarmStage } from "./warm-stage.ts";

/** A lesson on its way: its files, and its way through the balancer. */
export type Version = { plan: LabPlan; files: AnswerFiles; opening: Promise<Front> };
/** What the labs of several versions have in common. */
export type Shared = Pick<LabParts, "stage" | "servers" | "redis" | "env">;

/**
 * Finds a lesson's files, and has the balancer open a way in for it.
 *
 * @param patience how long the balancer waits for a server there, in ms
 * @throws {FileMissing}
 */
export function prepareVersion(
  plan: LabPlan,
  stage: WarmStage,
  patience?: number,
): Version {
  const files = findAnswerFiles(plan.lesson, plan.folder, plan.answer);
  return { plan, files, opening: stage.openFront(files.picker, patience) };
}

/** Starts the servers that host these versions, side by side, and waits for all of it. */
export async function startServers(
  versions: readonly Version[],
  stage: WarmStage,
  store: Promise<RedisStore | null>,
): Promise<Shared> {
  const plans = versions.map(({ plan }) => plan);
  const env = store.then((redis) => environment(plans, redis));
  // The servers may come to ask for it only after it has failed.
  env.catch(() => {});
  const openings = new Map(
    versions.map(({ plan, opening }) => [plan.lesson.slug, opening] as const),
  );
  const servers = stage.disposals.use(
    new ServerGroup({
      takeProcess: (name) => stage.takeServer(name),
      versions: versions.map(({ plan, files }) => ({
        version: plan.lesson.slug,
        app: files.app,
        files: files.files,
      })),
      env,
      onChange: async (version, routing) => (await openings.get(version))?.route(routing),
    }),
  );
  const wanted = Math.max(...plans.map((plan) => plan.servers));
  const starting = [servers.startAll(wanted), ...openings.values()];
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  await Promise.all(starting);
  return { stage, servers, redis: await store, env: await env };
}

function environment(
  plans: readonly LabPlan[],
  redis: RedisStore | null,
): Record<string, string> {
  const env: Record<string, string> = {
    SESSION_IDLE_SECONDS: "1800",
    SESSION_ABSOLUTE_SECONDS: "28800",
    JWT_SECRET: randomBytes(32).toString("base64url"),
    ...(redis ? { REDIS_URL: redis.url, REDIS_PREFIX: redis.prefix } : {}),
  };
  for (const plan of plans) Object.assign(env, plan.lesson.env, plan.env);
  return env;
}
