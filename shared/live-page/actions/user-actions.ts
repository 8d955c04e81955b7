import { listOf } from "../../harness/core/list-of.ts";
import {
  type ColumnResult,
  describeRefusals,
  describeRequest,
} from "../explanation/explanation.ts";
import { describeAftermath, describeSignOut } from "../explanation/fault-impact.ts";
import type { Column } from "../state/column.ts";
import {
  type Context,
  callTheRoll,
  listEverybody,
  noteStandings,
  resultOf,
} from "../state/context.ts";
import type { Sent } from "../state/exchange.ts";
import { Person } from "../state/person.ts";
import { login, logout, me, type Step } from "../state/scenario.ts";
import { NotNow } from "./not-now.ts";

const MANY = 100;
const AT_ONCE = 10;

/** Alice sends the next request of the scenario. */
export async function sendNext(context: Context): Promise<string> {
  const { scenario, store, servers } = context;
  const step = scenario.next;
  const results = await sendInAll(context, ({ alice }) => alice, step);
  // A sign-in that failed in every version has to be tried again.
  if (step !== login || results.some(({ good }) => good)) scenario.advance();
  if (step === login) await callTheRoll(context);
  const around = { store: store.state, servers: servers.takingTurns };
  return describeRequest(`${step.method} ${step.path}`, results, around);
}

/** Alice signs in again, wherever the scenario is. */
export async function signIn(context: Context): Promise<string> {
  context.scenario.beginAnew();
  return sendNext(context);
}

/** Alice asks a hundred times who she is, a few at once. */
export async function sendMany(context: Context): Promise<string> {
  const { columns, record, servers } = context;
  if (!columns.some(({ alice }) => alice.hasSignedIn)) throw notSignedIn();
  const counts = await Promise.all(
    columns.map(async (column) => {
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
  record.add({ kind: "event", text: `Alice sent ${MANY} requests` });
  const home = servers.takingTurns > 1 ? " In memory, at most one server knows her." : "";
  return `Of ${MANY} requests, answered as Alice: ${counts.join(", ")}.${home}`;
}

/** A second user signs in, with his own browser. */
export async function signInBob(context: Context): Promise<string> {
  const before = noteStandings(context);
  for (const column of context.columns) {
    if (column.person("Bob")) continue;
    column.add(new Person("Bob", column.lab.browser("bob")));
  }
  const bobOf = (column: Column) => column.person("Bob") ?? column.alice;
  const results = await sendInAll(context, bobOf, login);
  await callTheRoll(context);
  const { state } = context.store;
  const bad = results.filter(({ good }) => !good);
  if (bad.length === results.length) {
    return ["Bob couldn't sign in.", ...describeRefusals(bad, state)].join(" ");
  }
  const fact = "Bob has signed in, on his own laptop.";
  return describeAftermath(fact, listEverybody(context, before), state);
}

/** Someone copies Alice's cookies, and asks for /me with them. */
export async function stealCookie(context: Context): Promise<string> {
  const { columns, record } = context;
  const owners = columns.filter(({ alice }) => alice.hasSignedIn);
  if (owners.length === 0) throw notSignedIn();
  for (const column of owners) column.add(column.alice.copiedBy("the thief"));
  record.add({ kind: "event", text: "someone copies Alice's cookies" });
  await callTheRoll(context);
  const known = columns.filter(
    (column) => column.person("the thief")?.standing === "known",
  );
  const names = listOf(known.map(({ version }) => version.name));
  return names === ""
    ? "Someone copied Alice's cookies, but no version recognizes them: they are worthless now."
    : `Someone copied Alice's cookies, and is Alice in these columns: ${names}. A copy is as good as the original.`;
}

/** Alice signs out, in all columns. */
export async function signOut(context: Context): Promise<string> {
  const { columns, scenario, store } = context;
  if (!columns.some(({ alice }) => alice.hasSignedIn)) throw notSignedIn();
  const before = noteStandings(context);
  const results = await sendInAll(context, ({ alice }) => alice, logout);
  if (results.some(({ good }) => good)) scenario.beginAnew();
  await callTheRoll(context);
  return describeSignOut(results, listEverybody(context, before), store.state);
}

function notSignedIn(): NotNow {
  return new NotNow("Alice isn't signed in", "send the next request until she is");
}

async function sendInAll(
  { columns }: Context,
  personIn: (column: Column) => Person,
  step: Step,
): Promise<ColumnResult[]> {
  return Promise.all(
    columns.map(async (column) => {
      const person = personIn(column);
      const sent: Sent = await column.send(person, step, "scenario");
      return resultOf(column, person, sent);
    }),
  );
}
