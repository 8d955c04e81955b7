import { expect, type Lab, type Response } from "#harness";

/** Whether the pick named this server, though it is down. */
export function namedTheDead({ hop }: Response, server: string): boolean {
  return hop.server === null && hop.tried.at(-1) === server;
}

/** What the response shows of a pick that led nowhere, as a sentence. */
export function sayInstead({ hop, text, answeredBy }: Response): string {
  const request = `${hop.method} ${hop.path}`;
  if (hop.server !== null) return `${request} was answered by ${answeredBy}.`;
  return `For ${request}, ${text.trim().replace(/^\d+: /, "")}.`;
}

/**
 * Expects that some server answered. If none did, the pick returned null, or something that
 * isn't a pick, or it threw: that shows no belief about pins, so none is named.
 */
export function expectServed({ servers }: Lab, response: Response): Response {
  const { hop, status } = response;
  const isNull = status === 503 && hop.tried.length === 0;
  const states = servers.names.map((name) => `${name} is ${servers.stateOf(name)}`);
  const fact = isNull
    ? `For ${hop.method} ${hop.path}, the pick returned null, which means that no server can take it; ${states.join(", ")}.`
    : sayInstead(response);
  const names = { slug: null };
  return expect(response).that(hop.server !== null, "a server's answer", fact, names)
    .response;
}
