/** One service of a lab: what each of its servers runs, and how many start at first. */
export type ServiceDefinition = {
  /** The given file that builds the service: it exports `compose`. */
  app: string;
  /** The files passed to it, each under its name without the extension. */
  files: readonly string[];
  servers: number;
  /** The packages these files import besides express; loaded before they are needed. */
  packages?: readonly string[];
  /** Its servers' environment. */
  env?: Readonly<Record<string, string>>;
};

/** What is in front of the servers. */
export type BalancerDefinition = {
  /** The learner's file that picks a server; without it, the servers take turns. */
  pick?: string;
  /** Whether it asks a server at `/readyz` before it sends anyone there. */
  asksReadiness?: boolean;
};

/** The Redis behind the servers. */
export type RedisDefinition = {
  /** How many ms each message to it is delayed; without it: not at all. */
  delay?: number;
};

/**
 * What a lesson needs running, as plain data. `startLab` turns it into the running lab,
 * the class `Lab`.
 */
export type LabDefinition = {
  services: { shop: ServiceDefinition };
  balancer?: BalancerDefinition;
  redis?: RedisDefinition;
};

/** What one run changes in its lesson's definition. */
export type LabOptions = {
  /** How many servers to start at first. */
  servers?: number;
  /** Additions to the servers' environment. */
  env?: Readonly<Record<string, string>>;
  /** Passwords at their production cost, instead of a cheap one. */
  realPasswords?: boolean;
  /** How long each message to Redis is held back, in ms; by default, as the lesson says. */
  redisDelay?: number;
  /** Whether the run kills or freezes Redis; if so, it must be one that we started. */
  breaksRedis?: boolean;
  /** How long the balancer waits for a server, in ms. */
  responseTimeout?: number;
};
