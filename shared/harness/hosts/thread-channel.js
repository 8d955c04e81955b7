// A channel between two threads of one process: messages in memory that both see. It uses
// no stream, port or event, so there's nothing for other code to find or listen to. The
// functions it uses are captured here, before other code can replace them.
const { load, store, notify, waitAsync } = Atomics;
const encode = TextEncoder.prototype.encode.bind(new TextEncoder());
const decode = TextDecoder.prototype.decode.bind(new TextDecoder());
const { apply } = Reflect;
const { set, slice } = Uint8Array.prototype;

const STATE = 0;
const LENGTH = 1;
const EMPTY = 0;
const FULL = 1;
const HEADER_BYTES = 8;

/** More than any message of the lab has. */
const MAX_BYTES = 1_000_000;

/** Memory for one channel. */
export function createThreadChannel() {
  return new SharedArrayBuffer(HEADER_BYTES + MAX_BYTES);
}

/**
 * The reading end: gets each message, in order.
 *
 * @param {SharedArrayBuffer} channel
 * @param {(text: string) => void} onMessage
 */
export async function readThreadChannel(channel, onMessage) {
  const header = new Int32Array(channel, 0, 2);
  const bytes = new Uint8Array(channel, HEADER_BYTES);
  for (;;) {
    await until(header, FULL);
    // A copy, because shared memory can't be decoded.
    const text = decode(apply(slice, bytes, [0, header[LENGTH]]));
    store(header, STATE, EMPTY);
    notify(header, STATE);
    onMessage(text);
  }
}

/**
 * The writing end.
 *
 * @param {SharedArrayBuffer} channel
 * @returns {(text: string) => void} sends a message, after those before it
 */
export function writeThreadChannel(channel) {
  const header = new Int32Array(channel, 0, 2);
  const bytes = new Uint8Array(channel, HEADER_BYTES);
  /** @type {string[]} */
  const waiting = [];
  let first = 0;
  let isWriting = false;

  async function writeAll() {
    isWriting = true;
    while (first < waiting.length) {
      const text = waiting[first++] ?? "";
      const encoded = encode(text);
      // A message that is too long would be cut. It is better to drop it and let its
      // question time out.
      if (encoded.length > MAX_BYTES) continue;
      await until(header, EMPTY);
      apply(set, bytes, [encoded]);
      header[LENGTH] = encoded.length;
      store(header, STATE, FULL);
      notify(header, STATE);
    }
    waiting.length = 0;
    first = 0;
    isWriting = false;
  }
  return (text) => {
    waiting[waiting.length] = text;
    if (!isWriting) void writeAll();
  };
}

/**
 * @param {Int32Array} header
 * @param {number} state
 */
async function until(header, state) {
  while (load(header, STATE) !== state) {
    const waited = waitAsync(header, STATE, state === FULL ? EMPTY : FULL);
    if (waited.async) await waited.value;
  }
}
