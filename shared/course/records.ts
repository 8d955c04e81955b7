import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import * as v from "valibot";
import { messageOf } from "../harness/core/errors.ts";
import { print } from "../terminal/style.ts";
import { root } from "./catalogue.ts";

/** The folder of everything that the workbook remembers; git does not look into it. */
export const memory = process.env.LESSON_MEMORY ?? join(root, ".workbook");

/**
 * What is remembered of many things, in a file for each: two runs that note different
 * things never meet, and of two that note the same one the last word stands.
 */
export class Records<T> {
  readonly #folder: string;
  readonly #schema: v.GenericSchema<unknown, T>;
  /** What people call these, for the messages: "progress". */
  readonly #called: string;

  constructor(folder: string, schema: v.GenericSchema<unknown, T>, called: string) {
    this.#folder = join(memory, folder);
    this.#schema = schema;
    this.#called = called;
  }

  /** The names under which there is something. */
  get names(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length));
  }

  /** What was noted under a name. One that can't be read is set aside, and said. */
  read(name: string): T | null {
    const file = this.#fileOf(name);
    if (!existsSync(file)) return null;
    try {
      return v.parse(this.#schema, JSON.parse(readFileSync(file, "utf8")));
    } catch {
      setAside(file, this.#called);
      return null;
    }
  }

  write(name: string, value: T): void {
    const file = this.#fileOf(name);
    const temporary = `${file}.${randomUUID()}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      // A rename replaces the file at one instant: no crash leaves half of it.
      writeFileSync(temporary, JSON.stringify(value));
      renameSync(temporary, file);
    } catch (error) {
      print(` Your ${this.#called} could not be saved: ${messageOf(error)}`);
    }
  }

  #fileOf(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

/** Moves a file out of the way under another name, and says so. */
export function setAside(file: string, called: string): void {
  const kept = `${file}.${Date.now()}`;
  try {
    renameSync(file, kept);
    print(` Older or unreadable ${called} was set aside: ${relative(root, kept)}`);
  } catch {
    // It stays where it is, and is met again at the next run.
  }
}
