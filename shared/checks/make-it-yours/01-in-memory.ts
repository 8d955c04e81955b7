// A shop that someone wrote independently of ours: other names, another shape.
import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import express, { type Request, type RequestHandler } from "express";

type Visit = { name: string; items: string[]; until: number };

const people: Record<string, string> = { alice: "wonderland", bob: "builder" };
const visits = new Map<string, Visit>();
const life = Number(process.env.SESSION_ABSOLUTE_SECONDS) * 1000;

const flags = { httpOnly: true, secure: true, sameSite: "strict" } as const;

export function createServer(): RequestListener {
  const app = express();
  app.use(express.json());

  const visitOf = (req: Request) => {
    const [, key = ""] = /(?:^|;\s*)visit=([^;]+)/.exec(req.headers.cookie ?? "") ?? [];
    const visit = visits.get(key);
    return { key, visit: visit && Date.now() < visit.until ? visit : undefined };
  };
  const onlyMembers: RequestHandler = (req, res, next) => {
    if (visitOf(req).visit) next();
    else res.status(401).set("WWW-Authenticate", "Session").end();
  };
  const onlyOurs: RequestHandler = (req, res, next) => {
    if (req.get("origin") === undefined || req.get("sec-fetch-site") === "same-origin")
      next();
    else res.status(403).end();
  };

  app.post("/login", (req, res) => {
    const { user, password } = req.body ?? {};
    if (typeof user !== "string" || people[user] !== password) {
      res.status(401).set("WWW-Authenticate", "Session").end();
      return;
    }
    visits.delete(visitOf(req).key);
    const key = randomBytes(24).toString("hex");
    visits.set(key, { name: user, items: [], until: Date.now() + life });
    res.cookie("visit", key, { ...flags, expires: new Date(Date.now() + life) });
    res.status(204).end();
  });
  app.post("/logout", (req, res) => {
    visits.delete(visitOf(req).key);
    res.clearCookie("visit", flags).redirect(303, "/products");
  });
  app.get("/products", (_req, res) => void res.json([]));
  app.get("/me", onlyMembers, (req, res) => {
    res.json({ user: visitOf(req).visit?.name });
  });
  app.get("/cart", onlyMembers, (req, res) => {
    res.json({ cart: visitOf(req).visit?.items });
  });
  app.post("/cart", onlyOurs, onlyMembers, (req, res) => {
    visitOf(req).visit?.items.push(String(req.body?.item));
    res.sendStatus(201);
  });
  return app;
}
