import { expect } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";
import { inWords } from "../core/duration.ts";
import { property } from "./property.ts";

/** How long a session may live after sign-in, in seconds. */
export function lifeOf({ env }: Scene): number {
  return Number(env.SESSION_ABSOLUTE_SECONDS);
}

/** How long it may be idle, in seconds. */
export function idleLifeOf({ env }: Scene): number {
  return Number(env.SESSION_IDLE_SECONDS);
}

/** An expired ticket stays expired, even as a copy in a file, which is never dropped. */
export const ticketEndsInTime = property(
  "NIST SP 800-63B-4; OWASP Session Management Cheat Sheet",
  async (scene) => {
    const life = lifeOf(scene);
    const [used, unused] = [scene.alice, scene.phone];
    for (const browser of [used, unused]) await scene.signIn(browser);
    const [copy, unusedCopy] = [scene.copyOf(used), scene.copyOf(unused)];
    expect(await copy.get("/me")).status(
      200,
      `A ticket that should live for ${inWords(life)} opened nothing right after the sign-in.`,
      { slug: null },
    );
    // Step by step, so that a lifetime extended by each use shows.
    for (let quarter = 1; quarter <= 5; quarter++) {
      await scene.lab.time.pass(life / 4);
      if ((await copy.get("/me")).status === 401) break;
      await copy.post("/cart", { item: "apple" });
    }
    const ended = await unusedCopy.get("/me");
    expect(ended).status(
      401,
      `A ticket lives ${inWords(life)}. ${inWords(1.25 * life)} after the sign-in, ${ended.answeredBy} still honors a copy of one that nobody used.`,
    );
    const me = await copy.get("/me");
    expect(me).status(
      401,
      `A ticket lives ${inWords(life)}. One that nobody used has ended after that; one that was used, and bought with, is still honored ${inWords(1.25 * life)} after its sign-in. No use may move the end.`,
      { slug: "slides-past-the-end" },
    );
  },
);

/** An unused ticket expires; one in use doesn't. */
export const unusedTicketEnds = property("OWASP ASVS 5.0, 7.3.1", async (scene) => {
  const idle = idleLifeOf(scene);
  const { alice: active, phone: unused } = scene;
  await scene.signIn(unused);
  await scene.signIn(active);
  for (let quarter = 1; quarter <= 5; quarter++) {
    await scene.lab.time.pass(idle / 4);
    const me = await active.get("/me");
    expect(me).status(
      200,
      `Alice uses her ticket every ${idle / 4} s, and it may go unused for ${idle} s. It ended all the same.`,
      { slug: null },
    );
  }
  const me = await unused.get("/me");
  expect(me).status(
    401,
    `Nobody used this ticket for ${idle * 1.25} s, ${idle} s are allowed, and it still opens the session.`,
  );
  await scene.lab.time.pass(idle * 1.25);
  expect(await active.get("/me")).status(
    401,
    `Alice used her ticket, and then not for ${idle * 1.25} s. ${idle} s are allowed, and it still opens the session.`,
  );
});

/** No use keeps a ticket alive past its lifetime: an active thief is signed out too. */
export const noUseOutlivesTheTicket = property(
  "OWASP ASVS 5.0, 7.3.1 and 7.3.2",
  async (scene) => {
    const [life, idle] = [lifeOf(scene), idleLifeOf(scene)];
    await scene.signIn(scene.alice);
    // Her browser would drop the cookie in time, but a thief's program doesn't.
    const copy = scene.copyOf(scene.alice);
    let passed = 0;
    while (passed <= life) {
      await scene.lab.time.pass(idle / 2);
      passed += idle / 2;
      const me = await copy.get("/me");
      if (me.status === 401) return;
      // A purchase is a use, too.
      await copy.post("/cart", { item: "apple" });
      expect(me).that(
        passed <= life,
        "401",
        `A ticket lives ${inWords(life)} here. A copy was used every ${idle / 2} s, and ${inWords(passed)} after the sign-in it still opens her session.`,
      );
    }
  },
);
