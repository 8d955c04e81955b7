import express, { type Express } from "express";
import * as v from "valibot";
import { fixedAccounts } from "./accounts.ts";
import { readJson } from "./body.ts";
import { cartsOf } from "./cart.ts";
import { answerFailure, answerUnknown } from "./failures.ts";
import { guardSessions } from "./guarded-sessions.ts";
import { only, setSafeHeaders } from "./headers.ts";
import { CartItem, Login } from "./input.ts";
import { onlyFromHere } from "./origin.ts";
import { tellReadiness } from "./readiness.ts";
import { createGate } from "./require-session.ts";
import type { Sessions } from "./seam.ts";
import type { ShopOptions } from "./shop-options.ts";
import { Unauthorized } from "./unauthorized.ts";

const pages = ["/healthz", "/readyz", "/products", "/me", "/admin/accounts"];
const products = ["apple", "book", "candle", "kettle"];

/** The shop: the same routes in every lesson, on whatever remembers the user there. */
export function createShop(filled: Sessions, options: ShopOptions = {}): Express {
  const { before = [], ready = () => true, accounts = fixedAccounts } = options;
  const { guarded: sessions, tellLate } = guardSessions(filled);
  const gate = createGate(sessions, accounts);
  const { signedIn, sessionOf } = gate;
  const carts = cartsOf(sessions);
  // There's one proxy in front of us, and we trust the client address it gives.
  const shop = express().disable("x-powered-by").set("trust proxy", 1);
  shop.use(setSafeHeaders, readJson(16_384), onlyFromHere, tellLate, ...before);
  shop.get("/healthz", (_req, res) => void res.json({ ok: true }));
  shop.get("/readyz", tellReadiness(ready));
  shop.get("/products", (_req, res) => void res.json({ products }));

  shop.post("/login", async (req, res) => {
    const { user: name, password } = v.parse(Login, req.body ?? {});
    const user = await accounts.check(name, password);
    if (!user) throw new Unauthorized("the name or the password is wrong");
    await sessions.signIn(req, res, user);
    res.json({ user: user.name });
  });
  shop.post("/logout", async (req, res) => {
    await sessions.signOut(req, res);
    res.status(204).end();
  });
  shop.get("/me", signedIn, async (req, res) => {
    res.json({ user: sessionOf(req).user, role: await gate.roleOf(req) });
  });
  shop.get("/cart", signedIn, async (req, res) => {
    res.json({ cart: await carts.read(sessionOf(req), req) });
  });
  shop.post("/cart", signedIn, async (req, res) => {
    const { item } = v.parse(CartItem, req.body ?? {});
    res.status(201).json({ cart: await carts.add(req, sessionOf(req), item, res) });
  });
  shop.get("/admin/accounts", signedIn, gate.adminOnly, async (_req, res) => {
    res.json({ accounts: await accounts.list() });
  });
  shop.all(pages, only("GET, HEAD")).all(["/login", "/logout"], only("POST"));
  shop.all("/cart", only("GET, HEAD, POST"));
  return shop.use(...(options.routes?.(gate) ?? []), answerUnknown, answerFailure);
}
