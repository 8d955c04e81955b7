import { type FSWatcher, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write in several steps; everything within this time is one save. */
const SETTLE_TIMEOUT_MS = 25;
/**
 * Where file events don't arrive (WSL, network folders), this is how late a save is
 * noticed.
 */
const LOOK_EVERY_MS = 400;

/**
 * Reports each save of these files. It watches the folder, because many editors write a
 * new file and rename it over the old one. It also checks the files at intervals, because
 * not every file system reports changes.
 */
export class SaveWatcher implements Disposable {
  readonly #files: readonly string[];
  readonly #onSave: () => void;
  readonly #watchers: FSWatcher[] = [];
  readonly #looking: NodeJS.Timeout;
  #known: string;
  #settling: NodeJS.Timeout | undefined;

  constructor(files: readonly string[], onSave: () => void) {
    this.#files = files;
    this.#onSave = onSave;
    this.#known = this.#look();
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      this.#watch(folder);
    }
    this.#looking = setInterval(() => this.#notice(), LOOK_EVERY_MS);
  }

  /** Whether there is a save that has not been reported yet. */
  get isSavePending(): boolean {
    return this.#look() !== this.#known;
  }

  #watch(folder: string): void {
    const names = new Set(this.#files.map((file) => basename(file)));
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || names.has(name)) this.#notice();
      });
      // The regular checks continue, so a failed watcher is no loss.
      watcher.on("error", () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // The same: the system has no watchers left.
    }
  }

  #notice(): void {
    if (!this.isSavePending) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#known = this.#look();
      this.#onSave();
    }, SETTLE_TIMEOUT_MS);
  }

  #look(): string {
    return this.#files.map((file) => signatureOf(file)).join(" ");
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#settling);
    clearInterval(this.#looking);
    for (const watcher of this.#watchers) watcher.close();
  }
}

// Includes the text itself, because two saves of equal size can have the same timestamp.
function signatureOf(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file);
    return `${ino}:${mtimeMs}:${readFileSync(file, "utf8")}`;
  } catch {
    return "none";
  }
}
