import assert from "node:assert/strict";
import { after, test } from "node:test";
import axe, { type AxeResults } from "axe-core";
import type { BrowserContextOptions } from "playwright-core";
import { eventually } from "../../harness/lab/eventually.ts";
import { findChromium, startChromium } from "../support/chromium.ts";
import { RunningLab } from "../support/live-lab.ts";
import { PageUser } from "../support/page-user.ts";

const executable = findChromium();
const skip =
  executable === null ? "there is no Chromium on this machine: set CHROMIUM_PATH" : false;

// One lab and one browser serve all tests: each begins anew.
const lab = executable === null ? null : await RunningLab.start();
const browser = executable === null ? null : await startChromium(executable);
after(async () => {
  await browser?.close();
  await lab?.[Symbol.asyncDispose]();
});

function open(options: BrowserContextOptions = {}): Promise<PageUser> {
  assert.ok(browser && lab);
  return PageUser.open(browser, lab.url, options);
}

/** The same in every column. */
function same(value: string): Record<string, string> {
  return { "in-memory": value, sticky: value, redis: value, jwt: value };
}

test("the scenario: 2 of 4 fail in memory, and none elsewhere", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(4);
  assert.deepEqual(await user.counts(), {
    "in-memory": "2 good, 2 failed",
    sticky: "4 good, 0 failed",
    redis: "4 good, 0 failed",
    jwt: "4 good, 0 failed",
  });
});

test("her server is killed, then Redis too: who still knows her", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  await user.page.getByRole("checkbox", { name: "In memory" }).check();
  const killed = await user.press("Kill server A");
  assert.deepEqual(await user.standings(), {
    "in-memory": "lost",
    sticky: "lost",
    redis: "known",
    jwt: "known",
  });
  assert.match(killed, /You said .* in: in memory\. It was: in memory and sticky\./);

  await user.press("Kill Redis");
  assert.deepEqual(await user.standings(), {
    "in-memory": "lost",
    sticky: "lost",
    redis: "unclear",
    jwt: "known",
  });
  assert.match(await user.sendNext(1), /GET \/me: JWT answered\./);
  await user.sendNext(1);
  const cart = await user.sendNext(1);
  assert.match(cart, /JWT: the token says who asks, but the cart is in Redis/);
});

test("Redis alone dies, and comes back empty", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(4);
  await user.press("Kill Redis");
  const expected = { "in-memory": "known", sticky: "known", jwt: "known" };
  assert.deepEqual(await user.standings(), { ...expected, redis: "unclear" });
  const back = await user.press("Start Redis");
  assert.deepEqual(await user.standings(), { ...expected, redis: "lost" });
  assert.match(back, /Redis sessions: Alice is lost, for the session was in Redis/);
});

test("Redis is frozen, and goes on: nobody has lost anything", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  const frozen = await user.press("Freeze Redis");
  assert.match(frozen, /it says 503, and the cookie stays\./);
  assert.equal((await user.standings()).redis, "unclear");
  await user.press("Thaw Redis");
  assert.deepEqual(await user.standings(), same("known"));
});

test("a stolen cookie outlives the sign-out where nobody can end it", {
  skip,
}, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  await user.press("Sign in Bob");
  await user.press("Steal Alice's cookie");
  assert.deepEqual(await user.standings("the thief"), same("known"));
  const told = await user.press("Sign out Alice");
  const thief = await user.standings("the thief");
  // In memory her sign-out went to another server, so it ended nothing.
  assert.deepEqual(thief, { ...same("known"), sticky: "lost", redis: "lost" });
  assert.match(
    told,
    /JWT: the thief is still Alice, for no server can take a token back/,
  );
  assert.deepEqual(await user.standings("Bob"), same("known"));
  assert.deepEqual(await user.standings(), same("stranger"));
});

test("what is killed from a shell shows as down, and who is lost by it", {
  skip,
}, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  const verdict = user.page.locator("#verdict");
  const lost = { "in-memory": "lost", sticky: "lost" };
  for (const { place, says, standings } of [
    {
      place: "#servers > li",
      says: /Server A has ended, and no button of this page did it/,
      standings: { ...same("known"), ...lost },
    },
    {
      place: "#store",
      says: /Redis has ended, and no button of this page did it/,
      standings: { ...same("known"), ...lost, redis: "unclear" },
    },
  ]) {
    const row = user.page.locator(place).first();
    const [, pid] = /pid (\d+)/.exec((await row.textContent()) ?? "") ?? [];
    assert.ok(pid);
    process.kill(Number(pid), "SIGKILL");
    await eventually(async () => {
      assert.match((await verdict.textContent()) ?? "", says);
      assert.match((await row.textContent()) ?? "", /down/);
      assert.deepEqual(await user.standings(), standings);
    });
    await user.settled();
  }
});

