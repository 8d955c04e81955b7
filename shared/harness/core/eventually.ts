/**
 * Waits for a state: tries again until the body throws no more, or the time is over.
 *
 * @param deadline in ms
 * @throws whatever the last try threw
 */
export async function eventually<T>(
  body: () => T | Promise<T>,
  deadline = 5_000,
): Promise<T> {
  const until = performance.now() + deadline;
  for (;;) {
    try {
      return await body();
    } catch (error) {
      if (performance.now() >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
