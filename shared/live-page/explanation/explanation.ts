import { capitalize } from "../../harness/core/capitalize.ts";
import { listOf } from "../../harness/core/list-of.ts";
import type { VersionId } from "../protocol.ts";
import { byReason } from "./phrases.ts";
import { type Refusal, type StoreState, whyRefused } from "./refusal-reasons.ts";

/** How one request turned out, in one column. */
export type ColumnResult = Refusal & {
  /** The version in a sentence: "in memory". */
  name: string;
  good: boolean;
  /** What was in the cart, if the answer said. */
  cart: readonly string[] | null;
  /** Whether the last item was accepted into the cart; null: there was none. */
  hasAdded: boolean | null;
};

export type Surroundings = { store: StoreState; servers: number };

/** How a request sent in all columns turned out, and why the columns differ. */
export function describeRequest(
  request: string,
  results: readonly ColumnResult[],
  { store, servers }: Surroundings,
): string {
  const good = results.filter((result) => result.good);
  const bad = results.filter((result) => !result.good);
  if (request === "POST /login") {
    return [...describeLogin(good), ...describeRefusals(bad, store)].join(" ");
  }
  const answered =
    good.length === 0 ? "no version could answer" : `${namesOf(good)} answered`;
  const lucky = good.find(
    ({ version, server, signedInOn }) => version === "in-memory" && server === signedInOn,
  );
  const isLuck = lucky && servers > 1;
  return [
    `${request}: ${answered}.`,
    ...describeRefusals(bad, store),
    ...describeCarts(good),
    ...(isLuck ? [`In memory was lucky: it was server ${lucky.server}'s turn.`] : []),
  ].join(" ");
}

/** A sentence for each version that refused, with its reason. */
export function describeRefusals(
  bad: readonly ColumnResult[],
  store: StoreState,
): string[] {
  return byReason(
    bad,
    (result) => whyRefused(result, store),
    (names, reason) => `${names}: ${reason}.`,
  );
}

/** Whose cart is empty, though something was put in it, and why. */
function describeCarts(good: readonly ColumnResult[]): string[] {
  const empty = good.filter(
    ({ cart, hasAdded }) => cart?.length === 0 && hasAdded !== null,
  );
  return empty.map(({ name, hasAdded }) => {
    const why = hasAdded ? "its contents are gone" : "no server accepted her apple";
    return `${capitalize(name)}: her cart is empty, because ${why}.`;
  });
}

function describeLogin(good: readonly ColumnResult[]): string[] {
  if (good.length === 0) return ["Alice couldn't sign in."];
  const places: Record<VersionId, (server: string | null) => string> = {
    "in-memory": (server) => `in memory, only server ${server} knows her`,
    sticky: (server) => `sticky pinned her to server ${server}`,
    redis: () => "Redis keeps her session for every server",
    jwt: () => "her token itself says who she is",
  };
  const parts = good.map(({ version, server }) => places[version](server));
  return [`Alice has signed in: ${parts.join("; ")}.`];
}

function namesOf(results: readonly ColumnResult[]): string {
  return capitalize(listOf(results.map(({ name }) => name)));
}
