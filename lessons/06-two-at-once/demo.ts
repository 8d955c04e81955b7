import type { Browser, Demo, DemoTools, Lab } from "#harness";

export const demo: Demo = async (tools) => {
  const { say, open, note } = tools;
  say("x");
  const lab = await open();
  const alice = lab.browser("alice");
  await alice.signIn();
  const all = await tools.quietly(() =>
    Promise.all(Array.from({ length: 50 }, () => alice.post("/cart", { item: "apple" }))),
  );
  note(
    JSON.stringify(
      all
        .map((r) => r.status + r.server)
        .reduce(
          (m, s) => {
            m[s] = (m[s] ?? 0) + 1;
            return m;
          },
          {} as Record<string, number>,
        ),
    ),
  );
  const c = await alice.get("/cart");
  const lab1 = await open({ servers: 1 });
  const a = lab1.browser("alice");
  await a.signIn();
  await tools.quietly(() =>
    Promise.all(Array.from({ length: 50 }, () => a.post("/cart", { item: "apple" }))),
  );
  note(String((await a.get("/cart")).cart.length));
};
export const wall: Demo = async (tools) => {
  const { say, open, note } = tools;
  const lab = await open();
  const crowd = Array.from({ length: 20 }, (_, i) =>
    lab.browser(i % 2 ? "alice" : "bob"),
  );
  await tools.quietly(() => Promise.all(crowd.map((b) => b.signIn())));
  const all = await tools.quietly(() => Promise.all(crowd.map((b) => b.post("/kettle"))));
  note(String(all.filter((r) => r.status === 201).length));
};
