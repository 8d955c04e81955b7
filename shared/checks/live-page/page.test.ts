import assert from "node:assert/strict";
import { after, test } from "node:test";
import axe, { type AxeResults } from "axe-core";
import { eventually } from "../../harness/core/eventually.ts";
import { findChromium, startChromium } from "../support/chromium.ts";
import { openStream } from "../support/page-stream.ts";
import { PageUser } from "../support/page-user.ts";
import { RunningPage } from "../support/running-page.ts";

const executable = findChromium();
const skip =
  executable === null ? "there is no Chromium on this machine: set CHROMIUM_PATH" : false;

// One lab, one browser and one page serve all tests: each story starts over.
const lab = executable === null ? null : await RunningPage.start();
const browser = executable === null ? null : await startChromium(executable);
const opened = browser && lab ? await PageUser.open(browser, lab.url) : null;
after(async () => {
  await browser?.close();
  await lab?.[Symbol.asyncDispose]();
});

function theUser(): PageUser {
  assert.ok(opened, "there is a page");
  return opened;
}

/** The same in every column. */
function same(value: string): Record<string, string> {
  return { "in-memory": value, sticky: value, redis: value, jwt: value };
}

const kept = { redis: "known", jwt: "known" };
const lost = { "in-memory": "lost", sticky: "lost" };

