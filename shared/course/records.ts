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

/** The folder with everything the workbook remembers; git ignores it. */
export const memory = process.env.LESSON_MEMORY ?? join(root, ".workbook");

/**
 * Records of many things, one file for each. Two runs that write different records never
 * collide; for the same record, the last write wins.
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

  /** The names that have a record. */
  get names(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length));
  }

  /** The record under a name. One that can't be read is set aside, with a message. */
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
      // A rename replaces the file in one step, so no crash can leave half of it.
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
    // The file stays where it is, and the next run finds it again.
  }
}
