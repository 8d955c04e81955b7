import assert from "node:assert/strict";
import { test } from "node:test";
import { Finding } from "../core/finding.ts";
import type { Moment } from "../core/hop.ts";
import type { Use } from "../machine/machine-use.ts";
import { findDoubt } from "./doubt.ts";

const busy: Use = {
  seconds: 2,
  used: 0.98,
  ours: new Map(),
  share: 0.25,
  isBusy: true,
};

function hop(status: number, milliseconds: number, storeDown = false): Moment {
  const names = { cookiesSeen: [], cookiesSet: [], cookiesCleared: [], storeCalls: [] };
  const request = {
    number: 7,
    method: "GET",
    path: "/me",
    server: "A",
    tried: ["A"],
    why: "",
  };
  const moment = { ...request, ...names, status, milliseconds };
  return { kind: "hop", note: "", hop: moment, ...(storeDown ? { storeDown } : {}) };
}

const found = new Finding("Server A knows her no more.");
const late = new Finding("No answer came.", { cause: new Error("late") });

for (const { title, error, moments, use = busy, says } of [
  {
    title: "an answer that took long",
    error: found,
    moments: [hop(401, 700)],
    says: /took 700 ms/,
  },
  {
    title: "a server that said nothing",
    error: found,
    moments: [hop(504, 10)],
    says: /#7 was answered with 504/,
  },
  {
    title: "a store that was not there",
    error: found,
    moments: [hop(503, 10)],
    says: /503/,
  },
  { title: "no answer at all", error: late, moments: [], says: /not there in time/ },
  {
    title: "an error of something else",
    error: new Error("gone"),
    moments: [],
    says: /in time/,
  },
  {
    title: "a check that took long",
    error: found,
    moments: [hop(200, 9)],
    use: { ...busy, seconds: 12 },
    says: /took long/,
  },
]) {
  test(`on a busy machine, ${title} is no evidence`, () => {
    const doubt = findDoubt(error, moments, use);
    assert.equal(doubt?.code, "MACHINE_BUSY");
    assert.match(doubt?.message ?? "", says);
    assert.match(
      doubt?.message ?? "",
      /98 % of its processors' time .* this lesson had 25 %/,
    );
  });
}

for (const { title, moments, use } of [
  { title: "quick answers on a busy machine", moments: [hop(200, 12)], use: busy },
  {
    title: "a 503 while the check had killed Redis",
    moments: [hop(503, 12, true)],
    use: busy,
  },
  {
    title: "slow ones on an idle machine",
    moments: [hop(504, 4_000)],
    use: { ...busy, isBusy: false },
  },
]) {
  test(`what shows in ${title} is evidence`, () => {
    assert.equal(findDoubt(found, moments, use), null);
  });
}
