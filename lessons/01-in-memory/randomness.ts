/** A position with at most this many different characters is not a full one. */
const FEW = 4;

/**
 * How many random bits an id has at most, judged by examples: a position that never
 * changes has none, one with a few characters has little, any other as much as the
 * alphabet gives. It can be too generous, never too strict.
 *
 * @param ids about 30 examples or more
 */
export function estimateBits(ids: readonly string[]): number {
  const shortest = Math.min(...ids.map((id) => id.length));
  const full = alphabetBits(ids.join(""));
  let bits = 0;
  for (let at = 0; at < shortest; at++) {
    const seen = new Set(ids.map((id) => id[at])).size;
    bits += seen > FEW ? full : Math.log2(seen);
  }
  return Math.round(bits);
}

function alphabetBits(characters: string): number {
  if (/^[0-9]*$/.test(characters)) return Math.log2(10);
  // A dash is the separator of a UUID, which is hexadecimal otherwise.
  if (/^[0-9a-f-]*$/i.test(characters)) return 4;
  if (/^[0-9a-z]*$/.test(characters)) return Math.log2(36);
  return 6;
}
