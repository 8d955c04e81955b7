import { Lab, type LabParts, type LabPlan } from "./lab.ts";
import type { RedisStore } from "./redis-store.ts";
import {
  prepareVersion,
  type Shared,
  startServers,
  type Version,
} from "./start-servers.ts";
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
  return endingOnError(stage, async () => new Lab(await startParts(plan, stage)));
}

export type SharedOptions = {
  servers: number;
  /** How long the balancer waits for a server, in ms. */
  patience: number;
};

/**
 * Starts several lessons on the same servers: each process hosts all of them, and the
 * balancer has a way in for each. To kill one server is to kill it for all.
 *
 * @returns a lab for each plan, in the same order; the first one's end is the end of all
 * @throws {LabError} if the machine can't; {HostError} if some code does not load
 */
export async function startSeveral(
  plans: readonly Omit<LabPlan, "servers">[],
  { servers, patience }: SharedOptions,
): Promise<Lab[]> {
  const lessons = plans.map(({ lesson }) => lesson);
  const [picker] = lessons.flatMap(({ picker }) => picker ?? []);
  const needs = {
    needsRedis: lessons.some(({ needsRedis }) => needsRedis),
    packages: [...new Set(lessons.flatMap(({ packages = [] }) => packages))],
    ...(picker === undefined ? {} : { picker }),
  };
  const stage = new WarmStage({ lesson: needs, servers });
  return endingOnError(stage, async () => {
    const versions = plans.map((plan) =>
      prepareVersion(
        { ...plan, servers },
        { stage, store: stage.redis, patience, isOneOfSeveral: true },
      ),
    );
    const shared = await startServers(versions, stage, stage.redis);
    return Promise.all(
      versions.map(async (version) => new Lab(await partsOf(version, shared))),
    );
  });
}

async function endingOnError<T>(stage: WarmStage, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
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
  const version = prepareVersion(plan, { stage, store });
  return partsOf(version, await startServers([version], stage, store));
}

async function partsOf(
  { plan, opening, env: environment }: Version,
  shared: Shared,
): Promise<LabParts> {
  const { stage } = shared;
  return {
    ...shared,
    plan,
    front: await opening,
    env: await environment,
    startBeside: async ({ servers, env, ownRedis }) => {
      const redis = ownRedis ? stage.openOwnRedis() : stage.redis;
      const side = { ...plan, servers, env: { ...plan.env, ...env } };
      return new Lab(await startParts(side, stage, redis));
    },
  };
}
