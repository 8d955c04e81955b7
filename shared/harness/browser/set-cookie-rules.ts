// What browsers do with a Set-Cookie line that breaks a rule (RFC 6265bis §5.6 and §5.7,
// as implemented by Chromium and Firefox today): mostly they ignore it and say nothing.

/** If name and value together are longer than this, the line is dropped, in bytes. */
const MOST_BYTES = 4_096;
/** An attribute with a longer value is ignored, in bytes. */
const MOST_ATTRIBUTE_BYTES = 1_024;
/** A Domain can be long, and it is shown on a screen. */
const SHOWN_CHARACTERS = 30;

/** What a browser makes of one Set-Cookie line. */
export type JudgedCookie = {
  /** The name of the cookie. */
  name: string;
  /** Why a browser drops the line; null: it doesn't. */
  reason: string | null;
  /** The line as a browser reads it, without the attributes it ignores. */
  read: string;
  /** The names of the ignored attributes. */
  passedOver: readonly string[];
};

type Attributes = ReadonlyMap<string, string>;

/**
 * Returns what a browser makes of a Set-Cookie line that came over https.
 *
 * @param host the name or address the browser used to reach the shop
 */
export function judgeSetCookie(line: string, host: string): JudgedCookie {
  const [pair = "", ...parts] = line.split(";");
  const kept = parts.filter((part) => bytesOf(valueIn(part)) <= MOST_ATTRIBUTE_BYTES);
  const attributes = new Map(
    kept.map((part) => [nameIn(part).toLowerCase(), valueIn(part)]),
  );
  return {
    // Without an equals sign, all of it is the value of a cookie that has no name.
    name: pair.includes("=") ? nameIn(pair) : "",
    reason: findReason(pair, attributes, host),
    read: [pair, ...kept].join(";"),
    passedOver: parts.filter((part) => !kept.includes(part)).map(nameIn),
  };
}

function findReason(pair: string, attributes: Attributes, host: string): string | null {
  return (
    faultOfSize(pair) ??
    faultOfSecure(attributes) ??
    faultOfPrefix(nameIn(pair) || valueIn(pair), attributes) ??
    faultOfDomain(attributes.get("domain") ?? "", host)
  );
}

function faultOfSize(pair: string): string | null {
  const bytes = pair.includes("=")
    ? bytesOf(nameIn(pair)) + bytesOf(valueIn(pair))
    : bytesOf(pair.trim());
  if (bytes <= MOST_BYTES) return null;
  return `its name and value have ${bytes} bytes, and ${MOST_BYTES} is the most`;
}

function faultOfSecure(attributes: Attributes): string | null {
  if (attributes.has("secure")) return null;
  if (attributes.get("samesite")?.toLowerCase() === "none")
    return "SameSite=None needs Secure";
  return attributes.has("partitioned") ? "Partitioned needs Secure" : null;
}

function faultOfPrefix(name: string, attributes: Attributes): string | null {
  const [, prefix] = /^(__(?:host|secure)-)/i.exec(name) ?? [];
  if (prefix === undefined) return null;
  if (!attributes.has("secure")) return `the prefix ${prefix} needs Secure`;
  if (prefix.toLowerCase() === "__secure-") return null;
  if (attributes.get("path") !== "/") return `the prefix ${prefix} needs Path=/`;
  return attributes.get("domain") ? `the prefix ${prefix} allows no Domain` : null;
}

function faultOfDomain(domain: string, host: string): string | null {
  const asked = domain.replace(/^\./, "").toLowerCase();
  // An IP address has no parent domain, so the shop can name only itself.
  const isOurs = asked === "" || asked === host.toLowerCase();
  return isOurs ? null : `Domain=${clip(domain)} is not where it came from`;
}

function nameIn(part: string): string {
  const at = part.indexOf("=");
  return (at < 0 ? part : part.slice(0, at)).trim();
}

function valueIn(part: string): string {
  const at = part.indexOf("=");
  return at < 0 ? "" : part.slice(at + 1).trim();
}

// Node reads a header as latin1: one character per byte.
function bytesOf(text: string): number {
  return Buffer.byteLength(text, "latin1");
}

function clip(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}
