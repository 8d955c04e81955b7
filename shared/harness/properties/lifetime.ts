import type { Response } from "../browser/response.ts";
import { expect } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";
import { inWords } from "../core/duration.ts";
import { property } from "./property.ts";

/** How long a session may live from its sign-in, in s. */
export function lifeOf({ env }: Scene): number {
  return Number(env.SESSION_ABSOLUTE_SECONDS);
}

/** How long it may go unused, in s. */
export function idleLifeOf({ env }: Scene): number {
  return Number(env.SESSION_IDLE_SECONDS);
}

/** What has ended stays ended: a copy in a file, which drops nothing, opens it no more. */
export const ticketEndsInTime = property(
  "NIST SP 800-63B-4; OWASP Session Management Cheat Sheet",
  async (scene) => {
    const life = lifeOf(scene);
    await scene.signIn(scene.alice);
    const copy = scene.copyOf(scene.alice);
    expect(await copy.get("/me")).status(
      200,
      `A ticket that should live for ${inWords(life)} opened nothing right after the sign-in.`,
    );
    // Step by step, so that a life which every use prolongs is seen to go on.
    let me: Response;
    let quarters = 0;
    do {
      await scene.lab.time.pass(life / 4);
      me = await copy.get("/me");
    } while (me.status !== 401 && ++quarters < 5);
    expect(me).status(
      401,
      `A ticket lives ${inWords(life)}. ${inWords(1.25 * life)} after the sign-in, ${me.answeredBy} still honors a copy of it.`,
    );
  },
);

/** A ticket that nobody uses ends; one in use does not. */
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

/** No use carries a ticket past the end of its life: a thief in use is thrown out too. */
export const noUseOutlivesTheTicket = property(
  "OWASP ASVS 5.0, 7.3.1 and 7.3.2",
  async (scene) => {
    const [life, idle] = [lifeOf(scene), idleLifeOf(scene)];
    await scene.signIn(scene.alice);
    // Her browser would drop the cookie in time; a thief's program does not.
    const copy = scene.copyOf(scene.alice);
    let passed = 0;
    while (passed <= life) {
      await scene.lab.time.pass(idle / 2);
      passed += idle / 2;
      const me = await copy.get("/me");
      if (me.status === 401) return;
      expect(me).that(
        passed <= life,
        "401",
        `A ticket lives ${inWords(life)} here. A copy was used every ${idle / 2} s, and ${inWords(passed)} after the sign-in it still opens her session.`,
      );
    }
  },
);
