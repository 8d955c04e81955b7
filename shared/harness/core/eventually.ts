const FIRST_PAUSE_MS = 1;
const MAX_PAUSE_MS = 20;

/**
 * Waits for a state: retries until the body no longer throws, or the time is up.
 *
 * @param deadline in ms
 * @throws whatever the last try threw
 */
export async function eventually<T>(
  body: () => T | Promise<T>,
  deadline = 5_000,
): Promise<T> {
  const until = performance.now() + deadline;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    try {
      return await body();
    } catch (error) {
      if (performance.now() >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
