import type { Lesson } from "../harness/core/lesson.ts";
import { style, WIDTH } from "../terminal/style.ts";

// Alone in its file: it is the first line of a run, and has to wait for nothing else.

/** The head of every screen: which lesson, and on what it runs. */
export function headline(
  { number, title, store, lab }: Lesson,
  suffix = "",
  shown: number = lab.services.shop.servers,
): string {
  const left = ` ${number} · ${title}${suffix}`;
  const right = `${shown === 1 ? "1 server" : `${shown} servers`} · ${store}`;
  const gap = Math.max(2, WIDTH - 1 - left.length - right.length);
  return `${style.bold(left)}${" ".repeat(gap)}${right}`;
}
