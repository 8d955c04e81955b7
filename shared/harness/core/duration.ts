/** A duration in s, as people say it: "8 hours", "15 minutes", "60 s". */
export function inWords(seconds: number): string {
  if (seconds >= 7_200) return `${round(seconds / 3_600)} hours`;
  return seconds >= 120 ? `${round(seconds / 60)} minutes` : `${round(seconds)} s`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
