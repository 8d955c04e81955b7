import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../core/lesson.ts";
import { ProcessPool } from "./process-pool.ts";
import { Recycler } from "./recycler.ts";

let recycler: Recycler | null = null;
let ready: { folder: string; pool: ProcessPool } | null = null;

/**
 * Gets everything ready that a lesson's lab needs, before anyone has saved a file.
 *
 * @param withSpares whether to boot spare servers at once, because there is time
 * @param reuses whether it may use processes of earlier pools
 */
export async function preparePool(
  folder: string,
  withSpares: boolean,
  reuses = false,
): Promise<Lesson> {
  const { href } = pathToFileURL(join(folder, "lesson.ts"));
  const { lesson }: { lesson: Lesson } = await import(href);
  if (ready?.folder !== folder) {
    const before = ready?.pool;
    // A caller that comes while the previous pool is ending finds this one.
    const { servers } = lesson.lab.services.shop;
    const plan = { definitions: [lesson.lab], servers, withSpares };
    const pool = new ProcessPool(plan, reuses ? openRecycler() : null);
    ready = { folder, pool };
    await before?.[Symbol.asyncDispose]();
  }
  return lesson;
}

function openRecycler(): Recycler {
  if (!recycler || recycler.hasEnded) recycler = new Recycler();
  return recycler;
}

/** The pool that is ready; from now on it is the caller's. */
export function takePool(): ProcessPool | undefined {
  const pool = ready?.pool;
  ready = null;
  return pool;
}
