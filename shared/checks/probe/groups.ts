import { hostileServer } from "./hostile-server.ts";
import type { ProbeGroup } from "./probe.ts";
import { smuggling } from "./smuggling.ts";

/** Everything that is tried, in the order in which it is shown. */
export const groups: readonly ProbeGroup[] = [smuggling, hostileServer];
