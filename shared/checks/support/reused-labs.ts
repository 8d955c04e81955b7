import assert from "node:assert/strict";
import { readLesson } from "../../course/catalogue.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { ProcessPool } from "../../harness/lab/process-pool.ts";
import { Recycler } from "../../harness/lab/recycler.ts";
import { startLab } from "../../harness/lab/start-lab.ts";
import { startersOf } from "../starters.ts";
import { TemporaryAnswer } from "./answers.ts";
import { entryOf } from "./labs.ts";

type Files = Readonly<Record<string, string>>;

/** A lesson's starter with other files in addition to, or in place of, the learner's. */
export function writeAnswer(number: string, files: Files): TemporaryAnswer {
  const given = startersOf(entryOf(number)).filter(({ path }) => !(path in files));
  const own = Object.entries(files).map(([path, text]) => ({ path, text }));
  return new TemporaryAnswer([...given, ...own]);
}

/** Labs one after the other, each on the reusable processes of the one before. */
export class ReusedLabs implements AsyncDisposable {
  readonly recycler = new Recycler();

  /** Runs a lab on the starter with these files added or replaced, and ends it. */
  async run<T>(number: string, files: Files, play: (lab: Lab) => Promise<T>): Promise<T> {
    using answer = writeAnswer(number, files);
    return await this.runIn(answer.folder, number, play);
  }

  /** Runs a lab with one server on the files of a folder, and ends it. */
  async runIn<T>(
    answer: string,
    number: string,
    play: (lab: Lab) => Promise<T>,
  ): Promise<T> {
    assert.ok(!this.recycler.hasEnded, "what was reused has ended");
    const entry = entryOf(number);
    const lesson = await readLesson(entry);
    const plan = { definitions: [lesson.lab], servers: 1 };
    await using lab = await startLab(
      { lesson, folder: entry.folder, path: answer },
      { servers: 1 },
      new ProcessPool(plan, this.recycler),
    );
    return await play(lab);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.recycler[Symbol.asyncDispose]();
  }
}

/**
 * A learner's own shop that exports a function to plant something, and one to look for
 * it.
 */
export function serverThat(plant: string, look: string): Files {
  const text = `
    import { createServer as open, get } from "node:http";
    import { appendFileSync, existsSync, readFileSync } from "node:fs";
    import { connect } from "node:net";
    import crypto from "node:crypto";
    import { createSocket } from "node:dgram";
    import { EventEmitter } from "node:events";
    import { spawn } from "node:child_process";
    import { Worker } from "node:worker_threads";
    import { setTimeout as sleep } from "node:timers/promises";
    import express from "express";
    let count = 0;
    export const createServer = () => (_req, res) => res.end("ok");
    export async function plant(given) { ${plant} }
    export async function look(given) { ${look} }
  `;
  return { "server.ts": text };
}
