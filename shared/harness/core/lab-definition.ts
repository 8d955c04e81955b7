/** One service of a lab: what each of its servers runs, and how many there are at first. */
export type ServiceDefinition = {
  /** The given file that builds the service: it exports `compose`. */
  app: string;
  /** The files that are handed to it, each under its name without the ending. */
  files: readonly string[];
  servers: number;
  /** What these files import beside express; loaded before it is needed. */
  packages?: readonly string[];
  /** What its servers find in their environment. */
  env?: Readonly<Record<string, string>>;
};

/** What stands in front of the servers. */
export type BalancerDefinition = {
  /** The learner's file that picks a server; without it the servers take turns. */
  pick?: string;
  /** Whether it asks every server at `/readyz` before it sends somebody there. */
  asksReadiness?: boolean;
};

/** The Redis behind the servers. */
export type RedisDefinition = {
  /** How long each message to it is held back, in ms; without it: not at all. */
  delay?: number;
};

/**
 * What a lesson wants to have running: a plain value. The running lab is the class `Lab`,
 * which `startLab` makes of it.
 */
export type LabDefinition = {
  services: { shop: ServiceDefinition };
  balancer?: BalancerDefinition;
  redis?: RedisDefinition;
};

/** What one run wants otherwise than its lesson's definition says. */
export type LabOptions = {
  /** How many servers to start at first. */
  servers?: number;
  /** More for the environment of the servers. */
  env?: Readonly<Record<string, string>>;
  /** Passwords at their price in production, instead of a cheap one. */
  realPasswords?: boolean;
  /** How long each message to Redis is held back, in ms; without it: as the lesson says. */
  redisDelay?: number;
  /** Whether the run kills or freezes Redis: then it must be one that we started. */
  breaksRedis?: boolean;
  /** How long the balancer waits for a server, in ms. */
  responseTimeout?: number;
};
