import { randomBytes } from "node:crypto";
import type { LabOptions } from "../core/lab-definition.ts";
import type { Lesson } from "../core/lesson.ts";

/** A server's environment variables, by name. */
export type Environment = Readonly<Record<string, string>>;

/** What the servers must know about Redis. */
export type RedisAccess = { url: string; prefix: string };

/**
 * The environment of every server of a lab: lifetimes in seconds, a signing key for this
 * run only, Redis, and anything the lesson and the run add.
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

/** The prefix for the keys of one of several lessons, after the prefix of the run. */
export function prefixOf({ slug }: Pick<Lesson, "slug">): string {
  return `${slug}:`;
}
