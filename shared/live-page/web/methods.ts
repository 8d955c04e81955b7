import type { RequestHandler, Response } from "express";
import { hasBody, refuse } from "./refuse.ts";

/** Lets through requests that only read: GET or HEAD, without a body. */
export const onlyToSee: RequestHandler = (req, res, next) => {
  if (req.method !== "GET" && req.method !== "HEAD") refuseMethod(res, "GET, HEAD");
  else if (hasBody(req)) {
    refuse(res, 400, { error: "nothing here takes a body", hint: "ask without one" });
  } else next();
};

/** Lets through only requests to do something: POST. */
export const onlyToDo: RequestHandler = (req, res, next) => {
  if (req.method === "POST") next();
  else refuseMethod(res, "POST");
};

function refuseMethod(res: Response, allowed: string): void {
  res.set("Allow", allowed);
  const error = `${res.req.method} is not allowed here`;
  refuse(res, 405, { error, hint: `allowed is: ${allowed}` });
}
