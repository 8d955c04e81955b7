import type { LabDefinition, LabOptions } from "../core/lab-definition.ts";
import type { HostOptions } from "../process/spawn.js";

/** How a process is started; processes of one kind are interchangeable. */
export type HostKind = Omit<HostOptions, "enclosure">;

type Plan = { definitions: readonly LabDefinition[] } & Pick<LabOptions, "realPasswords">;

const balancerFile = new URL("../hosts/balancer-host.ts", import.meta.url);
const serverFile = new URL("../hosts/server-host.ts", import.meta.url);

// A cost that checks a guess in about 3 ms: the checks sign in a hundred times.
const CHEAP_SCRYPT_N = "1024";

/** A server, before it has loaded anyone's files. */
export function serverKind({ definitions, realPasswords = false }: Plan): HostKind {
  const packages = definitions.flatMap(({ services }) => services.shop.packages ?? []);
  return {
    file: serverFile,
    hostsLearnerCode: true,
    env: realPasswords ? {} : { SHOP_SCRYPT_N: CHEAP_SCRYPT_N },
    megabytes: 128,
    packages: ["express", "valibot", ...new Set(packages)],
  };
}

/** A balancer, before it has loaded a pick. */
export function balancerKind({ definitions }: Plan): HostKind {
  const hasPick = definitions.some(({ balancer }) => balancer?.pick);
  return {
    file: balancerFile,
    packages: ["http-proxy", "cookie"],
    importsModules: hasPick,
    hostsLearnerCode: hasPick,
  };
}
