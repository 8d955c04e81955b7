import { randomUUID } from "node:crypto";
import { eventually } from "../core/eventually.ts";
import type { Command } from "./endless.ts";
import type { RedisStore } from "./redis-store.ts";

const MARK = "mark-";

type CommandLog = Disposable & {
  /** What the store has carried out, in its order. */
  readonly commands: readonly Command[];
  /** How many commands had been carried out when this was called. */
  countNow(): Promise<number>;
};

/** Writes down every command that a store carries out, no matter who sends it. */
export async function watchCommands({ client }: RedisStore): Promise<CommandLog> {
  const monitor = await client.duplicate().monitor();
  const commands: Command[] = [];
  monitor.on("monitor", (_time: string, words: string[], source: string) => {
    commands.push({ words, source });
  });
  return {
    commands,
    async countNow() {
      // The log comes by another connection than answers do: wait for a mark of ours in it.
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

/** What a client says for itself, and not for a request. */
const aboutTheConnection = new Set(["auth", "client", "hello", "info", "ping", "select"]);

/** The commands that a server sent for someone's session: without ours, and without greetings. */
export function aboutSessions(commands: readonly Command[]): Command[] {
  return commands.filter(({ words: [name = "", ...rest] }) => {
    const isMark = rest.some((word) => word.startsWith(MARK));
    return !isMark && !aboutTheConnection.has(name.toLowerCase());
  });
}
