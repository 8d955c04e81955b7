import { expect } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";
import { capitalize } from "../core/capitalize.ts";
import { type Property, property } from "./property.ts";

/**
 * A role that was taken away no longer opens anything: a session says who someone is, not
 * what they may do.
 *
 * @param onServerThatKnows sends its requests to a server that knows about the change
 */
export function roleTakenAwayOpensNothing(
  onServerThatKnows: <T>(scene: Scene, ask: () => Promise<T>) => Promise<T>,
): Property {
  return property("OWASP Authorization Cheat Sheet", async (scene) => {
    const { admin } = scene;
    const { response } = await scene.signIn(admin);
    expect(await admin.get("/admin/accounts")).status(
      200,
      "The admin signed in, and may not see the page for admins.",
    );
    scene.note("the shop's owner takes the role away");
    const page = await onServerThatKnows(scene, () => admin.get("/admin/accounts"));
    expect(page).status(
      403,
      `${capitalize(page.answeredBy)} knows that the role was taken away, and lets the admin in all the same. ${capitalize(response.answeredBy)} signed the admin in while it was still there.`,
    );
  });
}