// This comes first, because later the timeline is long and takes long to search.
test("no accessibility violation, light or dark, wide or on a phone", {
  skip,
}, async () => {
  const user = theUser();
  const { page } = user;
  await user.sendNext(2);
  await user.press("Kill server B");
  await user.press("Freeze Redis");
  await page.evaluate(axe.source);
  for (const { colorScheme, width } of [
    { colorScheme: "light", width: 1440 },
    { colorScheme: "dark", width: 400 },
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    const found: AxeResults = await page.evaluate("axe.run()");
    const violations = found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    assert.deepEqual(violations, [], `${colorScheme}, ${width} px`);
    const scrolls = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(Number(scrolls) <= width, `it is ${scrolls} px wide`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("the story: 2 of 4 fail in memory; her server dies, then Redis too", {
  skip,
}, async () => {
  const user = theUser();
  await user.beginAnew();
  const carts = await user.sendNext(4);
  assert.deepEqual(await user.counts(), {
    ...same("4 good, 0 failed"),
    "in-memory": "2 good, 2 failed",
  });
  assert.match(
    carts,
    /In memory: her cart is empty, because no server accepted her apple/,
  );

  await user.page.getByRole("checkbox", { name: "In memory" }).check();
  const killed = await user.press("Kill server A");
  assert.deepEqual(await user.standings(), { ...lost, ...kept });
  assert.match(
    killed,
    /Your guess, .*: in memory\. What happened: in memory and sticky\./,
  );

  await user.press("Kill Redis");
  assert.deepEqual(await user.standings(), { ...lost, redis: "unclear", jwt: "known" });
  assert.match(await user.sendNext(1), /GET \/me: JWT answered\./);
  const cart = await user.sendNext(1);
  assert.match(cart, /JWT: the token says who is asking, but the cart is in Redis/);
});

test("Redis alone is frozen, goes on, dies, and comes back empty", { skip }, async () => {
  const user = theUser();
  await user.beginAnew();
  await user.sendNext(1);
  const frozen = await user.press("Freeze Redis");
  assert.match(frozen, /it answers 503, and the cookie stays\./);
  assert.deepEqual(await user.standings(), { ...same("known"), redis: "unclear" });
  await user.press("Thaw Redis");
  assert.deepEqual(await user.standings(), same("known"));
  await user.press("Kill Redis");
  assert.deepEqual(await user.standings(), { ...same("known"), redis: "unclear" });
  const back = await user.press("Start Redis");
  assert.deepEqual(await user.standings(), { ...same("known"), redis: "lost" });
  assert.match(back, /Redis sessions lost Alice: the session was in Redis/);
});

test("a stolen cookie outlives the sign-out where nobody can end it", {
  skip,
}, async () => {
  const user = theUser();
  await user.beginAnew();
  await user.press("Sign in Alice");
  await user.press("Sign in Bob");
  await user.press("Steal Alice's cookie");
  assert.deepEqual(await user.standings("the thief"), same("known"));
  const told = await user.press("Sign out Alice");
  const thief = await user.standings("the thief");
  // In memory, her sign-out went to another server, so it ended nothing.
  assert.deepEqual(thief, { ...same("known"), sticky: "lost", redis: "lost" });
  assert.match(
    told,
    /JWT: the thief is still Alice, because no server can take a token back/,
  );
  assert.deepEqual(await user.standings("Bob"), same("known"));
  assert.deepEqual(await user.standings(), same("stranger"));
});

test("what is killed from a shell shows as down, and who is lost by it", {
  skip,
}, async () => {
  const user = theUser();
  await user.beginAnew();
  await user.sendNext(1);
  const explanation = user.page.locator("#explanation");
  for (const { place, says, standings } of [
    {
      place: "#servers > li",
      says: /Server A has ended, and no button on this page did it/,
      standings: { ...lost, ...kept },
    },
    {
      place: "#store",
      says: /Redis has ended, and no button on this page did it/,
      standings: { ...lost, redis: "unclear", jwt: "known" },
    },
  ]) {
    const row = user.page.locator(place).first();
    const [, pid] = /pid (\d+)/.exec((await row.textContent()) ?? "") ?? [];
    assert.ok(pid);
    process.kill(Number(pid), "SIGKILL");
    await eventually(async () => {
      assert.match((await explanation.textContent()) ?? "", says);
      assert.match((await row.textContent()) ?? "", /down/);
      assert.deepEqual(await user.standings(), standings);
    });
    await user.settled();
  }
});

test("a server that somebody else has stopped is silent, and the page says so", {
  skip,
}, async () => {
  const user = theUser();
  await user.beginAnew();
  const row = user.page.locator("#servers > li").first();
  const [, pid] = /pid (\d+)/.exec((await row.textContent()) ?? "") ?? [];
  assert.ok(pid);
  for (const { signal, says } of [
    { signal: "SIGSTOP", says: /silent/ },
    { signal: "SIGCONT", says: / up\b/ },
  ]) {
    process.kill(Number(pid), signal);
    await eventually(
      async () => assert.match((await row.textContent()) ?? "", says),
      15_000,
    );
  }
});

test("servers freeze, drain, come and go", { skip }, async () => {
  const user = theUser();
  await user.beginAnew();
  await user.sendNext(1);
  const frozen = await user.press("Freeze server A");
  const unclear = { "in-memory": "unclear", sticky: "unclear" };
  assert.deepEqual(await user.standings(), { ...unclear, ...kept });
  assert.match(frozen, /In memory can't look for Alice: server A didn't answer/);
  assert.match(
    frozen,
    /Sticky can't look for Alice: .* asked instead, doesn't know the session/,
  );
  await user.press("Thaw server A");
  assert.deepEqual(await user.standings(), same("known"));
  await user.press("Drain server A");
  // With turns, no one gets to it anymore; the pin still leads there.
  assert.deepEqual(await user.standings(), { ...same("known"), "in-memory": "lost" });
  await user.press("Stop draining server A");
  assert.deepEqual(await user.standings(), same("known"));
  await user.press("Add a server");
  const names = user.page.locator("#servers .name");
  const all = ["A", "B", "C", "D"].map((name) => `Server ${name}`);
  assert.deepEqual(await names.allTextContents(), all);
  for (const _more of ["E", "F"]) await user.press("Add a server");
  const add = user.button("Add a server");
  assert.equal(await add.getAttribute("aria-disabled"), "true", "six are enough");
  for (const name of ["F", "E", "D"]) await user.press(`Remove server ${name}`);
  assert.equal(await add.getAttribute("aria-disabled"), "false");
  const told = await user.press("Restart server A");
  assert.match(told, /In memory and sticky lost Alice: .* memory of server A/);
});

test("by the keyboard alone, and after a reload everything is there", {
  skip,
}, async () => {
  const user = theUser();
  await user.beginAnew();
  const { page } = user;
  await page.locator("body").press("n");
  await eventually(async () => {
    assert.deepEqual(await user.counts(), same("1 good, 0 failed"));
  });
  await user.settled();
  const kill = user.button("Kill server B");
  const focused = kill.and(page.locator(":focus"));
  for (let tabs = 0; tabs < 40 && (await focused.count()) === 0; tabs++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await eventually(async () => {
    assert.match(
      (await page.locator("#servers > li").nth(1).textContent()) ?? "",
      /down/,
    );
  });
  await user.settled();
  await page.reload();
  await user.settled();
  assert.deepEqual(await user.counts(), same("1 good, 0 failed"));
  const box = page.locator(".column .balancer").first();
  assert.match((await box.textContent()) ?? "", /POST \/login → A/);
});

test("a hundred requests, and traffic: a third of them find her in memory", {
  skip,
}, async () => {
  const user = theUser();
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
  assert.match(result, /sticky 100 %, Redis sessions 100 %, and JWT 100 %/);
});

test("however many tabs watch, the one with the key is shown all, and acts", {
  skip,
}, async () => {
  assert.ok(browser && lab);
  const opening = Array.from({ length: 20 }, () => openStream(lab.origin));
  const watchers = await Promise.all(opening);
  const late = await browser.newPage();
  try {
    const user = await PageUser.open(browser, lab.url);
    assert.match(await user.press("Sign in Bob"), /Bob/);
    await user.page.close();
    await late.goto(lab.origin);
    await late
      .getByText("4 tabs without the key are already open: open the link")
      .waitFor();
  } finally {
    for (const { request } of watchers) request.destroy();
  }
  // It tries again by itself.
  await late.locator("#busy", { hasText: "Watching." }).waitFor();
  await late.close();
});

test("the key is sent in a header, and a pasted link makes a watcher act", {
  skip,
}, async () => {
  assert.ok(browser && lab);
  const page = await browser.newPage();
  const addresses: string[] = [];
  const keys: (string | undefined)[] = [];
  page.on("request", (request) => {
    addresses.push(request.url());
    if (request.url().endsWith("/events")) keys.push(request.headers()["x-lab-token"]);
  });
  await page.goto(lab.origin);
  await page.locator("#busy", { hasText: "Watching." }).waitFor();
  await page.goto(lab.url);
  await page.locator("#busy", { hasText: "Ready." }).waitFor();
  await eventually(() => assert.deepEqual(keys, [undefined, lab.token]));
  for (const address of [page.url(), ...addresses]) {
    assert.ok(!address.includes(lab.token), "no address holds the key");
  }
  await page.close();
});

for (const { title, answer, says } of [
  {
    title: "a stream that is refused",
    answer: { status: 503, json: { error: "there is no room", hint: "make some" } },
    says: "There is no room: make some.",
  },
  {
    title: "an answer that is no stream",
    answer: { status: 502, body: "Bad Gateway" },
    says: "The lab answered 502 and didn't say why.",
  },
  {
    title: "a stream that ends at once",
    answer: { contentType: "text/event-stream", body: ": nothing\n\n" },
    says: "The lab isn't answering. Is the terminal still open?",
  },
]) {
  test(`${title} is told of, and the page connects again`, { skip }, async () => {
    assert.ok(browser && lab);
    const page = await browser.newPage();
    await page.route("**/events", (route) => route.fulfill(answer), { times: 1 });
    await page.goto(lab.url);
    const connection = page.locator("#connection");
    await connection.getByText(says).waitFor();
    await page.locator("#busy", { hasText: "Ready." }).waitFor();
    assert.equal(await connection.textContent(), "");
    await page.close();
  });
}

test("a tab without the key only watches; no page has complained", { skip }, async () => {
  assert.ok(browser && lab);
  const watching = await PageUser.open(browser, lab.origin, "Watching.");
  await watching.page.getByText("This tab can only watch").waitFor();
  const next = watching.page.locator("#send-next");
  assert.equal(await next.getAttribute("aria-disabled"), "true");
  assert.deepEqual([...watching.complaints, ...theUser().complaints], []);
});
