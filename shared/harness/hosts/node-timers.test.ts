import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import timersPromises from "node:timers/promises";

type Awaited = Pick<typeof timersPromises, "setTimeout" | "setInterval">;

// Node's own timers, before ours replace them.
const node = { setTimeout, setInterval, signal: AbortSignal.timeout.bind(AbortSignal) };
const theirs: Awaited = { ...timersPromises };
await import("./replace-timers.ts");
const ours: Awaited = { ...timersPromises };

const HOUR = 3_600_000;

/** The outcome, for comparing. */
async function tell(work: () => unknown): Promise<unknown> {
  try {
    return { value: await work() };
  } catch (thrown) {
    const { name, code, message, cause }: Record<string, unknown> = Object(thrown);
    return { name, code, message, cause };
  }
}

test("an awaited timer is aborted, or refused, as Node's own", async () => {
  const abortedAfterwards = (wait: (options: { signal: AbortSignal }) => unknown) => {
    const controller = new AbortController();
    const waiting = wait({ signal: controller.signal });
    controller.abort("why");
    return waiting;
  };
  const { signal } = new AbortController();
  const wrong: unknown[] = [null, 3, { signal: 3 }, { ref: "no" }];
  const ways: ((from: Awaited) => unknown)[] = [
    (from) => from.setTimeout(HOUR, 1, { signal: AbortSignal.abort("why") }),
    (from) => from.setInterval(HOUR, 1, { signal: AbortSignal.abort("why") }).next(),
    (from) => abortedAfterwards((options) => from.setTimeout(HOUR, 1, options)),
    (from) => abortedAfterwards((options) => from.setInterval(HOUR, 1, options).next()),
    (from) => from.setTimeout(1, "came", { signal, ref: true }),
    (from) => from.setInterval(1, "came", { signal, ref: false }).next(),
    (from) => Reflect.apply(from.setTimeout, null, ["5"]),
    ...wrong.flatMap((options) => [
      (from: Awaited) => Reflect.apply(from.setTimeout, null, [1, 1, options]),
      (from: Awaited) => Reflect.apply(from.setInterval, null, [1, 1, options]).next(),
    ]),
  ];
  // This waits for timers that don't keep the process alive.
  const awake = node.setInterval(() => {}, 1_000);
  for (const way of ways) {
    assert.deepEqual(
      await tell(() => way(ours)),
      await tell(() => way(theirs)),
      `${way}`,
    );
  }
  clearInterval(awake);
});

test("a signal that ends in time is as Node's own", async () => {
  const wait = (signal: AbortSignal) =>
    new Promise((resolve) =>
      signal.addEventListener("abort", () => resolve(signal.reason)),
    );
  const awake = node.setInterval(() => {}, 1_000);
  for (const delay of [0, 1]) {
    assert.deepEqual(
      await wait(AbortSignal.timeout(delay)),
      await wait(node.signal(delay)),
    );
  }
  clearInterval(awake);
  for (const wrong of ["5", -1, 0.5, Number.NaN, 2 ** 32, undefined]) {
    const ask = (from: typeof node.signal) => () =>
      Reflect.apply(from, AbortSignal, [wrong]);
    assert.deepEqual(await tell(ask(AbortSignal.timeout)), await tell(ask(node.signal)));
  }
});

test("a delay is read as Node reads it, and what is none is refused", async () => {
  const warnings: string[] = [];
  const hear = ({ name }: Error) => warnings.push(name);
  process.on("warning", hear);
  const soon = [Number.NaN, -5, 0, undefined, null, "", "soon", {}, 2 ** 31, Infinity];
  const rang = soon.map(
    (delay) =>
      new Promise((resolve) => Reflect.apply(setTimeout, null, [resolve, delay])),
  );
  await Promise.all(rang);
  assert.ok(warnings.includes("TimeoutOverflowWarning"));
  process.off("warning", hear);
  for (const wrong of [[3, 1], [undefined], ["code()", 1], [() => {}, 1n]]) {
    for (const name of ["setTimeout", "setInterval"] as const) {
      const ask = (from: typeof node | typeof globalThis) => () =>
        Reflect.apply(from[name], null, wrong);
      assert.deepEqual(await tell(ask(globalThis)), await tell(ask(node)), String(wrong));
    }
  }
});

test("a timer can be handled as Node's own", async () => {
  const timer = setTimeout(() => {}, HOUR);
  assert.ok(timer.hasRef());
  assert.equal(timer.unref().hasRef(), false);
  assert.equal(timer.ref().refresh().close(), timer);
  const rang: unknown[] = [];
  const [byNumber, byText] = [0, 0].map(() =>
    Number(setTimeout(() => rang.push("no"), 1)),
  );
  clearTimeout(byNumber);
  clearInterval(String(byText));
  for (const nothing of [undefined, null, 0, "", "x", {}, Number.NaN]) {
    Reflect.apply(clearTimeout, null, [nothing]);
  }
  const self = await new Promise((resolve) => {
    setTimeout(
      function (this: unknown, ...args: unknown[]) {
        rang.push(...args);
        resolve(this);
      },
      2,
      "one",
      "two",
    );
  });
  assert.equal(Object(self).constructor.name, "Timeout");
  assert.deepEqual(rang, ["one", "two"]);
});

test("what rings knows in which request it was set, whoever has it ring", async () => {
  const { passTime } = await import("./passing-time.ts");
  const request = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  request.run("first", () => setTimeout(() => seen.push(request.getStore()), HOUR));
  request.run("second", () => setTimeout(() => seen.push(request.getStore()), 2 * HOUR));
  await request.run("passing", () => passTime(3 * HOUR));
  assert.deepEqual(seen, ["first", "second"]);
});
