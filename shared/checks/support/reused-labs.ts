import assert from "node:assert/strict";
import { readLesson } from "../../course/catalogue.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { ProcessPool } from "../../harness/lab/process-pool.ts";
import { Recycler } from "../../harness/lab/recycler.ts";
import { startLab } from "../../harness/lab/start-lab.ts";
import { startersOf } from "../starters.ts";
import { TemporaryAnswer } from "./answers.ts";
import { entryOf } from "./labs.ts";

/** Labs one after the other, each on what the one before has left that can be used again. */
export class ReusedLabs implements AsyncDisposable {
  readonly recycler = new Recycler();

  /**
   * Runs a lab with one server on other files than the lesson's starter, and ends it.
   *
   * @param files what stands beside or in place of the learner's files
   */
  async run<T>(
    number: string,
    files: Readonly<Record<string, string>>,
    play: (lab: Lab) => Promise<T>,
  ): Promise<T> {
    assert.ok(!this.recycler.hasEnded);
    const entry = entryOf(number);
    const lesson = await readLesson(entry);
    const given = startersOf(entry).filter(({ path }) => !(path in files));
    const written = Object.entries(files).map(([path, text]) => ({ path, text }));
    using answer = new TemporaryAnswer([...given, ...written]);
    const plan = { definitions: [lesson.lab], servers: 1 };
    await using lab = await startLab(
      { lesson, folder: entry.folder, answer: answer.folder },
      { servers: 1 },
      new ProcessPool(plan, this.recycler),
    );
    return await play(lab);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.recycler[Symbol.asyncDispose]();
  }
}

/** A shop of one's own that exports a function to plant something, and one to look for it. */
export function serverThat(plant: string, look: string): Record<string, string> {
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
