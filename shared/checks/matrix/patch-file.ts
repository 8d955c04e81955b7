import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { type AnswerPatch, readPatch } from "./answer-patch.ts";

/**
 * Reads the patch of an answer.
 *
 * @throws if it isn't a patch; the error names the file
 */
export function readPatchFile(path: string): AnswerPatch {
  try {
    return readPatch(readFileSync(path, "utf8"));
  } catch (cause) {
    const fact = `${relative(root, path)} is no patch of an answer: ${messageOf(cause)}`;
    throw new Error(`${fact} ("save" writes them, CONTRIBUTING.md)`, { cause });
  }
}
