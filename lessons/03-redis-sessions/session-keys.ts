import {
  type Browser,
  eventually,
  expect,
  expectThat,
  type RedisStore,
  type Scene,
  type SignedIn,
} from "#harness";
import { explainMissingKey } from "./missing-session.ts";

type Stored = SignedIn & { key: string };
type Looked = SignedIn & { key: string | undefined; before: ReadonlySet<string> };

/** How long a key may be late that nobody waited for. */
const LATE_MS = 300;

/** What the store holds, as the judge sees it: by its own connection, whatever the code is. */
export class SessionKeys {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  /** Signs in, and finds which key that added to the store: `undefined`, if none. */
  async lookAtSignIn(scene: Scene, browser: Browser): Promise<Looked> {
    const before = await this.#all();
    const signedIn = await scene
      .signIn(browser)
      .catch((error) => tellUnreached(scene, browser, error));
    return { ...signedIn, before, key: await this.#added(before) };
  }

  /** The same, where a key must have been added. */
  async signIn(scene: Scene, browser: Browser): Promise<Stored> {
    const { key, ...signedIn } = await this.lookAtSignIn(scene, browser);
    if (key !== undefined) return { ...signedIn, key };
    const { response, before } = signedIn;
    const late = await eventually(async () => {
      const added = await this.#added(before);
      expectThat(added !== undefined, "no key was added");
      return added;
    }, LATE_MS).catch(() => undefined);
    // A check of its own tells of a response that waits for nothing.
    if (late !== undefined) return { ...signedIn, key: late };
    const { user } = browser;
    const why = await explainMissingKey(this.#store, scene, { response, before, user });
    const { fact, names } = why;
    return expect(response).found<Stored>(null, "a session in Redis", fact, names);
  }

  /** How long a key has left, in ms; -1: it has no end; -2: it is not there. */
  async left(key: string): Promise<number> {
    return this.#store.client.pttl(key);
  }

  /** Deletes a session as another server would: no browser hears of it. */
  async end(key: string): Promise<void> {
    await this.#store.client.del(key);
  }

  async exists(key: string): Promise<boolean> {
    return (await this.#store.client.exists(key)) === 1;
  }

  /** The parts of a key's value: the one of a string (null), or a hash's fields. */
  async parts(key: string): Promise<Map<string | null, string>> {
    const { client } = this.#store;
    const type = await client.type(key);
    if (type === "string") return new Map([[null, (await client.get(key)) ?? ""]]);
    if (type === "hash") return new Map(Object.entries(await client.hgetall(key)));
    return new Map();
  }

  /** Every key, and the parts of its value. */
  async contents(): Promise<Map<string, Map<string | null, string>>> {
    const contents = new Map<string, Map<string | null, string>>();
    for (const key of await this.#all()) contents.set(key, await this.parts(key));
    return contents;
  }

  /**
   * Changes a key's value by hand, and leaves its end as it is.
   *
   * @returns whether there was something in it to change: what is encoded shows nothing
   */
  async rewrite(key: string, change: (text: string) => string): Promise<boolean> {
    const { client } = this.#store;
    let changed = false;
    for (const [field, text] of await this.parts(key)) {
      const other = change(text);
      if (other === text) continue;
      changed = true;
      if (field === null) await client.set(key, other, "KEEPTTL");
      else await client.hset(key, field, other);
    }
    return changed;
  }

  /**
   * Takes a key's end away, as someone's mistake might.
   *
   * @returns whether it is there, and has none now
   */
  async persist(key: string): Promise<boolean> {
    await this.#store.client.persist(key);
    return (await this.left(key)) === -1;
  }

  async #added(before: ReadonlySet<string>): Promise<string | undefined> {
    return [...(await this.#all())].find((name) => !before.has(name));
  }

  async #all(): Promise<Set<string>> {
    const keys = new Set<string>();
    for await (const some of this.#store.client.scanStream()) {
      for (const key of some) keys.add(String(key));
    }
    return keys;
  }
}

/** Nobody can sign in: looks whether that is because a server does not reach the store, which is up. */
async function tellUnreached(
  { lab }: Scene,
  browser: Browser,
  error: unknown,
): Promise<never> {
  for (const _server of lab.servers.first) {
    const response = await browser.signIn().catch(() => null);
    if (response?.status !== 503) continue;
    expect(response).success(
      `Redis is up, and ${response.answeredBy} does not reach it. Its client needs the address that readRedisUrl gives, and has to stay open.`,
      { slug: null },
    );
  }
  throw error;
}
