import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type ErrorRequestHandler, type Express } from "express";
import * as v from "valibot";
import { LabError } from "../harness/core/errors.ts";
import {
  notFromElsewhere,
  onlyFromThePage,
  onlyOwnFiles,
  onlyToLoopback,
} from "./access.ts";
import { streamEvents } from "./events.ts";
import type { LiveLab } from "./live-lab.ts";
import { NotNow } from "./not-now.ts";
import { Action } from "./wire.ts";

const pageFolder = fileURLToPath(new URL("page/", import.meta.url));
const chartFiles = { root: dirname(fileURLToPath(import.meta.resolve("uplot"))) };

/** The page's own web server, on a port of the system's choice. */
export type Web = { port: number; close(): Promise<void> };

/** Serves the page of a lab on 127.0.0.1. Only who knows the token may press buttons. */
export async function serve(lab: LiveLab, token: string): Promise<Web> {
  const server = createServer(createWeb(lab, token)).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A page that looks would keep its connection for ever.
  server.closeAllConnections();
  await closed;
}

function createWeb(lab: LiveLab, token: string): Express {
  const web = express().disable("x-powered-by");
  web.use(onlyOwnFiles, onlyToLoopback, notFromElsewhere);
  web.get("/events", streamEvents(lab));
  web.post(
    "/actions",
    onlyFromThePage(token),
    express.json({ limit: "4kb" }),
    async (req, res) => {
      await lab.perform(v.parse(Action, req.body ?? {}));
      res.status(204).end();
    },
  );
  web.get("/uplot.js", (_req, res) => res.sendFile("uPlot.esm.js", chartFiles));
  web.get("/uplot.css", (_req, res) => res.sendFile("uPlot.min.css", chartFiles));
  // Beside the page's files stand those that only its makers need.
  web.get(/^\/([\w-]+\.(css|js))?$/, express.static(pageFolder, { cacheControl: false }));
  web.use((_req, res) => {
    res.status(404).json({ error: "there is no such page", hint: "the page is at /" });
  });
  return web.use(answerFailure);
}

const answerFailure: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof NotNow) {
    res.status(409).json({ error: error.message, hint: error.hint });
  } else if (v.isValiError(error) || statusOf(error) < 500) {
    res
      .status(400)
      .json({ error: "that is no button of this page", hint: "load it anew" });
  } else {
    // A learner's code may have printed anything: only what is ours goes to the page.
    const own = error instanceof LabError ? error.code : "the lab could not do it";
    const hint = "begin anew; if that fails too, start the lab again in the terminal";
    res.status(500).json({ error: own, hint });
  }
};

function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "status" in error
    ? Number(error.status)
    : 500;
}
