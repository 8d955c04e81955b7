import type { Column } from "./column.ts";
import { NotNow } from "./not-now.ts";
import { Person } from "./person.ts";
import { login, logout, me, type Step } from "./scenario.ts";
import {
  describeAftermath,
  describeRequest,
  describeSignOut,
  type Known,
  type Outcome,
} from "./verdict.ts";
import { listOf } from "./words.ts";
import { callTheRoll, listEverybody, noteStandings, type World } from "./world.ts";

const MANY = 100;
const AT_ONCE = 10;

/** Alice sends the next request of the scenario. */
export async function sendNext(world: World): Promise<string> {
  const { scenario, store } = world;
  const step = scenario.next;
  const outcomes = await sendInAll(world, step);
  scenario.advance();
  return describeRequest(`${step.method} ${step.path}`, outcomes, store.state);
}

/** Alice asks a hundred times who she is, a few at once. */
export async function sendMany(world: World): Promise<string> {
  const counts = await Promise.all(
    world.columns.map(async (column) => {
      let good = 0;
      for (let sent = 0; sent < MANY; sent += AT_ONCE) {
        const some = Array.from({ length: AT_ONCE }, () =>
          column.send(column.alice, me, "many"),
        );
        good += (await Promise.all(some)).filter((each) => each.good).length;
      }
      return `${column.version.name} ${good}`;
    }),
  );
  return `Of ${MANY} requests, answered as Alice's: ${counts.join(", ")}.`;
}

/** A second user signs in, with a browser of his own. */
export async function signInBob(world: World): Promise<string> {
  const before = noteStandings(world);
  await Promise.all(
    world.columns.map(async (column) => {
      const bob = column.person("Bob") ?? new Person("Bob", column.lab.browser("bob"));
      column.add(bob);
      await column.send(bob, login, "scenario");
    }),
  );
  await callTheRoll(world);
  const fact = "Bob has signed in, on a laptop of his own.";
  return describeAftermath(fact, listEverybody(world, before), world.store.state);
}

/** Somebody copies Alice's cookies, and asks for /me with them. */
export async function stealCookie(world: World): Promise<string> {
  const { columns, record } = world;
  const owners = columns.filter(({ alice }) => alice.hasSignedIn);
  if (owners.length === 0) {
    throw new NotNow(
      "Alice is not signed in: there is nothing to steal",
      "send the next request first",
    );
  }
  for (const column of owners) column.add(column.alice.copiedBy("the thief"));
  record.add({ kind: "event", text: "somebody copies Alice's cookies" });
  await callTheRoll(world);
  const thieves = everybodyNow(world).filter(({ who }) => who === "the thief");
  const known = thieves.filter(({ standing }) => standing === "known");
  const names = known.map(({ name }) => name);
  return names.length === 0
    ? "Somebody copied Alice's cookies, and no version knows them: they are worth nothing now."
    : `Somebody copied Alice's cookies, and is Alice for ${listOf(names)}: a copy is as good as the original.`;
}

/** Alice signs out, in all columns. */
export async function signOut(world: World): Promise<string> {
  await sendInAll(world, logout);
  world.scenario.beginAnew();
  await callTheRoll(world);
  return describeSignOut(everybodyNow(world));
}

async function sendInAll(world: World, step: Step): Promise<Outcome[]> {
  const send = async (column: Column) => column.send(column.alice, step, "scenario");
  const sent = await Promise.all(world.columns.map(send));
  const everybody = everybodyNow(world);
  return sent.flatMap((outcome, at) => {
    const version = world.columns[at]?.version.id;
    const known = everybody.find(
      (each) => each.version === version && each.who === "Alice",
    );
    return known ? [{ ...outcome, known }] : [];
  });
}

function everybodyNow(world: World): Known[] {
  return listEverybody(world, noteStandings(world));
}
