import type { LabDefinition, LabOptions } from "../core/lab-definition.ts";
import { accessTo } from "../redis/redis-access.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import { type Environment, environmentOf, prefixOf } from "./environment.ts";
import type { Frontend } from "./frontend.ts";
import { Lab, type LabParts } from "./lab.ts";
import { ProcessPool } from "./process-pool.ts";
import { ServerGroup } from "./server-group.ts";
import { findFiles, type Submission, type SubmittedFiles } from "./submission.ts";

/** What a lab is started on: processes that are ready, and the Redis that it uses. */
type Ground = {
  pool: ProcessPool;
  redis: Promise<RedisStore | null>;
  /** Whether labs with different servers share this Redis. */
  isShared: boolean;
};

/** A submission being prepared: its files, its frontend, its environment. */
type Preparation = {
  submission: Submission;
  files: SubmittedFiles;
  opening: Promise<Frontend>;
  env: Promise<Environment>;
};

/**
 * Starts everything that a lesson's definition asks for, in parallel.
 *
 * @param pool what is already running; the lab ends it
 * @throws {LabError} if the machine can't; {HostError} if the learner's code doesn't
 *   load; {FileMissing} if one of the files doesn't exist
 */
export async function startLab(
  submission: Submission,
  options: LabOptions = {},
  pool: ProcessPool = openPool([submission.lesson.lab], options),
): Promise<Lab> {
  return endingOnError(pool, () => start(submission, options, groundOf(pool)));
}

/**
 * Starts several lessons on the same servers: each process hosts all of them, and the
 * balancer has a frontend for each. Killing one server kills it for all.
 *
 * @returns a lab for each, in the same order; when the first one ends, all end
 * @throws as startLab does
 */
export async function startLabs(
  submissions: readonly Submission[],
  options: LabOptions,
): Promise<Lab[]> {
  const definitions = submissions.map(({ lesson }) => lesson.lab);
  const pool = openPool(definitions, options);
  return endingOnError(pool, async () => {
    const ground = groundOf(pool);
    const preparations = submissions.map((submission) =>
      // They share one Redis, so each one's keys begin with its own name.
      prepare(submission, options, ground, prefixOf(submission.lesson)),
    );
    const servers = await startServers(
      preparations,
      serversOf(definitions, options),
      pool,
    );
    return Promise.all(
      preparations.map((preparation) => open(preparation, servers, ground, options)),
    );
  });
}

function openPool(definitions: readonly LabDefinition[], options: LabOptions) {
  const { breaksRedis, realPasswords } = options;
  return new ProcessPool({
    definitions,
    servers: serversOf(definitions, options),
    ...(breaksRedis === undefined ? {} : { breaksRedis }),
    ...(realPasswords === undefined ? {} : { realPasswords }),
  });
}

function serversOf(definitions: readonly LabDefinition[], { servers }: LabOptions) {
  return servers ?? Math.max(...definitions.map(({ services }) => services.shop.servers));
}

function groundOf(pool: ProcessPool): Ground {
  return { pool, redis: pool.redis, isShared: false };
}

async function endingOnError<T>(pool: ProcessPool, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await pool[Symbol.asyncDispose]();
    // If the lab broke, anything else that went wrong is a result of that.
    throw pool.fault ?? error;
  }
}

async function start(
  submission: Submission,
  options: LabOptions,
  ground: Ground,
): Promise<Lab> {
  const preparation = prepare(submission, options, ground);
  const count = serversOf([submission.lesson.lab], options);
  return open(
    preparation,
    await startServers([preparation], count, ground.pool),
    ground,
    options,
  );
}

/** Finds a submission's files, and makes the balancer open a frontend for it. */
function prepare(
  submission: Submission,
  options: LabOptions,
  { pool, redis }: Ground,
  ownPrefix = "",
): Preparation {
  const { lesson } = submission;
  const { pick, ...files } = findFiles(submission);
  const opening = pool.openFrontend({
    pick,
    responseTimeout: options.responseTimeout,
    asksReadiness: lesson.lab.balancer?.asksReadiness,
  });
  const { disposals } = pool;
  const { redisDelay: delay = lesson.lab.redis?.delay ?? 0 } = options;
  const env = redis.then(async (store) => {
    const access = store && (await accessTo(store, { delay }, { ownPrefix, disposals }));
    return environmentOf(lesson, options, access);
  });
  // The servers might await these only after they have failed.
  for (const waiting of [env, opening]) waiting.catch(() => {});
  return { submission, files: { ...files, pick }, opening, env };
}

/**
 * Starts the servers that host these preparations, in parallel, and waits for all of it.
 */
async function startServers(
  preparations: readonly Preparation[],
  count: number,
  pool: ProcessPool,
): Promise<ServerGroup> {
  const openings = new Map(
    preparations.map(
      ({ submission, opening }) => [submission.lesson.slug, opening] as const,
    ),
  );
  const servers = new ServerGroup({
    takeProcess: (name) => pool.takeServer(name),
    versions: preparations.map(({ submission, files, env }) => ({
      version: submission.lesson.slug,
      app: files.app,
      files: files.files,
      env,
    })),
    onChange: async (version, routing) => (await openings.get(version))?.route(routing),
  });
  const starting = [servers.startAll(count), ...openings.values()];
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  await Promise.all(starting);
  return servers;
}

async function open(
  { submission, opening, env }: Preparation,
  servers: ServerGroup,
  ground: Ground,
  options: LabOptions,
): Promise<Lab> {
  const { pool, redis } = ground;
  const parts: LabParts = {
    submission,
    pool,
    servers,
    frontend: await opening,
    redis: await redis,
    sharesRedis: () => ground.isShared,
    env: await env,
    startBeside: async ({ env: more, breaksRedis = false, ...beside }) => {
      if (!breaksRedis && (await redis)) ground.isShared = true;
      const its = breaksRedis
        ? { pool, redis: pool.openManagedRedis(), isShared: false }
        : ground;
      const both = { ...options, ...beside, env: { ...options.env, ...more } };
      return start(submission, both, its);
    },
  };
  return new Lab(parts);
}
