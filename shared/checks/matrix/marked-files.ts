import { readdirSync, readFileSync } from "node:fs";
import { type Entry, solutionFolder } from "../../course/catalogue.ts";
import type { NamedFile } from "./answer-patch.ts";

/** The files of a lesson's solution as they are now, with the marks of its tasks. */
export function readMarked(lesson: Entry): NamedFile[] {
  return readFolder(solutionFolder(lesson));
}

/** All files of a folder, which has no folders in it. */
export function readFolder(folder: string): NamedFile[] {
  return readdirSync(folder).map((path) => ({
    path,
    text: readFileSync(`${folder}/${path}`, "utf8"),
  }));
}