test("servers freeze, drain, come and go", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  const frozen = await user.press("Freeze server A");
  const unclear = { "in-memory": "unclear", sticky: "unclear" };
  assert.deepEqual(await user.standings(), { ...same("known"), ...unclear });
  assert.match(frozen, /In memory can't tell .* server A said nothing/);
  assert.match(frozen, /Sticky can't tell .* asked instead, knows nobody/);
  await user.press("Thaw server A");
  assert.deepEqual(await user.standings(), same("known"));
  await user.press("Drain server A");
  // By turns nobody comes to it any more; the pin still leads there.
  assert.deepEqual(await user.standings(), { ...same("known"), "in-memory": "lost" });
  await user.press("Take users again server A");
  assert.deepEqual(await user.standings(), same("known"));
  await user.press("Add a server");
  const names = user.page.locator("#servers .name");
  const all = ["A", "B", "C", "D"].map((name) => `Server ${name}`);
  assert.deepEqual(await names.allTextContents(), all);
  await user.press("Remove server D");
  const told = await user.press("Restart server A");
  assert.match(told, /In memory and sticky: Alice is lost, for .* memory of server A/);
});

test("a hundred requests, and traffic: a third of them find her in memory", {
  skip,
}, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  const told = await user.press("Send 100");
  assert.match(told, /in memory 3[34], sticky 100, Redis sessions 100, JWT 100/);
  await user.press("Run traffic");
  await eventually(async () => {
    const { jwt = "" } = await user.counts();
    assert.ok(Number.parseInt(jwt, 10) > 110, jwt);
  });
  const sticky = user.page.locator("#chart-success tr", { hasText: "Sticky" });
  assert.match((await sticky.textContent()) ?? "", /100/);
  const result = await user.press("Stop traffic");
  assert.match(result, /sticky 100 %, Redis sessions 100 % and JWT 100 %/);
});

test("by the keyboard alone", { skip }, async () => {
  await using user = await open();
  await user.beginAnew();
  const { keyboard } = user.page;
  await user.page.locator("body").press("n");
  await eventually(async () => {
    assert.deepEqual(await user.counts(), same("1 good, 0 failed"));
  });
  await user.settled();
  const kill = user.button("Kill server B");
  const focused = kill.and(user.page.locator(":focus"));
  for (let tabs = 0; tabs < 40 && (await focused.count()) === 0; tabs++) {
    await keyboard.press("Tab");
  }
  await keyboard.press("Enter");
  await eventually(async () => {
    const states = user.page.locator("#servers > li");
    assert.match((await states.nth(1).textContent()) ?? "", /down/);
  });
});

test("no accessibility violation, in the light or in the dark on a phone", {
  skip,
}, async () => {
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(2);
  await user.press("Kill server A");
  await user.press("Freeze Redis");
  await using phone = await open({
    colorScheme: "dark",
    viewport: { width: 400, height: 900 },
  });
  for (const { page } of [user, phone]) {
    await page.evaluate(axe.source);
    const found: AxeResults = await page.evaluate("axe.run()");
    const violations = found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    assert.deepEqual(violations, []);
  }
  const width = await phone.page.evaluate("document.documentElement.scrollWidth");
  assert.ok(Number(width) <= 400, `it is ${width} px wide`);
});

test("a page comes back after a reload; without the key it only watches", {
  skip,
}, async () => {
  assert.ok(browser && lab);
  await using user = await open();
  await user.beginAnew();
  await user.sendNext(1);
  await user.page.reload();
  await user.settled();
  assert.deepEqual(await user.counts(), same("1 good, 0 failed"));
  const box = user.page.locator(".column .balancer").first();
  assert.match((await box.textContent()) ?? "", /POST \/login → A/);
  const watching = await browser.newPage();
  await watching.goto(lab.origin);
  await watching.getByText("This tab only watches").waitFor();
  const next = watching.locator("#send-next");
  assert.equal(await next.getAttribute("aria-disabled"), "true");
  await watching.close();
});
