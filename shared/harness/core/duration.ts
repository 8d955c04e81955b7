const YEAR_SECONDS = 365.25 * 24 * 60 * 60;

/** A duration in words, from seconds: "60 s", "15 minutes", "8 hours", "57 years". */
export function inWords(seconds: number): string {
  if (seconds >= 2 * YEAR_SECONDS) {
    return `${Math.round(seconds / YEAR_SECONDS).toLocaleString("en-US")} years`;
  }
  if (seconds >= 7_200) return `${round(seconds / 3_600)} hours`;
  return seconds >= 120 ? `${round(seconds / 60)} minutes` : `${round(seconds)} s`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
