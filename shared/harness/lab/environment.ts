import { randomBytes } from "node:crypto";
import type { LabOptions } from "../core/lab-definition.ts";
import type { Lesson } from "../core/lesson.ts";

/** What a server finds in its environment, by name. */
export type Environment = Readonly<Record<string, string>>;

/** What of Redis the servers must know. */
export type RedisAccess = { url: string; prefix: string };

/**
 * What every server of a lab finds in its environment: lifetimes in s, a signing key of
 * this run's own, Redis, and what lesson and run add to it.
 */
export function environmentOf(
  { lab }: Pick<Lesson, "lab">,
  { env }: Pick<LabOptions, "env">,
  redis: RedisAccess | null,
): Environment {
  return {
    SESSION_IDLE_SECONDS: "1800",
    SESSION_ABSOLUTE_SECONDS: "28800",
    JWT_SECRET: randomBytes(32).toString("base64url"),
    ...(redis && { REDIS_URL: redis.url, REDIS_PREFIX: redis.prefix }),
    ...lab.services.shop.env,
    ...env,
  };
}

/** With what the keys of one of several lessons begin, behind the prefix of the run. */
export function prefixOf({ slug }: Pick<Lesson, "slug">): string {
  return `${slug}:`;
}
