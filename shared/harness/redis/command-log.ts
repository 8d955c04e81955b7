import { randomUUID } from "node:crypto";
import { eventually } from "../core/eventually.ts";
import type { Command } from "./endless.ts";
import type { RedisStore } from "./redis-store.ts";

const MARK = "mark-";

type CommandLog = Disposable & {
  /** The commands the store has run, in order. */
  readonly commands: readonly Command[];
  /** How many commands had been run when this was called. */
  countNow(): Promise<number>;
};

/** Records every command that a store runs, no matter who sends it. */
export async function watchCommands({ client }: RedisStore): Promise<CommandLog> {
  const monitor = await client.duplicate().monitor();
  const commands: Command[] = [];
  monitor.on("monitor", (_time: string, words: string[], source: string) => {
    commands.push({ words, source });
  });
  return {
    commands,
    async countNow() {
      // The log arrives on a different connection than answers do, so wait for our own
      // mark in it.
      const mark = `${MARK}${randomUUID()}`;
      await client.exists(mark);
      return eventually(() => {
        const at = commands.findIndex(({ words }) => words.includes(mark));
        if (at < 0) throw new Error("the store's log lags behind");
        return at;
      });
    },
    [Symbol.dispose]: () => monitor.disconnect(),
  };
}

/** What a client sends for its connection, not for a request. */
const aboutTheConnection = new Set(["auth", "client", "hello", "info", "ping", "select"]);

/**
 * The commands that a server sent for someone's session, without our marks and without
 * connection setup.
 */
export function aboutSessions(commands: readonly Command[]): Command[] {
  return commands.filter(({ words: [name = "", ...rest] }) => {
    const isMark = rest.some((word) => word.startsWith(MARK));
    return !isMark && !aboutTheConnection.has(name.toLowerCase());
  });
}
