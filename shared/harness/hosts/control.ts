import { Socket } from "node:net";
import { CONTROL_FD } from "../process/file-descriptors.js";
import type { AskMessage, ChildMessage } from "../process/messages.ts";

// Learner code loads into this process later. It may put its own functions in place of
// these, to hear what the lab asks or to answer for us: so they are taken hold of before.
const { apply } = Reflect;
const { parse, stringify } = JSON;
const { concat } = Buffer;
const { emit, push, write } = Socket.prototype;
const findByte = hold<Buffer, [byte: number], number>(Buffer.prototype.indexOf);
const cut = hold<Buffer, [from: number], Buffer>(Buffer.prototype.subarray);
const read = hold<Buffer, [encoding: "utf8", from: number, to: number], string>(
  Buffer.prototype.toString,
);

const END_OF_LINE = 10;
let taken = false;

/**
 * Takes the line to the process that started this one; nobody else gets it afterwards.
 * Unlike Node's own channel it is no event of `process`, and needs none of its methods. Its
 * first message is a key: what we send begins with it, and nothing else is believed.
 *
 * @param onAsk hears each question
 * @returns what sends an answer, or news
 * @throws if it has been taken already
 */
export function takeControl(
  onAsk: (message: AskMessage) => void,
): (message: ChildMessage) => void {
  if (taken) throw new Error("the lab's line is taken");
  taken = true;
  const line = new Socket({ fd: CONTROL_FD });
  Object.defineProperties(line, {
    emit: { value: emit },
    push: { value: push },
    write: { value: write },
  });
  // The parent may have gone a moment ago; the lifeline ends this process then.
  line.on("error", () => {});
  let key: string | null = null;
  let rest: Buffer = Buffer.alloc(0);
  line.on("data", (chunk: Buffer) => {
    rest = concat([rest, chunk]);
    for (;;) {
      const end = findByte(rest, END_OF_LINE);
      if (end < 0) return;
      const text = read(rest, "utf8", 0, end);
      rest = cut(rest, end + 1);
      if (key === null) key = text;
      else onAsk(parse(text));
    }
  });
  return (message) => void line.write(`${key ?? ""}${stringify(message)}\n`);
}

/** A method as it is now, as a function of what it is called on. */
function hold<This, Values extends unknown[], Result>(
  method: (this: This, ...values: Values) => Result,
): (self: This, ...values: Values) => Result {
  return (self, ...values) => apply(method, self, values);
}
