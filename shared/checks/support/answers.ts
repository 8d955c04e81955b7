import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../../course/catalogue.ts";
import type { Starter } from "../starters.ts";

/**
 * Learner code that never returns to the event loop. It sleeps where a real endless loop
 * would compute, which leaves the processor to the other tests.
 */
export const endless =
  "while (true) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);";

/** A folder of files to judge, inside the project so that they can import "#app". */
export class TemporaryAnswer implements Disposable {
  readonly folder = join(root, ".workbook", `answer-${randomUUID()}`);

  constructor(files: readonly Starter[]) {
    mkdirSync(this.folder, { recursive: true });
    for (const { path, text } of files) {
      writeFileSync(join(this.folder, basename(path)), text);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
