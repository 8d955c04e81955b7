import { randomBytes } from "node:crypto";
import type { LabError } from "../core/errors.ts";
import type { Hop } from "../core/hop.ts";
import type { LoadBalancer } from "../hosts/balancer-host.ts";
import { NodeProcess } from "../process/node-process.ts";
import { Reaper } from "../process/reaper.ts";
import { findAnswerFiles } from "./answer-files.ts";
import { Disposals } from "./disposals.ts";
import { HopBook } from "./hop-book.ts";
import { Lab, type LabParts, type LabPlan } from "./lab.ts";
import { openRedis } from "./redis.ts";
import type { RedisStore } from "./redis-store.ts";
import { ServerGroup } from "./server-group.ts";

// One that checks a guess in about 3 ms: the checks sign in a hundred times.
const CHEAP_SCRYPT_N = "1024";
const balancerFile = new URL("../hosts/balancer-host.ts", import.meta.url);

/**
 * Starts everything for one lesson, side by side.
 *
 * @throws {LabError} if the machine can't; {HostError} if the learner's code does not load
 */
export async function startLab(plan: LabPlan): Promise<Lab> {
  const disposals = new Disposals();
  try {
    return new Lab(await startParts(plan, disposals));
  } catch (error) {
    await disposals[Symbol.asyncDispose]();
    throw error;
  }
}

async function startParts(plan: LabPlan, disposals: Disposals): Promise<LabParts> {
  const { lesson } = plan;
  const files = findAnswerFiles(lesson, plan.folder, plan.answer);
  let fault: LabError | null = null;
  const reaper = disposals.use(
    new Reaper((error) => {
      fault = error;
      // Without a reaper a frozen process could outlive us: end everything at once.
      void disposals[Symbol.asyncDispose]();
    }),
  );
  const hops = new HopBook();
  const balancer = disposals.use(
    new NodeProcess({
      name: "the balancer",
      file: balancerFile,
      packages: ["http-proxy", "cookie"],
    }),
  );
  balancer.on("hop", (hop) => hops.add(hop as Hop));

  const opening = lesson.needsRedis
    ? openRedis(reaper, plan.sparesRedis !== true).then((store) => disposals.use(store))
    : Promise.resolve(null);
  const env = opening.then((redis) => environment(plan, redis));
  // The servers may come to ask for it only after it has failed.
  env.catch(() => {});
  const servers = disposals.use(
    new ServerGroup({
      reaper,
      files: { sessions: files.sessions, server: files.server },
      env,
      packages: ["express", "zod", ...(lesson.needsRedis ? ["ioredis"] : [])],
      spare: lesson.spare ?? false,
      bootEnv: plan.realPasswords ? {} : { SHOP_SCRYPT_N: CHEAP_SCRYPT_N },
      onChange: async (routing) => void (await balancer.ask("servers", routing)),
    }),
  );
  const loadBalancer = async () => {
    await balancer.boot(reaper);
    const message = { picker: files.picker } satisfies LoadBalancer;
    return Number(await balancer.ask("load", message));
  };
  const starting = [opening, loadBalancer(), servers.startAll(plan.servers)] as const;
  // All must settle before anything is disposed of, or a late one would be missed.
  await Promise.allSettled(starting);
  const [redis, port] = await Promise.all(starting);
  return {
    plan,
    servers,
    balancer,
    hops,
    disposals,
    redis,
    port,
    env: await env,
    fault: () => fault,
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
