import { setTimeout as wait } from "node:timers/promises";
import { Fingerprint } from "./fingerprint.ts";
import { restartTime } from "./passing-time.ts";
import { reloadImports } from "./reload-hooks.js";
import { ResourceLedger } from "./resource-ledger.ts";

/** So often it is looked at what is still under way, 1 ms apart. */
const MAX_ROUNDS = 200;
/** What comes back by way of another thread may take some of them. */
const QUIET_ROUNDS = 3;

/** How a process was before any submission ran in it, and how it comes to be so again. */
class Memory {
  readonly #env = { ...process.env };
  readonly #folder = process.cwd();
  readonly #ledger = new ResourceLedger();
  readonly #fingerprint = new Fingerprint();

  async comeBack(): Promise<string | null> {
    // First of all: where time is held, nobody could wait until it is quiet.
    restartTime();
    if (!(await this.#becomeQuiet())) {
      const [what = "what it begins again and again"] = this.#ledger.others;
      return `it is still busy: ${what}`;
    }
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, this.#env);
    if (process.cwd() !== this.#folder) return "it works in another folder";
    return this.#fingerprint.findDifference();
  }

  async #becomeQuiet(): Promise<boolean> {
    let quiet = 0;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      quiet = this.#ledger.isEmpty ? quiet + 1 : 0;
      if (quiet === QUIET_ROUNDS) return true;
      this.#ledger.endAll();
      await wait(1);
    }
    return false;
  }
}

let memory: Memory | null = null;

/** Notes how everything is now: it has to be so again after each reset. */
export async function remember(): Promise<void> {
  reloadImports();
  // What has just been asked for and answered is still under way.
  await wait(1);
  memory = new Memory();
}

/**
 * Has this process be as it was when it was remembered.
 *
 * @param mark is printed as the last thing
 * @param forget has the host forget what it has loaded
 * @returns why it can't be used again; null: it can
 */
export async function reset(mark: string, forget: () => void): Promise<string | null> {
  if (!memory) return "nobody has said how it has to be";
  forget();
  const difference = await memory.comeBack();
  for (const stream of [process.stdout, process.stderr]) stream.write(`${mark}\n`);
  return difference;
}
