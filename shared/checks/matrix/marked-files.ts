import { readdirSync, readFileSync } from "node:fs";
import { type Entry, solutionFolder } from "../../course/catalogue.ts";
import type { NamedFile } from "./answer-patch.ts";

/** The files of a lesson's solution as they are now, with their task marks. */
export function readMarked(lesson: Entry): NamedFile[] {
  return readFolder(solutionFolder(lesson));
}

/** All files of a folder that contains no folders. */
export function readFolder(folder: string): NamedFile[] {
  return readdirSync(folder).map((path) => ({
    path,
    text: readFileSync(`${folder}/${path}`, "utf8"),
  }));
}
