import assert from "node:assert/strict";
import { test } from "node:test";
import { createEventParser } from "../../live-page/page/event-parser.js";

function parse(pieces: readonly string[]): string[] {
  const events: string[] = [];
  const take = createEventParser((type, data) => events.push(`${type} ${data}`));
  for (const piece of pieces) take(piece);
  return events;
}

for (const { title, text, events } of [
  { title: "an event", text: "event: state\ndata: {}\n\n", events: ["state {}"] },
  {
    title: "no name",
    text: "data: a\n\ndata: b\n\n",
    events: ["message a", "message b"],
  },
  { title: "two lines", text: "data: a\ndata: b\n\n", events: ["message a\nb"] },
  { title: "no data", text: "event: state\n\ndata: a\n\n", events: ["message a"] },
  { title: "empty data", text: "data\n\ndata:\n\n", events: ["message ", "message "] },
  { title: "one space is left out", text: "data:  a\n\n", events: ["message  a"] },
  { title: "a colon in the data", text: "data:a: b\n\n", events: ["message a: b"] },
  { title: "a comment", text: ": data: a\n:\ndata: b\n\n", events: ["message b"] },
  {
    title: "fields that are passed over",
    text: "id: 1\nretry: 9\nDATA: a\ndata: b\n\n",
    events: ["message b"],
  },
  {
    title: "an event that is cut off",
    text: "data: a\n\ndata: b\n",
    events: ["message a"],
  },
]) {
  for (const end of ["\n", "\r\n", "\r"]) {
    const whole = text.replaceAll("\n", end);
    test(`${title}, with lines that end in ${JSON.stringify(end)}`, () => {
      assert.deepEqual(parse([whole]), events);
      assert.deepEqual(parse([...whole]), events, "letter by letter");
      for (const at of whole.split("").keys()) {
        assert.deepEqual(parse([whole.slice(0, at), whole.slice(at)]), events);
      }
    });
  }
}
