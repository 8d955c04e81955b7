import { compareGuess, describeAftermath } from "./aftermath.ts";
import type { VersionId } from "./wire.ts";
import { callTheRoll, listEverybody, noteStandings, type World } from "./world.ts";

/** A change of the machinery. */
export type Change = {
  /** The fact, as a sentence: "Server A is killed." */
  fact: string;
  /** Whose memory ends by it: a server by name, or "Redis"; null: nobody's. */
  ends: string | null;
  make(): Promise<void> | void;
  /** In which columns nobody was going to know Alice, as somebody guessed. */
  guess?: readonly VersionId[] | undefined;
};

/**
 * Changes something, asks who is still known, and says what it meant for them.
 *
 * @throws {NotNow} or {LabError} if the change can't be made
 */
export async function disturb(world: World, change: Change): Promise<string> {
  const before = noteStandings(world);
  await change.make();
  world.record.add({ kind: "event", text: change.fact });
  if (change.ends !== null) forget(world, change.ends);
  await callTheRoll(world);
  const everybody = listEverybody(world, before);
  const told = describeAftermath(change.fact, everybody, world.store.state);
  return change.guess ? `${told} ${compareGuess(change.guess, everybody)}` : told;
}

// Sessions that lived there are gone: when somebody is lost, this is the reason.
function forget({ columns }: World, ended: string): void {
  for (const { version, people } of columns) {
    for (const person of people) {
      const wasThere = version.keepsIn === "servers" && person.signedInOn === ended;
      if (wasThere) person.lostWith = `the memory of server ${ended}`;
      if (version.keepsIn === "redis" && ended === "Redis") person.lostWith = "Redis";
    }
  }
}
