import { compareGuess, describeAftermath } from "../explanation/fault-impact.ts";
import type { VersionId } from "../protocol.ts";
import {
  type Context,
  callTheRoll,
  listEverybody,
  noteStandings,
} from "../state/context.ts";

/** A change to a server or to Redis. */
export type Change = {
  /** The fact, as a sentence: "Server A is killed." */
  fact: string;
  /** What loses its memory: a server by name, or "Redis"; null: nothing does. */
  ends: string | null;
  make(): Promise<void> | void;
  /** The columns someone guessed would no longer know Alice. */
  guess?: readonly VersionId[] | undefined;
};

/**
 * Changes something, finds out who is still known, and says what the change meant for
 * them.
 *
 * @throws {NotNow} or {LabError} if the change can't be made
 */
export async function disturb(context: Context, change: Change): Promise<string> {
  const before = noteStandings(context);
  await change.make();
  context.record.add({ kind: "event", text: change.fact });
  if (change.ends !== null) forget(context, change.ends);
  await callTheRoll(context);
  const everybody = listEverybody(context, before);
  const told = describeAftermath(change.fact, everybody, context.store.state);
  return change.guess ? `${told} ${compareGuess(change.guess, everybody)}` : told;
}

// Sessions that lived there are gone: when someone is lost, this is why.
function forget({ columns }: Context, ended: string): void {
  for (const { version, people } of columns) {
    for (const person of people) {
      const wasThere = version.keepsIn === "servers" && person.signedInOn === ended;
      if (wasThere) person.lostWith = `the memory of server ${ended}`;
      if (version.keepsIn === "redis" && ended === "Redis") person.lostWith = "Redis";
    }
  }
}
