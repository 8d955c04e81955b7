import type { Browser } from "../browser/browser.ts";

/**
 * The standard scenario: sign in, ask who is there, add to the cart, look at the cart.
 *
 * @returns how many of the four requests failed
 */
export async function goShopping(browser: Browser): Promise<number> {
  const answers = [
    await browser.signIn(),
    await browser.get("/me"),
    await browser.post("/cart", { item: "apple" }),
    await browser.get("/cart"),
  ];
  return answers.filter(({ status }) => status >= 400).length;
}
