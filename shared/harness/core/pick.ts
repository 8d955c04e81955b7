/** A server as a balancer sees it: a name and a state; never a host or a port. */
export type ServerView = { name: string; state: "up" | "draining" | "down" };

/** What a balancer may see of one request. */
export type PickRequest = {
  method: string;
  path: string;
  /** The client's IP address, as seen by the balancer's own socket. */
  address: string;
  /** The cookies that came with it. A name that didn't come is undefined. */
  cookies: Readonly<Record<string, string | undefined>>;
};

/** Where one request goes. */
export type Pick = {
  server: string;
  /** Why, in a few words, for the record of hops. */
  why: string;
  /**
   * A complete Set-Cookie line to add to the answer, in addition to the application's.
   */
  setCookie?: string;
};

/** A balancer's decision. null: no server can take this request. */
export type Picker = (
  request: PickRequest,
  servers: readonly ServerView[],
) => Pick | null;

/** What happened to a request whose server failed: enough to decide on a second try. */
export type FailedTry = {
  method: string;
  /**
   * Whether any part of it might have reached the server. False: the connection was
   * refused.
   */
  sent: boolean;
};

/** Strict round robin over the servers that are up. */
export function roundRobin(): Picker {
  let turn = 0;
  return (_request, servers) => {
    const up = servers.filter(({ state }) => state === "up");
    const next = up[turn++ % up.length];
    return next ? { server: next.name, why: "its turn" } : null;
  };
}
