import type { ColumnResult } from "../explanation/explanation.ts";
import type { Known } from "../explanation/fault-impact.ts";
import type { Standing } from "../protocol.ts";
import type { Column } from "./column.ts";
import type { Sent } from "./exchange.ts";
import type { Person } from "./person.ts";
import type { MomentRecord } from "./record.ts";
import type { Scenario } from "./scenario.ts";
import type { Servers } from "./servers.ts";
import type { Store } from "./store.ts";
import type { Traffic } from "./traffic.ts";

/** Everything that a button can act on. */
export type Context = {
  columns: readonly Column[];
  servers: Servers;
  store: Store;
  scenario: Scenario;
  traffic: Traffic;
  record: MomentRecord;
};

/**
 * Each person's standing in every column, to compare with later: by column and person.
 */
export function noteStandings({ columns }: Context): Map<string, Standing> {
  const entries = columns.flatMap(({ version, people }) =>
    people.map(({ who, standing }) => [`${version.id} ${who}`, standing] as const),
  );
  return new Map(entries);
}

/** Everyone in every column, with their earlier standing. */
export function listEverybody(
  { columns }: Context,
  before: ReadonlyMap<string, Standing>,
): Known[] {
  return columns.flatMap((column) =>
    column.people.map((person) => {
      const { who, standing, told } = person;
      return {
        ...resultOf(column, person, told),
        who,
        standing,
        before: before.get(`${column.version.id} ${who}`) ?? "stranger",
      };
    }),
  );
}

/** What a sentence needs to describe the result of a request; null: none was sent. */
export function resultOf(
  column: Column,
  person: Person,
  sent: Sent | null,
): ColumnResult {
  const { id, name } = column.version;
  const { signedInOn, signedOutOn, lostWith, hasAdded } = person;
  const { status = 0, server = null, tried = [], good = false } = sent ?? {};
  const cart = sent?.cart ?? null;
  const missingCookie = sent && status !== 0 ? person.missingCookie(sent) : null;
  const of = { signedInOn, signedOutOn, lostWith, hasAdded, missingCookie };
  return { version: id, name, status, server, tried, good, cart, ...of };
}

/** Finds out in every column who is still known. */
export async function callTheRoll({ columns, servers }: Context): Promise<void> {
  await Promise.all(columns.map((column) => column.callTheRoll(servers.takingTurns)));
}
