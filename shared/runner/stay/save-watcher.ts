import { type FSWatcher, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write in several steps: what comes within this time is one save. */
const SETTLE_TIMEOUT_MS = 25;
/** Where file events don't arrive (WSL, network folders), this is how late a save is seen. */
const LOOK_EVERY_MS = 400;

/**
 * Tells of each save of these files. The folder is watched, because many editors write a
 * new file and rename it over the old one; and the files are looked at again and again,
 * because not every file system tells.
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
      // The looking goes on; a watcher that fails is no loss then.
      watcher.on("error", () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // The same: the system has no watcher left to give.
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

// With the text itself: two saves of equal size may fall into one tick of the file's clock.
function signatureOf(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file);
    return `${ino}:${mtimeMs}:${readFileSync(file, "utf8")}`;
  } catch {
    return "none";
  }
}
