import { fileURLToPath } from "node:url";
import { findChromium, startChromium } from "../support/chromium.ts";
import { RunningPage } from "../support/running-page.ts";

// `npm run screenshot`: the picture in the README, taken from a lab that is really
// running.
const file = fileURLToPath(new URL("../../live-page/live-page.png", import.meta.url));
const chromium = findChromium();
if (chromium === null) throw new Error("there is no Chromium here: set CHROMIUM_PATH");
await using lab = await RunningPage.start();
await using browser = await startChromium(chromium);
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  colorScheme: "light",
  reducedMotion: "reduce",
});
await page.goto(lab.url);
const settled = () => page.locator("#busy", { hasText: "Ready." }).waitFor();
for (let sent = 0; sent < 4; sent++) {
  await page.locator("#send-next").click();
  await settled();
}
await page.getByRole("button", { name: "Kill server A" }).click();
await settled();
// The highlighted paths are no longer lit.
await page.locator("[data-lit]").first().waitFor({ state: "detached" });
await page.screenshot({ path: file });
