import type { Browser, DemoTools, Lab } from "#harness";

/** Many browsers, and the server that signed each of them in. */
export class Crowd {
  readonly #tools: DemoTools;
  readonly #lab: Lab;
  readonly #members: { browser: Browser; knownTo: string }[] = [];

  constructor(tools: DemoTools, lab: Lab) {
    this.#tools = tools;
    this.#lab = lab;
  }

  /** They sign in, one after the other; tells how they spread over the servers. */
  async signIn(size: number): Promise<void> {
    await this.#tools.quietly(async () => {
      for (let number = 0; number < size; number++) {
        const browser = this.#lab.browser("alice");
        const { server } = await browser.signIn();
        this.#members.push({ browser, knownTo: server });
      }
    });
    const spread = this.#lab.servers.names.map((name) => {
      const known = this.#members.filter(({ knownTo }) => knownTo === name);
      return `${name} knows ${known.length}`;
    });
    this.#tools.note(`${size} browsers signed in: ${spread.join(", ")}`);
  }

  /** Each asks once who they are; tells how many are out, and who had known them. */
  async countOut(): Promise<number> {
    const out: string[] = [];
    await this.#tools.quietly(async () => {
      for (const { browser, knownTo } of this.#members) {
        if ((await browser.get("/me")).status === 401) out.push(knownTo);
      }
    });
    const known = [...new Set(out)].sort().join(", ");
    const whose = out.length > 0 ? `; all ${out.length} were known to ${known}` : "";
    const stay = this.#members.length - out.length;
    this.#tools.note(`${stay} still signed in, ${out.length} out${whose}`);
    return out.length;
  }
}
