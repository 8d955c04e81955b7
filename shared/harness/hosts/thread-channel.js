// What two threads of one process have between them: messages in memory that both see. No
// stream, no port and no event is in it, so that nothing of it can be found or listened to.
// Its functions are taken hold of here, before other code can put its own in their place.
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
 * The reading end: hears each message, in its order.
 *
 * @param {SharedArrayBuffer} channel
 * @param {(text: string) => void} onMessage
 */
export async function readThreadChannel(channel, onMessage) {
  const header = new Int32Array(channel, 0, 2);
  const bytes = new Uint8Array(channel, HEADER_BYTES);
  for (;;) {
    await until(header, FULL);
    // A copy, because what is shared can't be decoded.
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
      // One that is too long would be cut: better none, and its question expires.
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
