import express, { type Express } from "express";
import * as v from "valibot";
import { checkPassword, listAccounts, roleOf } from "./accounts.ts";
import { answerFailure } from "./failures.ts";
import { createGate } from "./gate.ts";
import { CartItem, Login } from "./input.ts";
import { onlyFromHere } from "./origin.ts";
import type { Session, Sessions } from "./seam.ts";

const products = ["apple", "book", "candle", "kettle"];
/** The shop: the same routes in every lesson, on whatever remembers the user there. */
export function createShop(sessions: Sessions): Express {
  const { signedIn, sessionOf } = createGate(sessions);
  const roleIn = (session: Session) => session.role ?? roleOf(session.user);
  const cartOf = async (session: Session) =>
    (await sessions.cartOf?.(session)) ?? session.cart;

  const shop = express().disable("x-powered-by");
  shop.use(express.json({ limit: "16kb" }), onlyFromHere, (_req, res, next) => {
    res.set("Cache-Control", "no-store");
    next();
  });
  shop.get("/healthz", (_req, res) => void res.json({ ok: true }));
  shop.get("/readyz", (_req, res) => void res.json({ ready: true }));
  shop.get("/products", (_req, res) => void res.json({ products }));

  shop.post("/login", async (req, res) => {
    const { user: name, password } = v.parse(Login, req.body ?? {});
    const user = await checkPassword(name, password);
    if (user) {
      await sessions.signIn(req, res, user);
      res.json({ user: user.name });
    } else {
      res.status(401).set("WWW-Authenticate", 'Session realm="shop"');
      res.json({ error: "the name or the password is wrong" });
    }
  });
  shop.post("/logout", async (req, res) => {
    await sessions.signOut(req, res);
    res.status(204).end();
  });
  shop.get("/me", signedIn, (req, res) => {
    const session = sessionOf(req);
    res.json({ user: session.user, role: roleIn(session) });
  });
  shop.get("/cart", signedIn, async (req, res) => {
    res.json({ cart: await cartOf(sessionOf(req)) });
  });
  shop.post("/cart", signedIn, async (req, res) => {
    const { item } = v.parse(CartItem, req.body ?? {});
    const cart = [...(await cartOf(sessionOf(req))), item];
    await sessions.save(req, { ...sessionOf(req), cart });
    res.status(201).json({ cart });
  });
  shop.get("/admin/accounts", signedIn, (req, res) => {
    if (roleIn(sessionOf(req)) === "admin") res.json({ accounts: listAccounts() });
    else res.status(403).json({ error: "this page is for admins" });
  });
  return shop.use(answerFailure);
}
