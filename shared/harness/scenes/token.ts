import type { Scene } from "../core/scene.ts";
import type { Stage } from "./stage.ts";

/** Shows what anybody reads in a token, without a key. Its signature stays unshown. */
export function readTokenAloud(
  stage: Stage,
  { readToken: cookie, as }: Extract<Scene, { readToken: string }>,
): void {
  const [header = "", payload = ""] = (stage.browser(as).cookie(cookie) ?? "").split(".");
  stage.event("anybody can read the token, without a key:");
  for (const part of [header, payload]) stage.event(describeTokenPart(part));
}

/**
 * What one of a token's first two parts says. Times differ from run to run: the screen
 * shows their names, and a sign for the value. A space after each member lets a narrow
 * screen break the line there.
 */
export function describeTokenPart(part: string): string {
  const json: object = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  const members = Object.entries(json).map(([name, value]) => {
    const isTime = ["iat", "exp", "nbf"].includes(name);
    return `"${name}":${isTime ? "…" : JSON.stringify(value)}`;
  });
  return `{${members.join(", ")}}`;
}
