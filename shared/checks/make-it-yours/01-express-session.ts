// A shop on express-session, set up as its README says for a shop behind a TLS front:
// `trust proxy`, and a Secure cookie, which it sets only on https requests.
import type { RequestListener } from "node:http";
import express, { type Request, type RequestHandler } from "express";
import session from "express-session";

type Done = (error?: unknown) => void;

/** What express-session puts on a request. */
type Kept = {
  user?: string;
  cart?: string[];
  until?: number;
  regenerate(done: Done): void;
  destroy(done: Done): void;
};

const people: Record<string, string> = { alice: "wonderland", bob: "builder" };
const life = Number(process.env.SESSION_ABSOLUTE_SECONDS) * 1000;
const flags = { httpOnly: true, secure: true, sameSite: "lax" } as const;

export function createServer(): RequestListener {
  const app = express();
  app.set("trust proxy", 1);
  app.use(express.json());
  app.use(
    session({
      name: "__Host-shop",
      secret: "this shop has one server, and forgets everybody when it ends",
      resave: false,
      saveUninitialized: false,
      cookie: { ...flags, path: "/", maxAge: life },
    }),
  );

  const onlyMembers: RequestHandler = (req, res, next) => {
    const { user, until = 0 } = keptFor(req);
    // The library renews its own expiry on each use, so the absolute one is stored next
    // to it.
    if (user !== undefined && Date.now() < until) next();
    else res.status(401).set("WWW-Authenticate", "Session").end();
  };
  const onlyOurs: RequestHandler = (req, res, next) => {
    const origin = req.get("origin");
    if (origin === undefined || origin === `${req.protocol}://${req.get("host")}`) next();
    else res.status(403).end();
  };

  app.post("/login", async (req, res) => {
    const { user, password } = req.body ?? {};
    if (typeof user !== "string" || people[user] !== password) {
      res.status(401).set("WWW-Authenticate", "Session").end();
      return;
    }
    await promise((done) => keptFor(req).regenerate(done));
    // Read again, because there is a new session now.
    Object.assign(keptFor(req), { user, cart: [], until: Date.now() + life });
    res.status(204).end();
  });
  app.post("/logout", async (req, res) => {
    await promise((done) => keptFor(req).destroy(done));
    res.clearCookie("__Host-shop", { ...flags, path: "/" }).redirect(303, "/products");
  });
  app.get("/products", (_req, res) => void res.json([]));
  app.get("/me", onlyMembers, (req, res) => void res.json({ user: keptFor(req).user }));
  app.get("/cart", onlyMembers, (req, res) => void res.json({ cart: keptFor(req).cart }));
  app.post("/cart", onlyOurs, onlyMembers, (req, res) => {
    keptFor(req).cart?.push(String(req.body?.item));
    res.sendStatus(201);
  });
  return app;
}

// The library has put it there before any route runs.
function keptFor(req: Request): Kept {
  return (req as Request & { session: Kept }).session;
}

function promise(work: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error ? reject(error) : resolve()));
  });
}
