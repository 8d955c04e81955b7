import { cookies } from "./cookies.ts";
import { crossSite } from "./cross-site.ts";
import { floods } from "./floods.ts";
import { hostileServer } from "./hostile-server.ts";
import { livePage } from "./live-page.ts";
import type { ProbeGroup } from "./probe.ts";
import { responses } from "./responses.ts";
import { runner } from "./runner/runner.ts";
import { settingsOfSolutions } from "./settings.ts";
import { smuggling } from "./smuggling.ts";
import { tokens } from "./tokens.ts";
import { wycheproof } from "./wycheproof.ts";

/** Everything that is tried, in the order it is shown. */
export const groups: readonly ProbeGroup[] = [
  smuggling,
  hostileServer,
  cookies,
  crossSite,
  settingsOfSolutions,
  floods,
  responses,
  tokens,
  wycheproof,
  livePage,
  runner,
];
