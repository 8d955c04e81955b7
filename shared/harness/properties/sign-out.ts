import { expect } from "../check/expect.ts";
import { property } from "./property.ts";

/** Signing out ends the session for every copy of the ticket, on every server. */
export const signOutEndsEveryCopy = property("OWASP ASVS 5.0, 7.4.1", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  const copy = alice.copiedBySomeone();
  for (const me of await scene.askEveryServer(copy)) {
    expect(me).status(
      200,
      "A copy of Alice's ticket, made while she is signed in, opens nothing.",
      {
        slug: null,
      },
    );
  }
  const out = expect(await alice.signOut()).success("Signing out failed.").response;
  for (const me of await scene.askEveryServer(copy)) {
    expect(me).status(
      401,
      `Alice signed out on ${out.answeredBy}, and ${me.answeredBy} still honors a copy of her ticket.`,
    );
  }
  expect(await alice.get("/me")).status(
    401,
    "Alice signed out, and her own browser is still signed in.",
  );
});

/**
 * Signing out ends only that session: the same user's others and everyone else's stay.
 */
export const signOutEndsNobodyElse = property("OWASP ASVS 5.0, 7.4.1", async (scene) => {
  const { alice, phone, bob, stranger } = scene;
  for (const browser of [alice, phone, bob]) await scene.signIn(browser);
  await alice.signOut();
  scene.note("now the others ask, who have not signed out");
  expect(await bob.get("/me")).status(
    200,
    "Alice signed out, and Bob is signed out too.",
  );
  expect(await phone.get("/me")).status(
    200,
    "Alice signed out on her laptop, and her phone is signed out too.",
  );
  const out = await stranger.signOut();
  expect(out).that(
    out.status < 500,
    "no error",
    "Someone without a ticket signed out, and the server broke.",
  );
});

/** Her own browser drops the ticket too, so it stops sending something worthless. */
export const signOutDropsTheTicket = property(
  "RFC 6265bis §4.1.3.2 and §5.7",
  async (scene) => {
    const { alice } = scene;
    const { ticket } = await scene.signIn(alice);
    const out = await alice.signOut();
    const told = out.cookies.some(({ name }) => name === ticket.name);
    expect(out).that(
      alice.cookie(ticket.name) !== ticket.value,
      "the cookie dropped",
      told
        ? "The response clears a cookie of that name, and her browser still holds the ticket: path, domain and flags are not all as it was set with."
        : "Alice signed out, the response says nothing about her cookie, and her browser keeps the ticket.",
    );
  },
);
