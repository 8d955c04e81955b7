import type { Scene } from "../core/scene.ts";
import { passwordOf } from "../lab/people.ts";
import type { Stage } from "./stage.ts";

const person = (number: number) => `guest-${number}`;
// Which server each of the crowd was last served by.
const knownBy = new WeakMap<Stage, Map<string, string>>();

/** Many browsers sign in, one after the other; tells how they spread over the servers. */
export async function signInCrowd(stage: Stage, size: number): Promise<void> {
  const owners = new Map<string, string>();
  await stage.quietly(async () => {
    for (let number = 0; number < size; number++) {
      const json = { user: "alice", password: passwordOf("alice") };
      const answer = await stage.request(person(number), "POST /login", { json });
      owners.set(person(number), answer.server);
    }
  });
  knownBy.set(stage, owners);
  const spread = stage.lab.servers.names.map((name) => {
    const count = [...owners.values()].filter((owner) => owner === name).length;
    return `${name} knows ${count}`;
  });
  stage.event(`${size} browsers signed in: ${spread.join(", ")}`);
}

/** Each of the crowd asks once; tells how many are out, and who had known them. */
export async function askCrowd(
  stage: Stage,
  { crowdAsks, measure }: Extract<Scene, { crowdAsks: string }>,
): Promise<void> {
  const owners = knownBy.get(stage) ?? new Map<string, string>();
  const out: string[] = [];
  await stage.quietly(async () => {
    for (const [name, owner] of owners) {
      if ((await stage.request(name, crowdAsks)).status === 401) out.push(owner);
    }
  });
  const known = [...new Set(out)].sort().join(", ");
  const whose = out.length > 0 ? `; all ${out.length} were known to ${known}` : "";
  stage.event(`${owners.size - out.length} still signed in, ${out.length} out${whose}`);
  stage.measure(measure, out.length);
}
