/** What anyone reads in a token, without a key, in lines for the screen. */
export function readAloud(token: string): string[] {
  const [header = "", payload = ""] = token.split(".");
  return [
    "anyone can read the token, without a key:",
    // The signature stays unshown: with it, the screen would sign in.
    ...[header, payload].map(describePart),
  ];
}

/**
 * What one of a token's first two parts says. Times differ from run to run: the screen
 * shows their names, and a sign for the value. A space after each member lets a narrow
 * screen break the line there.
 */
export function describePart(part: string): string {
  const json: object = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  const members = Object.entries(json).map(([name, value]) => {
    const isTime = ["iat", "exp", "nbf"].includes(name);
    return `"${name}":${isTime ? "…" : JSON.stringify(value)}`;
  });
  return `{${members.join(", ")}}`;
}
