import {
  aboutSessions,
  type Browser,
  expectThat,
  type RedisStore,
  type Scene,
  watchCommands,
} from "#harness";

type Act = { did: string; times: number; send: () => Promise<unknown> };

/** Whatever users do, the requests of a server share a few connections to the store. */
export async function connectionsAreShared(
  scene: Scene,
  store: RedisStore,
): Promise<void> {
  const { alice, bob } = scene;
  await scene.signIn(alice);
  const acts: Act[] = [
    { did: "Alice asked 30 times", times: 30, send: () => alice.get("/me") },
    {
      did: "Alice bought 30 things",
      times: 30,
      send: () => alice.post("/cart", { item: "apple" }),
    },
    {
      did: "Bob signed in 10 times, and out 10 times",
      times: 20,
      send: () => signInOrOut(bob),
    },
  ];
  using watch = await watchCommands(store);
  const count = async () => {
    await watch.countNow();
    const commands = aboutSessions(watch.commands);
    const sources = new Set(commands.map(({ source }) => source));
    // What is watched is watched for a whole connection: that one can't be shared.
    for (const { words, source } of commands) {
      if (words[0]?.toLowerCase() === "watch") sources.delete(source);
    }
    return sources.size;
  };
  // A pool may open its connections at the first rush.
  for (const act of acts) await repeat(act);
  for (const act of acts) {
    const before = await count();
    await repeat(act);
    const opened = (await count()) - before;
    expectThat(
      opened < act.times / 3,
      `${act.did}, and for that the servers opened ${opened} further connections to Redis.`,
    );
  }
}

async function signInOrOut(browser: Browser): Promise<unknown> {
  return browser.cookieNames().length === 0 ? browser.signIn() : browser.signOut();
}

/** Ten at once, as in a rush. */
async function repeat({ times, send }: Act): Promise<void> {
  for (let sent = 0; sent < times; sent += 10) {
    await Promise.all(Array.from({ length: 10 }, send));
  }
}
