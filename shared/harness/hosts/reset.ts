import { setTimeout as wait } from "node:timers/promises";
import { Fingerprint } from "./fingerprint.ts";
import { restartTime } from "./passing-time.ts";
import { reloadImports } from "./reload-hooks.js";
import { ResourceLedger } from "./resource-ledger.ts";

/** How often to look for what is still in progress, 1 ms apart. */
const MAX_ROUNDS = 200;
/** Anything that comes back through another thread can take a few of these. */
const QUIET_ROUNDS = 3;

/** What a process was like before any submission ran in it, and how to get back there. */
class Memory {
  readonly #env = { ...process.env };
  readonly #folder = process.cwd();
  readonly #ledger = new ResourceLedger();
  readonly #fingerprint = new Fingerprint();

  async comeBack(): Promise<string | null> {
    // This comes first: while time is held, it's impossible to wait for quiet.
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

/** Records the present state, which each reset has to restore. */
export async function remember(): Promise<void> {
  reloadImports();
  // The call that has just been answered is still being completed.
  await wait(1);
  memory = new Memory();
}

/**
 * Brings this process back to its remembered state.
 *
 * @param mark printed last
 * @param forget makes the host forget what it has loaded
 * @returns why it can't be used again; null: it can
 */
export async function reset(mark: string, forget: () => void): Promise<string | null> {
  if (!memory) return "nobody has said how it has to be";
  forget();
  const difference = await memory.comeBack();
  for (const stream of [process.stdout, process.stderr]) stream.write(`${mark}\n`);
  return difference;
}
