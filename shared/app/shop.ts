import express, { type Express } from "express";
import * as v from "valibot";
import { checkPassword, listAccounts, roleOf } from "./accounts.ts";
import { limitBody } from "./body.ts";
import { answerFailure, answerUnknown } from "./failures.ts";
import { createGate } from "./gate.ts";
import { only, setSafeHeaders } from "./headers.ts";
import { Cart, CartItem, Login } from "./input.ts";
import { onlyFromHere } from "./origin.ts";
import type { Session, Sessions } from "./seam.ts";
import { Unauthorized } from "./unauthorized.ts";

const pages = ["/healthz", "/readyz", "/products", "/me", "/admin/accounts"];
const products = ["apple", "book", "candle", "kettle"];
/** The shop: the same routes in every lesson, on whatever remembers the user there. */
export function createShop(sessions: Sessions): Express {
  const { signedIn, sessionOf } = createGate(sessions);
  const roleIn = (session: Session) => session.role ?? roleOf(session.user);
  const cartOf = async (session: Session) =>
    (await sessions.cartOf?.(session)) ?? session.cart;

  // One proxy stands in front of us, and what it says of the address is believed.
  const shop = express().disable("x-powered-by").set("trust proxy", 1);
  shop.use(setSafeHeaders, limitBody(16_384), express.json(), onlyFromHere);
  shop.get("/healthz", (_req, res) => void res.json({ ok: true }));
  shop.get("/readyz", (_req, res) => void res.json({ ready: true }));
  shop.get("/products", (_req, res) => void res.json({ products }));

  shop.post("/login", async (req, res) => {
    const { user: name, password } = v.parse(Login, req.body ?? {});
    const user = await checkPassword(name, password);
    if (!user) throw new Unauthorized("the name or the password is wrong");
    await sessions.signIn(req, res, user);
    res.json({ user: user.name });
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
    const cart = v.parse(Cart, [...(await cartOf(sessionOf(req))), item]);
    await sessions.save(req, { ...sessionOf(req), cart });
    res.status(201).json({ cart });
  });
  shop.get("/admin/accounts", signedIn, (req, res) => {
    if (roleIn(sessionOf(req)) === "admin") res.json({ accounts: listAccounts() });
    else res.status(403).json({ error: "this page is for admins" });
  });
  shop.all(pages, only("GET, HEAD")).all(["/login", "/logout"], only("POST"));
  shop.all("/cart", only("GET, HEAD, POST"));
  return shop.use(answerUnknown, answerFailure);
}
