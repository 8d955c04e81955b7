/** @import { ServerFacts, Standing } from "../protocol.ts" */

/**
 * Each state has a shape and a word, so none depends on its color alone.
 *
 * @type {Record<ServerFacts["state"], { glyph: string, word: string }>}
 */
export const serverStates = {
  up: { glyph: "●", word: "up" },
  draining: { glyph: "◐", word: "draining" },
  frozen: { glyph: "‖", word: "frozen" },
  silent: { glyph: "…", word: "silent" },
  down: { glyph: "✕", word: "down" },
};

/** @type {Record<Standing, { glyph: string, word: string }>} */
export const standings = {
  known: { glyph: "✓", word: "known" },
  lost: { glyph: "✗", word: "lost" },
  unclear: { glyph: "?", word: "can't tell" },
  stranger: { glyph: "○", word: "not signed in" },
};

/** @param {boolean} good */
export function markOf(good) {
  return good ? { glyph: "✓", word: "good" } : { glyph: "✗", word: "failed" };
}

/** @param {number | null} seconds */
export function duration(seconds) {
  if (seconds === null) return "–";
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** @param {number | null} megabytes */
export function memory(megabytes) {
  return megabytes === null ? "–" : `${Math.round(megabytes)} MB`;
}

/**
 * How many sessions a server keeps; null: its code keeps no list of them; undefined: it
 * hasn't been asked yet.
 *
 * @param {number | null | undefined} held
 */
export function sessions(held) {
  if (held === undefined) return "sessions: ?";
  if (held === null) return "keeps none";
  return held === 1 ? "1 session" : `${held} sessions`;
}

/** What a column without a store shows instead: each forgets in its own way. */
export const withoutStore = {
  "in-memory": "No store: no other server can look up what one remembers.",
  sticky: "No store: the pin leads back to the one server that remembers.",
  redis: "No store.",
  jwt: "No store: the token itself says who she is.",
};
