import { type Change, disturb } from "../actions/inject-fault.ts";
import type { Context } from "../state/context.ts";

/** Whether a process has ended without a button being pressed. */
export function hasFalls({ servers, store }: Context): boolean {
  return servers.fallen.length > 0 || store.hasFallen;
}

/** Says what it meant for everyone; null: a button has dealt with it in the meantime. */
export async function tellOfFalls(context: Context): Promise<string | null> {
  const { servers, store } = context;
  const changes: Change[] = servers.fallen.map((name) => ({
    fact: `Server ${name} has ended, and no button on this page did it.`,
    ends: name,
    make: () => servers.noteFall(name),
  }));
  if (store.hasFallen) {
    const fact = "Redis has ended, and no button on this page did it.";
    changes.push({ fact, ends: "Redis", make: () => store.noteFall() });
  }
  const explanations: string[] = [];
  for (const change of changes) explanations.push(await disturb(context, change));
  return explanations.length === 0 ? null : explanations.join(" ");
}
