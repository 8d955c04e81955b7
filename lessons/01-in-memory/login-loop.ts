import type { Browser, DemoTools } from "#harness";

/**
 * A user who signs in again each time she is thrown out.
 *
 * @returns how many of the pages she sees
 */
export async function signInAgainAndAgain(
  { quietly, note }: DemoTools,
  browser: Browser,
  pages: number,
): Promise<number> {
  let seen = 0;
  await quietly(async () => {
    await browser.signIn();
    for (let page = 0; page < pages; page++) {
      const { status } = await browser.get("/me");
      if (status === 401) await browser.signIn();
      else if (status < 300) seen++;
    }
  });
  const whose = `${browser.owner} signs in again whenever she is thrown out`;
  note(`${whose}: ${seen} of ${pages} pages seen`);
  return seen;
}
