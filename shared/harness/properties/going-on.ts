import { Crowd } from "./crowd.ts";
import { property } from "./property.ts";

const SOURCE = "RFC 6265 §5.3; OWASP ASVS 5.0, 7.2.4";

/**
 * Signing in, buying, and signing in again: everyone stays signed in, as who they are.
 */
export const everyoneStaysSignedIn = property(SOURCE, async (scene) => {
  const { alice, bob } = scene;
  const crowd = new Crowd(scene);
  await crowd.signIn(alice, "Alice's laptop");
  await crowd.signIn(bob, "Bob's browser");
  await crowd.buy(alice, "apple");
  await crowd.signIn(alice, "Alice's laptop");
  await crowd.buy(bob, "book");
});

/**
 * Signing out and in again: only the user who signed out is unknown, and only until then.
 */
export const onlyWhoSignedOutIsAStranger = property(SOURCE, async (scene) => {
  const { alice, phone, bob } = scene;
  const crowd = new Crowd(scene);
  await crowd.signIn(alice, "Alice's laptop");
  await crowd.signIn(phone, "Alice's phone");
  await crowd.signIn(bob, "Bob's browser");
  await crowd.signOut(alice);
  await crowd.signIn(alice, "Alice's laptop");
  await crowd.buy(alice, "candle");
});
