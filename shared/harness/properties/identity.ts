import { expect } from "../check/expect.ts";
import { property } from "./property.ts";

/**
 * Users who are signed in at the same time are each greeted by their own name, on every
 * server.
 */
export const nobodyIsGreetedAsSomeoneElse = property("CWE-488", async (scene) => {
  const { alice, bob, lab } = scene;
  for (const browser of [alice, bob]) await scene.signIn(browser);
  for (const _server of lab.servers.first) {
    for (const browser of [alice, bob]) {
      const me = await browser.get("/me");
      expect(me)
        .status(200, `${browser.owner} signed in, and is not known to ${me.answeredBy}.`)
        .greets(
          browser.user,
          `${browser.owner} asked, and ${me.answeredBy} greeted ${me.greeted}.`,
        );
    }
  }
});

/** What one user puts into a cart is in no one else's. */
export const nobodySharesACart = property("CWE-488", async (scene) => {
  const { alice, bob } = scene;
  for (const browser of [alice, bob]) await scene.signIn(browser);
  await alice.post("/cart", { item: "apple" });
  expect(await bob.get("/cart")).cart([], "Alice's apple is in Bob's cart.");
});

/**
 * A ticket no server ever issued is only a claim: it opens nothing, no matter what it
 * says.
 */
export const inventedTicketsOpenNothing = property(
  "CWE-565; OWASP Session Management Cheat Sheet",
  async (scene) => {
    const { alice, stranger } = scene;
    expect(await stranger.get("/me")).status(
      401,
      "Someone without any ticket was let in.",
    );
    const { ticket } = await scene.signIn(alice);
    for (const value of inventions) {
      const forger = scene.browserWith("stranger", { name: ticket.name, value });
      expect(await forger.get("/me")).status(
        401,
        `Someone wrote ${ticket.name}=${shorten(value)} by hand, and was let in.`,
      );
    }
    for (const [what, value] of piecesOf(ticket.value)) {
      const forger = scene.browserWith("stranger", { name: ticket.name, value });
      scene.note(`someone shows ${what}`);
      expect(await forger.get("/me")).status(
        401,
        `Someone showed ${what}, and was let in: guessing a part is enough.`,
      );
    }
  },
);

/** What someone could show who knows a part of a ticket. */
function piecesOf(ticket: string): [what: string, value: string][] {
  const half = Math.ceil(ticket.length / 2);
  return [
    ["the first character of Alice's ticket", ticket.slice(0, 1)],
    ["the first half of Alice's ticket", ticket.slice(0, half)],
  ];
}

const inventions = [
  "alice",
  "1",
  "*",
  "__proto__",
  "constructor",
  "YWxpY2U",
  "a.b.c",
  "a:b:c",
  "x".repeat(3_000),
];

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 12)}… (${text.length} characters)` : text;
}

/** Two devices of one user are two sessions, each with its own lifetime and cart. */
export const eachBrowserHasItsOwnSession = property(
  "OWASP ASVS 5.0, 7.2.3",
  async (scene) => {
    const { alice: laptop, phone } = scene;
    await scene.signIn(laptop);
    await laptop.post("/cart", { item: "book" });
    await scene.signIn(phone);
    expect(await laptop.get("/me")).status(
      200,
      "Alice signed in on her phone, and her laptop is signed out.",
    );
    expect(await phone.get("/cart")).cart(
      [],
      "What Alice put into the cart on her laptop is on her phone: both were given one session.",
    );
  },
);
