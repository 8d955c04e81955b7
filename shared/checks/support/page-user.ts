import assert from "node:assert/strict";
import type { Browser, Locator, Page } from "playwright-core";
import { eventually } from "../../harness/core/eventually.ts";

/** By the column's version. */
type InColumns = Record<string, string>;

/** The page as someone uses it: by names, roles and visible text. */
export class PageUser {
  readonly page: Page;
  /** What the browser itself complained about: errors, and what the policy forbids. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  /**
   * Opens the link that the lab has printed, and waits until the page says it is ready.
   */
  static async open(browser: Browser, url: string, says = "Ready."): Promise<PageUser> {
    const page = await browser.newPage({ reducedMotion: "reduce" });
    const user = new PageUser(page);
    await page.goto(url);
    await user.settled(says);
    return user;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Presses a button, and waits until its explanation is shown. */
  async press(name: string | RegExp): Promise<string> {
    const { page } = this;
    const explanation = page.locator("#explanation");
    const before = await explanation.getAttribute("data-number");
    await this.button(name).click();
    await eventually(async () => {
      assert.notEqual(await explanation.getAttribute("data-number"), before);
    }, 10_000);
    await this.settled();
    return (await explanation.textContent()) ?? "";
  }

  async settled(says = "Ready."): Promise<void> {
    await this.page.locator("#busy", { hasText: says }).waitFor();
  }

  /** Starts over; by the time it is done, the first page is too. */
  async beginAnew(): Promise<void> {
    await this.press("Start over");
  }

  async sendNext(times: number): Promise<string> {
    let explanation = "";
    for (let sent = 0; sent < times; sent++) explanation = await this.press(/^Send next/);
    return explanation;
  }

  /** The two counts of every column. */
  async counts(): Promise<InColumns> {
    return this.#inColumns(async (column) => {
      const [good, bad] = await column.locator(".counts dd").allTextContents();
      return `${good} good, ${bad} failed`;
    });
  }

  /** Someone's standing in every column. */
  async standings(who = "Alice"): Promise<InColumns> {
    return this.#inColumns(async (column) => {
      const person = column.locator(".person", { hasText: who });
      return (await person.getAttribute("data-standing")) ?? "";
    });
  }

  async #inColumns(read: (column: Locator) => Promise<string>): Promise<InColumns> {
    const columns = await this.page.locator(".column").all();
    const entries = columns.map(async (column) => [
      await column.getAttribute("data-version"),
      await read(column),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }
}
