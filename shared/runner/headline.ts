import type { LoadedLesson } from "../course/catalogue.ts";
import { hasOwnServer, submittedFilesOf } from "../course/submitted-files.ts";
import type { Lesson } from "../harness/core/lesson.ts";
import { style, WIDTH } from "../terminal/style.ts";

// In its own file, because it is the first line of a run and must not wait for anything
// else.

/** The head of every screen: which lesson, and what it runs on. */
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

/**
 * The first lines of a screen that judges a submission: its head, and what replaces the
 * shop, if anything.
 */
export function openScreen(lesson: LoadedLesson, submission: string): string[] {
  if (!hasOwnServer(submission)) return ["", headline(lesson), ""];
  const [file] = submittedFilesOf(lesson, submission);
  const replaced = `${file} runs in place of ${lesson.edits.join(", ")}`;
  return ["", headline(lesson), "", ` ${replaced}`, ""];
}
