import { randomBytes } from "node:crypto";
import type { Lesson } from "../core/lesson.ts";
import { type AnswerFiles, findAnswerFiles } from "./answer-files.ts";
import type { Front } from "./front.ts";
import type { LabParts, LabPlan } from "./lab.ts";
import type { RedisStore } from "./redis-store.ts";
import { ServerGroup } from "./server-group.ts";
import type { WarmStage } from "./warm-stage.ts";

type Environment = Readonly<Record<string, string>>;

/** A lesson on its way: its files, its way through the balancer, and its environment. */
export type Version = {
  plan: LabPlan;
  files: AnswerFiles;
  opening: Promise<Front>;
  env: Promise<Environment>;
};
/** What the labs of several versions have in common. */
export type Shared = Pick<LabParts, "stage" | "servers" | "redis">;

type Preparing = {
  stage: WarmStage;
  store: Promise<RedisStore | null>;
  /** How long the balancer waits for a server there, in ms. */
  patience?: number;
  /** Whether others share its Redis: then its keys begin with its own name. */
  isOneOfSeveral?: boolean;
};

/**
 * Finds a lesson's files, and has the balancer open a way in for it.
 *
 * @throws {FileMissing}
 */
export function prepareVersion(
  plan: LabPlan,
  { stage, store, patience, isOneOfSeveral = false }: Preparing,
): Version {
  const files = findAnswerFiles(plan.lesson, plan.folder, plan.answer);
  const own = isOneOfSeveral ? prefixOf(plan.lesson) : "";
  const env = store.then((redis) => environment(plan, redis, own));
  // The servers may come to ask for it only after it has failed.
  env.catch(() => {});
  return { plan, files, opening: stage.openFront(files.picker, patience), env };
}

/** With what the keys of one of several lessons begin, behind the prefix of the run. */
export function prefixOf({ slug }: Pick<Lesson, "slug">): string {
  return `${slug}:`;
}

/** Starts the servers that host these versions, side by side, and waits for all of it. */
export async function startServers(
  versions: readonly Version[],
  stage: WarmStage,
  store: Promise<RedisStore | null>,
): Promise<Shared> {
  const openings = new Map(
    versions.map(({ plan, opening }) => [plan.lesson.slug, opening] as const),
  );
  const servers = stage.disposals.use(
    new ServerGroup({
      takeProcess: (name) => stage.takeServer(name),
      versions: versions.map(({ plan, files, env }) => ({
        version: plan.lesson.slug,
        app: files.app,
        files: files.files,
        env,
      })),
      onChange: async (version, routing) => (await openings.get(version))?.route(routing),
    }),
  );
  const wanted = Math.max(...versions.map(({ plan }) => plan.servers));
  const starting = [servers.startAll(wanted), ...openings.values()];
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  await Promise.all(starting);
  return { stage, servers, redis: await store };
}

function environment(
  plan: LabPlan,
  redis: RedisStore | null,
  ownPrefix: string,
): Environment {
  const store = redis && {
    REDIS_URL: redis.url,
    REDIS_PREFIX: `${redis.prefix}${ownPrefix}`,
  };
  return {
    SESSION_IDLE_SECONDS: "1800",
    SESSION_ABSOLUTE_SECONDS: "28800",
    JWT_SECRET: randomBytes(32).toString("base64url"),
    ...store,
    ...plan.lesson.env,
    ...plan.env,
  };
}
