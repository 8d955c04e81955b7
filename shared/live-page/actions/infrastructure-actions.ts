import type { Action } from "../protocol.ts";
import type { Context } from "../state/context.ts";
import { disturb } from "./inject-fault.ts";
import { NotNow } from "./not-now.ts";

export type ServerAction = Extract<Action, { server: string }>;
export type StoreAction = Extract<
  Action,
  { action: "kill-redis" | "freeze-redis" | "thaw-redis" | "restart-redis" }
>;

const serverFacts: Record<ServerAction["action"], string> = {
  "kill-server": "is killed",
  "freeze-server": "is frozen: it keeps its connections, but answers nothing",
  "thaw-server": "is running again",
  "restart-server": "has restarted, with nothing in its memory",
  "drain-server": "is draining: the balancer sends no new users to it",
  "undrain-server": "takes new users again",
  "remove-server": "was asked to stop, and has stopped",
};

const endsServer = ["kill-server", "restart-server", "remove-server"];

/** Does something to one server, for all columns: they share its process. */
export function actOnServer(action: ServerAction, context: Context): Promise<string> {
  const { server, action: what } = action;
  const { servers } = context;
  if (!servers.names.includes(server)) {
    throw new NotNow(`there is no server ${server}`, "the page shows the ones there are");
  }
  const needsNobody = what === "restart-server" || what === "remove-server";
  if (!needsNobody && !servers.isAlive(server)) {
    throw new NotNow(`server ${server} is down`, "start it first");
  }
  const make: Record<ServerAction["action"], () => Promise<void> | void> = {
    "kill-server": () => servers.kill(server),
    "freeze-server": () => servers.freeze(server),
    "thaw-server": () => servers.thaw(server),
    "restart-server": () => servers.restart(server),
    "drain-server": () => servers.drain(server),
    "undrain-server": () => servers.undrain(server),
    "remove-server": () => servers.remove(server),
  };
  const wasDown = !servers.isAlive(server);
  const fact =
    wasDown && what === "remove-server"
      ? "has been taken off the list"
      : serverFacts[what];
  return disturb(context, {
    fact: `Server ${server} ${fact}.`,
    ends: endsServer.includes(what) ? server : null,
    make: make[what],
    guess: action.action === "kill-server" ? action.guess : undefined,
  });
}

/** Starts one more server. */
export async function addServer(context: Context): Promise<string> {
  const name = await context.servers.add();
  return disturb(context, {
    fact: `Server ${name} has started, and takes its turn from now on.`,
    ends: null,
    make: () => {},
  });
}

const storeFacts: Record<StoreAction["action"], string> = {
  "kill-redis": "Redis is killed, and everything in it is gone.",
  "freeze-redis": "Redis is frozen: it keeps its connections, but answers nothing.",
  "thaw-redis": "Redis is running again.",
  "restart-redis": "Redis has restarted, and is empty.",
};

/** Does something to Redis. */
export function actOnStore({ action }: StoreAction, context: Context): Promise<string> {
  const { store } = context;
  if (store.state === "down" && action !== "restart-redis") {
    throw new NotNow("Redis is down", "start it first");
  }
  const make: Record<StoreAction["action"], () => Promise<void> | void> = {
    "kill-redis": () => store.kill(),
    "freeze-redis": () => store.freeze(),
    "thaw-redis": () => store.thaw(),
    "restart-redis": () => store.restart(),
  };
  const ends = action === "kill-redis" || action === "restart-redis" ? "Redis" : null;
  return disturb(context, { fact: storeFacts[action], ends, make: make[action] });
}
