import * as v from "valibot";

// The messages between the live page and the process behind it. The page imports only the
// types.

/** The four columns, in the order of their lessons. */
export const versionIds = ["in-memory", "sticky", "redis", "jwt"] as const;
export type VersionId = (typeof versionIds)[number];

const Name = v.pipe(v.string(), v.regex(/^[A-Z]$/));

/** What a button asks for. One press affects all columns. */
export const Action = v.variant("action", [
  v.object({ action: v.literal("send-next") }),
  v.object({ action: v.literal("send-many") }),
  v.object({ action: v.literal("traffic"), on: v.boolean() }),
  v.object({ action: v.literal("sign-in") }),
  v.object({ action: v.literal("second-user") }),
  v.object({ action: v.literal("steal-cookie") }),
  v.object({ action: v.literal("sign-out") }),
  v.object({ action: v.literal("begin-anew") }),
  v.object({ action: v.literal("add-server") }),
  v.object({
    action: v.literal("kill-server"),
    server: Name,
    /** The columns in which no one will know Alice anymore, according to the guess. */
    guess: v.optional(
      v.pipe(v.array(v.picklist(versionIds)), v.maxLength(versionIds.length)),
    ),
  }),
  v.object({
    action: v.picklist([
      "freeze-server",
      "thaw-server",
      "restart-server",
      "drain-server",
      "undrain-server",
      "remove-server",
    ]),
    server: Name,
  }),
  v.object({
    action: v.picklist(["kill-redis", "freeze-redis", "thaw-redis", "restart-redis"]),
  }),
]);
export type Action = v.InferOutput<typeof Action>;

/** One server: a process that hosts all four versions. */
export type ServerFacts = {
  name: string;
  /** "silent": it is running but doesn't answer, and no button on the page stopped it. */
  state: "up" | "draining" | "frozen" | "silent" | "down";
  /** null: it has ended. */
  pid: number | null;
  upSeconds: number | null;
  megabytes: number | null;
};

export type StoreFacts = {
  state: "up" | "frozen" | "down";
  /** Which Redis it is: "redis-server", or the embedded one. */
  description: string;
  pid: number | null;
};

/**
 * Whether a version knew someone at the last roll call: "unclear" if no server could tell
 * (503, 504), "stranger" for someone who hasn't signed in.
 */
export type Standing = "known" | "lost" | "unclear" | "stranger";

export type PersonFacts = {
  /** "Alice", "Bob", "the thief". */
  who: string;
  standing: Standing;
  /** Which of the servers knew them: "servers A and B", "no server". */
  knownBy: string;
  /** The names of the cookies in the browser: never a value. */
  cookies: string[];
};

export type StoreKey = { key: string; value: string; secondsLeft: number | null };

/** One column: one version of the shop. */
export type ColumnFacts = {
  version: VersionId;
  title: string;
  /** Where a session lives, in one short sentence. */
  keeps: string;
  /** Whether it runs the learner's own files. */
  yours: boolean;
  successes: number;
  failures: number;
  people: PersonFacts[];
  /**
   * How many sessions each server keeps in memory, by name; null: its code keeps no list.
   * A server that hasn't been asked yet, or has ended, isn't listed.
   */
  held: Record<string, number | null>;
  /** This version's data in Redis; null: it doesn't use Redis. */
  keys: StoreKey[] | null;
};

/** The last two minutes, one entry per second; each covers the 10 s up to then. */
export type ChartFacts = {
  /** Seconds since 1970. */
  seconds: number[];
  /** How much of it to show, in seconds. */
  span: number;
  /** Share of the answers that were good, 0 to 1; null: there were none. */
  success: Record<VersionId, (number | null)[]>;
  /** Requests per second answered by each server, all versions together. */
  load: Record<string, number[]>;
};

/** Everything the page shows, except single requests. */
export type PageState = {
  /** Changes with each start of the lab, so that a page from an earlier start reloads. */
  run: string;
  /** What is being done right now, while buttons wait; null: nothing. */
  busy: string | null;
  /** What just happened, and why it differs between the columns. */
  explanation: { number: number; text: string };
  /** What "Send next" is going to send: "POST /login". */
  next: string;
  traffic: boolean;
  servers: ServerFacts[];
  /** Whether another server may be added. */
  hasRoom: boolean;
  store: StoreFacts;
  columns: ColumnFacts[];
  chart: ChartFacts;
};

/** One line of the record: a request, or something someone did in between. */
export type PageMoment =
  | { kind: "event"; id: number; text: string }
  | {
      kind: "hop";
      id: number;
      version: VersionId;
      who: string;
      /** Why it was sent: by a button, to find out who is still known, or as traffic. */
      purpose: "scenario" | "roll-call" | "many" | "traffic";
      method: string;
      path: string;
      status: number;
      good: boolean;
      /** null: the balancer answered itself. */
      server: string | null;
      /** Every server that was tried, in order. */
      tried: string[];
      /** Why the balancer picked that server. */
      why: string;
      /** What the answer meant: "Alice", "sets the cookie sid". */
      note: string;
      cookiesSeen: string[];
      cookiesSet: string[];
      cookiesCleared: string[];
      storeCalls: string[];
      milliseconds: number;
    };
