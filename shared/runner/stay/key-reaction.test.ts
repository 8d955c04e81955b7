import assert from "node:assert/strict";
import { test } from "node:test";
import { type Reaction, reactToKey, type Situation } from "./key-reaction.ts";
import type { ActivityName } from "./keys.ts";

const idle: Situation = { isBusy: false, isAsking: false, hasPassed: false };
const busy = { ...idle, isBusy: true };
const asking = { ...busy, isAsking: true };
const passed = { ...idle, hasPassed: true };

const starts = (activity: ActivityName): Reaction => ({ kind: "start", activity });
const says = (line: string): Reaction => ({ kind: "say", line });
const nothing: Reaction = { kind: "nothing" };

const rows: [title: string, key: string, situation: Situation, reaction: Reaction][] = [
  ["h asks for a hint", "h", idle, starts("hint")],
  ["r runs the checks", "r", idle, starts("check")],
  ["s shows the solution after a pass", "s", passed, starts("explanation")],
  ["s is refused before it", "s", idle, says(" s comes with a pass.")],
  ["n goes on after a pass", "n", passed, { kind: "leave", end: "go on" }],
  ["n is refused before it", "n", idle, says(" n comes with a pass.")],
  [
    "a key during a run waits for nothing",
    "d",
    busy,
    says(" d: not now. Press it when this is done."),
  ],
  [
    "n during a run after a pass",
    "n",
    { ...busy, hasPassed: true },
    says(" n: not now. Press it when this is done."),
  ],
  ["q leaves at any time", "q", busy, { kind: "leave", end: "quit" }],
  ["q leaves a question too", "q", asking, { kind: "leave", end: "quit" }],
  ["a number answers a question", "2", asking, { kind: "answer", key: "2" }],
  ["so does a key that means something else", "h", asking, { kind: "answer", key: "h" }],
  ["? shows the keys", "?", idle, { kind: "show keys" }],
  ["? during a run is no key", "?", busy, says(" ? does nothing here.")],
  ["a letter that is no key", "x", idle, says(" x does nothing here.")],
  ["an arrow is a slip", "left", idle, nothing],
  ["a name that every object has is no key", "constructor", idle, nothing],
];

for (const [title, key, situation, reaction] of rows) {
  test(title, () => {
    assert.deepEqual(reactToKey(key, situation), reaction);
  });
}
