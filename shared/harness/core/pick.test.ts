import assert from "node:assert/strict";
import { test } from "node:test";
import { roundRobin, type ServerView } from "./pick.ts";

const request = { method: "GET", path: "/", address: "127.0.0.1", cookies: {} };
const server = (name: string, state: ServerView["state"] = "up") => ({ name, state });

for (const { title, servers, picks } of [
  {
    title: "takes turns",
    servers: [server("A"), server("B"), server("C")],
    picks: ["A", "B", "C", "A"],
  },
  {
    title: "skips the dead and the draining",
    servers: [server("A", "down"), server("B"), server("C", "draining")],
    picks: ["B", "B", "B", "B"],
  },
  {
    title: "gives up when none is left",
    servers: [server("A", "down")],
    picks: [null, null, null, null],
  },
]) {
  test(`round robin ${title}`, () => {
    const pick = roundRobin();
    const picked = picks.map(() => pick(request, servers)?.server ?? null);
    assert.deepEqual(picked, picks);
  });
}
