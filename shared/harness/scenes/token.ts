import type { Scene } from "../core/scene.ts";
import type { Stage } from "./stage.ts";

/** Shows what anybody reads in a token, without a key. Its signature stays unshown. */
export function readTokenAloud(
  stage: Stage,
  { readToken: cookie, as }: Extract<Scene, { readToken: string }>,
): void {
  const [header = "", payload = ""] = (stage.browser(as).cookie(cookie) ?? "").split(".");
  const read = (part: string) => Buffer.from(part, "base64url").toString("utf8");
  stage.event("anybody can read the token, without a key:");
  for (const part of [header, payload]) stage.event(`  ${wrapTimes(read(part))}`);
}

// Times differ from run to run: the text shows their names, and a sign for the value.
function wrapTimes(json: string): string {
  return json.replace(/"(iat|exp|nbf)":\d+/g, '"$1":…');
}
