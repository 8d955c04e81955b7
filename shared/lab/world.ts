import type { Column } from "./column.ts";
import type { MomentRecord } from "./record.ts";
import type { Scenario } from "./scenario.ts";
import type { Servers } from "./servers.ts";
import type { Store } from "./store.ts";
import type { Traffic } from "./traffic.ts";
import type { Known } from "./verdict.ts";
import type { Standing } from "./wire.ts";

/** Everything that a button can act on. */
export type World = {
  columns: readonly Column[];
  servers: Servers;
  store: Store;
  scenario: Scenario;
  traffic: Traffic;
  record: MomentRecord;
};

/** How everybody stands in every column, to compare with later: by column and person. */
export function noteStandings({ columns }: World): Map<string, Standing> {
  const entries = columns.flatMap(({ version, people }) =>
    people.map(({ who, standing }) => [`${version.id} ${who}`, standing] as const),
  );
  return new Map(entries);
}

/** Everybody in every column, with how they stood before. */
export function listEverybody(
  { columns }: World,
  before: ReadonlyMap<string, Standing>,
): Known[] {
  return columns.flatMap(({ version, people }) =>
    people.map(({ who, standing, signedInOn, signedOutOn, lostWith }) => ({
      version: version.id,
      name: version.name,
      who,
      standing,
      before: before.get(`${version.id} ${who}`) ?? "stranger",
      signedInOn,
      signedOutOn,
      lostWith,
    })),
  );
}

/** Asks in every column who is still known. */
export async function callTheRoll({ columns, servers }: World): Promise<void> {
  await Promise.all(columns.map((column) => column.callTheRoll(servers.takingTurns)));
}
