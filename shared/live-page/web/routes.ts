import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type ErrorRequestHandler, type Express, type Request } from "express";
import * as v from "valibot";
import { LabError } from "../../harness/core/errors.ts";
import { NotNow } from "../actions/not-now.ts";
import type { LivePage } from "../live-page.ts";
import { Action } from "../protocol.ts";
import {
  hasKey,
  notFromElsewhere,
  onlyFromThePage,
  onlyOwnFiles,
  onlyToLoopback,
} from "./access.ts";
import { noButton, readJson } from "./body.ts";
import { streamEvents } from "./events.ts";
import type { Guests } from "./guests.ts";
import { onlyToDo, onlyToSee } from "./methods.ts";
import { refuse } from "./refuse.ts";

const pageFolder = fileURLToPath(new URL("../page/", import.meta.url));
const chartFiles = { root: dirname(fileURLToPath(import.meta.resolve("uplot"))) };
// The folder also contains files that only the page's authors need.
const pageFile = /^\/([\w-]+\.(css|js))?$/;

/** The routes: the page, its stream, and its buttons. */
export function createWeb(lab: LivePage, token: string, guests: Guests): Express {
  const showsKey = (req: Request) => hasKey(req, token);
  const web = express().disable("x-powered-by");
  web.use(onlyOwnFiles, onlyToLoopback, notFromElsewhere, (req, _res, next) => {
    if (showsKey(req)) guests.welcome(req.socket);
    next();
  });
  web.all(["/events", "/uplot.js", "/uplot.css", pageFile], onlyToSee);
  web.head("/events", (_req, res) => {
    res.type("text/event-stream").end();
  });
  web.get("/events", streamEvents(lab, showsKey));
  web.all("/actions", onlyToDo, onlyFromThePage(token), readJson, async (req, res) => {
    await lab.perform(v.parse(Action, req.body));
    res.status(204).end();
  });
  web.get("/uplot.js", (_req, res) => res.sendFile("uPlot.esm.js", chartFiles));
  web.get("/uplot.css", (_req, res) => res.sendFile("uPlot.min.css", chartFiles));
  web.get(pageFile, express.static(pageFolder, { cacheControl: false }));
  web.use((_req, res) => {
    refuse(res, 404, { error: "there is no such page", hint: "the page is at /" });
  });
  return web.use(answerFailure);
}

const answerFailure: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof NotNow) {
    refuse(res, 409, { error: error.message, hint: error.hint });
  } else if (v.isValiError(error) || statusOf(error) < 500) {
    refuse(res, 400, noButton);
  } else {
    // A learner's code might have printed anything, so only our own text goes to the
    // page.
    const own = error instanceof LabError ? error.code : "the lab couldn't do it";
    const hint = "start over; if that fails too, start the lab again in the terminal";
    refuse(res, 500, { error: own, hint });
  }
};

function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "status" in error
    ? Number(error.status)
    : 500;
}
