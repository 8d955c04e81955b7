import { expectThat, type Lab, type PickRequest, type ServerView } from "#harness";

export const allUp: ServerView[] = ["A", "B", "C"].map((name) => ({ name, state: "up" }));

/** The same servers, one of them dead. */
export function without(dead: string): ServerView[] {
  return allUp.map(({ name, state }) => ({
    name,
    state: name === dead ? "down" : state,
  }));
}

/** Asks the learner's pick by address, without sending a request anywhere. */
export class AddressPicks {
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** The name of the server that it chooses for one address. */
  async choose(address: string, servers: readonly ServerView[]): Promise<string> {
    const request: PickRequest = { method: "GET", path: "/me", address, cookies: {} };
    const pick = await this.#lab.callBalancer("pickByAddress", request, servers);
    const server = typeof pick === "object" && pick !== null && "server" in pick;
    const name = server ? pick.server : undefined;
    const states = servers.map((each) => `${each.name} is ${each.state}`).join(", ");
    expectThat(
      typeof name === "string" && servers.some((each) => each.name === name),
      `${states}, and for the address ${address} pickByAddress gave the name of none of them.`,
      { slug: null },
    );
    return name;
  }

  /** The same for many addresses, in their order. */
  chooseAll(
    addresses: readonly string[],
    servers: readonly ServerView[],
  ): Promise<string[]> {
    return Promise.all(addresses.map((address) => this.choose(address, servers)));
  }
}
