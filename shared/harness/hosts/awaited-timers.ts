import timersPromises from "node:timers/promises";
import { clear, Timeout } from "./timers.ts";

// Captured now: other code, and ours, replace them.
const { setTimeout: realWait, setInterval: realEvery } = timersPromises;
const realTimeoutSignal = AbortSignal.timeout.bind(AbortSignal);

type Options = NonNullable<Parameters<typeof realWait>[2]>;

const LONGEST_SIGNAL_MS = 2 ** 32 - 1;

/** What `setTimeout` of node:timers/promises does, by this process's own time. */
export function wait<T = void>(
  delay?: number,
  value?: T,
  options: Options = {},
): Promise<T> {
  if (!canBegin(delay, options)) return realWait(delay, value, options);
  const { signal, ref = true } = options;
  return new Promise((resolve, reject) => {
    // Node's own version reports an aborted signal.
    const stop = () => {
      clear(timer);
      realWait(delay, value, options).then(resolve, reject);
    };
    const ring = () => {
      signal?.removeEventListener("abort", stop);
      resolve(value as T);
    };
    const timer = new Timeout(ring, delay, [], false);
    if (!ref) timer.unref();
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * What `setInterval` of node:timers/promises does: it starts when its first turn is
 * requested.
 */
export async function* every<T = void>(
  delay?: number,
  value?: T,
  options: Options = {},
): AsyncGenerator<T, undefined> {
  if (!canBegin(delay, options)) {
    yield* realEvery(delay, value, options);
    return;
  }
  const { signal, ref = true } = options;
  let rung = 0;
  let wake = () => {};
  const timer = new Timeout(
    () => {
      rung++;
      wake();
    },
    delay,
    [],
    true,
  );
  if (!ref) timer.unref();
  const stop = () => {
    clear(timer);
    wake();
  };
  signal?.addEventListener("abort", stop, { once: true });
  try {
    while (!signal?.aborted) {
      if (rung === 0) await new Promise<void>((resolve) => (wake = resolve));
      // Turns that weren't requested in time are delivered one after the other.
      for (; rung > 0; rung--) yield value as T;
    }
    yield* realEvery(delay, value, options);
  } finally {
    clear(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** What `scheduler.wait` of node:timers/promises does. */
export function waitFor(delay?: number, options?: Options): Promise<void> {
  return wait(delay, undefined, options);
}

/** What `AbortSignal.timeout` does, by this process's own time. */
export function timeoutSignal(delay: number): AbortSignal {
  const isDelay = Number.isInteger(delay) && delay >= 0 && delay <= LONGEST_SIGNAL_MS;
  // Node's own version rejects it.
  if (!isDelay) return realTimeoutSignal(delay);
  const controller = new AbortController();
  const ring = () =>
    controller.abort(
      new DOMException("The operation was aborted due to timeout", "TimeoutError"),
    );
  new Timeout(ring, delay, [], false).unref();
  return controller.signal;
}

/**
 * Whether there's something to wait for; Node's own version rejects any other arguments.
 */
function canBegin(delay: unknown, options: unknown): options is Options {
  if (delay !== undefined && typeof delay !== "number") return false;
  if (typeof options !== "object" || options === null) return false;
  const { signal, ref }: Record<string, unknown> = { ...options };
  if (ref !== undefined && typeof ref !== "boolean") return false;
  return signal === undefined || (signal instanceof AbortSignal && !signal.aborted);
}
