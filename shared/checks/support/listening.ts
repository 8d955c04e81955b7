import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const LISTEN = "0A";

/**
 * The addresses at which something listens on this port: "127.0.0.1", "0.0.0.0", "::" …
 */
export function listeningAddresses(port: number): string[] {
  return process.platform === "linux" ? fromProc(port) : fromLsof(port);
}

function fromProc(port: number): string[] {
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) =>
    readFileSync(file, "utf8").split("\n").slice(1),
  );
  return rows.flatMap((row) => {
    const [, local = "", , state] = row.trim().split(/\s+/);
    const [address = "", hexPort = ""] = local.split(":");
    if (state !== LISTEN || Number.parseInt(hexPort, 16) !== port) return [];
    // The four bytes of an IPv4 address, last one first.
    const bytes = address.match(/../g)?.reverse() ?? [];
    return [
      bytes.length === 4 ? bytes.map((hex) => Number.parseInt(hex, 16)).join(".") : "::",
    ];
  });
}

function fromLsof(port: number): string[] {
  const output = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fn"], {
    encoding: "utf8",
  });
  return [...output.matchAll(/^n(.+):\d+$/gm)].map(([, address = ""]) => address);
}
