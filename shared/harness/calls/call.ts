import * as v from "valibot";

/** A call to another process: what is sent, and what comes back. */
export type Call<Request, Response> = {
  name: string;
  request: v.GenericSchema<unknown, Request>;
  response: v.GenericSchema<unknown, Response>;
};

/** What a process reports without being asked. */
export type News<Content> = { name: string; content: v.GenericSchema<unknown, Content> };

/**
 * What answers a call, now or later. For a call without an answer it may return nothing.
 */
type Handler<C> =
  C extends Call<infer Request, infer Response>
    ? [Response] extends [null]
      ? (request: Request) => unknown
      : (request: Request) => Response | Promise<Response>
    : never;

/** One handler for each call of a process; if one is missing, it doesn't compile. */
export type Handlers<Calls> = { [Name in keyof Calls]: Handler<Calls[Name]> };

/** For a call that sends nothing, or answers nothing. */
export const nothing = v.null();

/** Declares a call; nameAll later names it after its key. */
export function call<Request, Response>(
  request: v.GenericSchema<unknown, Request>,
  response: v.GenericSchema<unknown, Response>,
): Call<Request, Response> {
  return { name: "", request, response };
}

/** Declares news; nameAll later names it after its key. */
export function news<Content>(content: v.GenericSchema<unknown, Content>): News<Content> {
  return { name: "", content };
}

/** Gives each call or piece of news the name of its key. */
export function nameAll<All extends Record<string, { name: string }>>(all: All): All {
  for (const [name, each] of Object.entries(all)) each.name = name;
  return all;
}

/** The call every host answers: whether it is there. */
export const hostCalls = nameAll({ ping: call(nothing, nothing) });

/**
 * A value from another process, if it has the shape that was declared.
 *
 * @param what the message, for the error text: `server A's answer to "load"`
 * @throws {TypeError} that says where it differs
 */
export function readShape<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  what: string,
): T {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const [issue] = issues;
  const place = v.getDotPath(issue);
  throw new TypeError(
    `${what} is not what was declared${place === null ? "" : `, at ${place}`}: ${issue.message}`,
  );
}
