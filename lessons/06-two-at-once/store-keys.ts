import { expect, type RedisStore, type Response, type Scene } from "#harness";

/** How much longer than her session something may stay: two looks are not one moment. */
const LEEWAY_MS = 1_000;

type Kept = { key: string; left: number };

/** What one browser's requests have left in the store, whatever keys a cart is kept in. */
export class StoreKeys {
  readonly #store: RedisStore;
  readonly #before: ReadonlySet<string>;
  /** Where her session is. */
  readonly session: string;

  private constructor(store: RedisStore, before: ReadonlySet<string>, session: string) {
    this.#store = store;
    this.#before = before;
    this.session = session;
  }

  /** Signs Alice in, and remembers what the store held before. */
  static async signIn(
    scene: Scene,
    store: RedisStore,
    browser = scene.alice,
  ): Promise<StoreKeys> {
    const before = await listKeys(store);
    const { response } = await scene.signIn(browser);
    const [session] = addedTo(before, await listKeys(store));
    const fact = `${browser.owner} signed in, and no key came into Redis.`;
    const key = expect(response).found(session, "a session in Redis", fact, {
      slug: null,
    });
    return new StoreKeys(store, before, key);
  }

  /** Every key that has come since, but her session, and how long it has left, in ms. */
  async added(): Promise<Kept[]> {
    const keys = addedTo(this.#before, await listKeys(this.#store));
    const others = keys.filter((key) => key !== this.session);
    return Promise.all(
      others.map(async (key) => ({ key, left: await this.#store.client.pttl(key) })),
    );
  }

  /** How long her session has left, in ms. */
  async left(): Promise<number> {
    return this.#store.client.pttl(this.session);
  }

  /** Deletes her session as another server would. */
  async end(): Promise<void> {
    await this.#store.client.del(this.session);
  }

  /**
   * Expects that all of it has an end.
   *
   * @param what someone did, as a sentence without its end
   */
  async expectEnds(response: Response, what: string): Promise<void> {
    const endless = (await this.added()).filter(({ left }) => left === -1);
    expect(response).that(
      endless.length === 0 && (await this.left()) !== -1,
      "an expiry",
      `${what}, and ${endless.length === 0 ? "her session" : "a key that has come into Redis since she signed in"} has no expiry.`,
    );
  }

  /** Expects that none of it stays when her session has ended. */
  async expectNoLonger(response: Response): Promise<void> {
    const session = await this.left();
    const kept = await this.added();
    const most = Math.max(...kept.map(({ left }) => left), 0);
    expect(response).that(
      most <= session + LEEWAY_MS,
      "the session's expiry",
      `Alice's session ends in about ${inSeconds(session)} s, and what holds her cart in about ${inSeconds(most)} s.`,
    );
  }
}

/** To ten of them: what was looked at a moment later is not another finding. */
function inSeconds(milliseconds: number): number {
  return 10 * Math.round(milliseconds / 10_000);
}

function addedTo(before: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  return [...now].filter((key) => !before.has(key));
}

async function listKeys({ client }: RedisStore): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const some of client.scanStream()) {
    for (const key of some) keys.add(String(key));
  }
  return keys;
}
