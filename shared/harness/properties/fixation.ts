import { expect } from "../check/expect.ts";
import { property } from "./property.ts";

const PLANTED = "chosen-by-someone-else";

/**
 * The ticket from before a sign-in, or one that someone planted, is worthless afterward.
 */
export const signInEndsTheOldTicket = property(
  "OWASP ASVS 5.0, 7.2.4; CWE-384",
  async (scene) => {
    const { alice, lab } = scene;
    const { ticket: old } = await scene.signIn(alice);
    const copy = alice.copiedBySomeone();
    const { response, ticket } = await scene.signIn(alice);
    expect(response).that(
      ticket.value !== old.value,
      "a new ticket",
      "Alice signed in again, and her ticket is the one from before.",
    );
    for (const me of await scene.askEveryServer(copy)) {
      expect(me).status(
        401,
        `Alice signed in again and got a new ticket, and on ${me.answeredBy} the one from before still opens her session.`,
      );
    }
    const victim = lab.browser("alice");
    victim.setCookie(old.name, PLANTED);
    scene.note(
      "someone puts a ticket of their own choice into another browser of Alice's",
    );
    const { response: given, ticket: hers } = await scene.signIn(victim);
    expect(given).that(
      hers.value !== PLANTED,
      "a new ticket",
      "The sign-in made the planted ticket Alice's: she shares it with whoever planted it.",
    );
    const attacker = scene.browserWith("stranger", { name: old.name, value: PLANTED });
    for (const me of await scene.askEveryServer(attacker)) {
      expect(me).status(
        401,
        `Alice signed in, and on ${me.answeredBy} the planted ticket opens a session too.`,
      );
    }
  },
);
