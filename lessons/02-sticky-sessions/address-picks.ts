import {
  type Browser,
  expect,
  expectThat,
  type Lab,
  loseServer,
  type PickRequest,
  type Scene,
  type ServerView,
  usePick,
} from "#harness";
import { type KindOfRequest, kindsOfRequests } from "./kinds-of-requests.ts";
import { expectServed, namedTheDead } from "./served.ts";
import type { Visitors } from "./visitors.ts";

const allUp: ServerView[] = ["A", "B", "C"].map((name) => ({ name, state: "up" }));

/** The same servers, one of them dead. */
function without(dead: string): ServerView[] {
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

  /** Browsers at one address reach one server, whatever else each of them sends. */
  async areTogether(visitors: Visitors): Promise<void> {
    const asking: { browser: Browser; send: KindOfRequest["send"] }[] = [];
    for (const { send } of kindsOfRequests) {
      asking.push({ browser: (await visitors.arrive()).browser, send });
    }
    await using _byAddress = await usePick(this.#lab, "pickByAddress");
    let home = "";
    for (const { browser, send } of asking) {
      const response = expectServed(this.#lab, await send(browser));
      home ||= response.server;
      expect(response)
        .that(
          response.server === home,
          home,
          `Browsers with different pins sent different requests from 127.0.0.1. One was sent to ${home}, another one to ${response.server}.`,
        )
        .that(
          response.setCookies.length === 0,
          "no Set-Cookie",
          "pickByAddress is for clients that keep no cookies, and its response sets one.",
          { slug: null },
        );
    }
  }

  /** A server can't be reached: all whom it had go to one other. */
  async leaveTheDead(scene: Scene): Promise<void> {
    const home = await this.#choose("127.0.0.1", allUp);
    await using _byAddress = await usePick(this.#lab, "pickByAddress");
    await using _lost = await loseServer(this.#lab, home);
    scene.note(`the balancer can't reach ${home} for a moment`);
    let other = "";
    for (let count = 0; count < 3; count++) {
      const response = await this.#lab.browser("bob").get("/products");
      expect(response).that(
        !namedTheDead(response, home),
        "a living server",
        `${home} is down, two are up, and for 127.0.0.1 pickByAddress still named ${home}.`,
      );
      other ||= expectServed(this.#lab, response).server;
      expect(response).that(
        response.server === other,
        other,
        `${home} is down. Of the browsers at 127.0.0.1, whose server it was, one was sent to ${other}, and another one to ${response.server}.`,
        { slug: null },
      );
    }
  }

  /** A server dies: whom it had moves, and no one else. */
  async moveOnlyFromTheDead(): Promise<void> {
    // Each from a network of its own: nginx looks at the first three octets only.
    const addresses = Array.from(
      { length: 60 },
      (_, at) => `10.${at % 3}.${Math.floor(at / 3)}.7`,
    );
    const before = await this.#chooseAll(addresses, allUp);
    expectThat(
      before.join() === (await this.#chooseAll(addresses, allUp)).join(),
      "The same address was sent to one server and then to another, while all three were up.",
      { slug: null },
    );
    for (const { name: dead } of allUp) {
      const known = before.filter((server) => server === dead).length;
      expectThat(
        known > 0,
        `Of ${addresses.length} addresses not one leads to ${dead}: they are not spread over all servers.`,
        { slug: null },
      );
      const after = await this.#chooseAll(addresses, without(dead));
      expectThat(
        !after.includes(dead),
        `${dead} is down, and an address still leads to it.`,
        { slug: "address-leads-to-the-dead" },
      );
      const moved = before.filter((server, at) => server !== after[at]).length;
      expectThat(
        moved === known,
        `${dead} died. It had ${known} of ${addresses.length} addresses, and ${moved} moved. Anyone who moves is signed out. (hash % servers.length changes for nearly everyone.)`,
      );
    }
  }

  /** The name of the server that it chooses for one address. */
  async #choose(address: string, servers: readonly ServerView[]): Promise<string> {
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
  #chooseAll(
    addresses: readonly string[],
    servers: readonly ServerView[],
  ): Promise<string[]> {
    return Promise.all(addresses.map((address) => this.#choose(address, servers)));
  }
}
