import {
  type Browser,
  expect,
  type RedisStore,
  type Scene,
  type SignedIn,
} from "#harness";

type Stored = SignedIn & { key: string };

/** What the store holds, as the judge sees it: by its own connection, whatever the code is. */
export class SessionKeys {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  /** Signs in, and finds which key that added to the store: `undefined`, if none. */
  async lookAtSignIn(
    scene: Scene,
    browser: Browser,
  ): Promise<SignedIn & { key: string | undefined }> {
    const before = await this.#all();
    const signedIn = await scene.signIn(browser);
    const [key] = [...(await this.#all())].filter((name) => !before.has(name));
    return { ...signedIn, key };
  }

  /** The same, where a key must have been added. */
  async signIn(scene: Scene, browser: Browser): Promise<Stored> {
    const { key, ...signedIn } = await this.lookAtSignIn(scene, browser);
    const { response } = signedIn;
    const added = expect(response).found(
      key,
      "a session in Redis",
      `${browser.owner} signed in on ${response.answeredBy}, and Redis holds no key that was not there before.`,
    );
    return { ...signedIn, key: added };
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

  /** Changes a key's value by hand, and leaves its end as it is. */
  async rewrite(key: string, change: (text: string) => string): Promise<void> {
    const { client } = this.#store;
    for (const [field, text] of await this.parts(key)) {
      if (field === null) await client.set(key, change(text), "KEEPTTL");
      else await client.hset(key, field, change(text));
    }
  }

  async #all(): Promise<Set<string>> {
    const keys = new Set<string>();
    for await (const some of this.#store.client.scanStream()) {
      for (const key of some) keys.add(String(key));
    }
    return keys;
  }
}
