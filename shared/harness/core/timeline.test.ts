import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hop } from "./hop.ts";
import { lastMoments, Timeline } from "./timeline.ts";

const hop = (number: number, path = `/${number}`): Hop => ({
  number,
  method: "GET",
  path,
  status: 200,
  server: "A",
  tried: ["A"],
  why: "its turn",
  cookiesSeen: [],
  cookiesSet: [],
  cookiesCleared: [],
  storeCalls: [],
  milliseconds: 1,
});

test("a failure shows the moments that lead to the marked hop", () => {
  const timeline = new Timeline();
  for (const number of [1, 2, 3, 4]) timeline.addHop(hop(number), "");
  timeline.addEvent("afterwards");
  timeline.markExpected(3, "401");
  const shown = lastMoments(timeline.moments, 2);
  assert.deepEqual(
    shown.map((moment) => (moment.kind === "hop" ? moment.hop.number : moment.text)),
    [2, 3],
  );
  assert.equal(timeline.hops, 4);
});

test("a try in vain is left out, and the record goes on", () => {
  const timeline = new Timeline();
  timeline.addHop(hop(1), "");
  timeline.addEvent("in vain");
  timeline.forget();
  timeline.addHop(hop(2), "");
  assert.deepEqual(
    timeline.moments.map(({ kind }) => kind),
    ["hop"],
  );
  assert.equal(timeline.hops, 1);
});

test("whoever listens hears of each moment as it happens", () => {
  const heard: string[] = [];
  const timeline = new Timeline((moment) => heard.push(moment.kind));
  timeline.addEvent("one");
  timeline.addHop(hop(1), "");
  assert.deepEqual(heard, ["event", "hop"]);
});

test("of hops that repeat each other, a failure shows the last", () => {
  const timeline = new Timeline();
  for (const number of [1, 2, 3]) timeline.addHop(hop(number, "/me"), "Alice");
  const shown = lastMoments(timeline.moments, 6);
  assert.deepEqual(
    shown.map((moment) => moment.kind === "hop" && moment.hop.number),
    [3],
  );
});
