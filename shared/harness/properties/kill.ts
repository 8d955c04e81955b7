import { expect } from "../check/expect.ts";
import { killServer } from "../faults/kill-server.ts";
import { property } from "./property.ts";

/** No session dies with a server: the others still know its users. */
export const survivesAKill = property(
  "The Twelve-Factor App, IX. Disposability",
  async (scene) => {
    const { alice, lab } = scene;
    const { response } = await scene.signIn(alice);
    await using _killed = await killServer(lab, response.server);
    scene.note(`SIGKILL → ${response.answeredBy}`);
    for (const me of await scene.askEveryServer(alice)) {
      expect(me).that(
        me.status === 200 && me.user === "alice",
        "alice",
        `${response.answeredBy} signed Alice in and was killed. Now ${me.answeredBy} answers ${me.status}, and greets ${me.greeted}.`,
      );
    }
  },
);
