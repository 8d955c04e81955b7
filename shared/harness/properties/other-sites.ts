import { expect } from "../check/expect.ts";
import { property } from "./property.ts";

/** A form on another site, sent by a signed-in browser, changes nothing (CSRF). */
export const formOfAnotherSiteChangesNothing = property(
  "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
  async (scene) => {
    const { alice } = scene;
    await scene.signIn(alice);
    const before = await alice.get("/cart");
    const forged = await alice.post("/cart", { item: "kettle" }, { crossSite: true });
    expect(forged).status(
      [401, 403],
      "A form on another site was sent by Alice's browser, and the shop obeyed it.",
    );
    expect(await alice.get("/cart")).cart(
      before.cart,
      "A form on another site put a kettle into Alice's cart.",
    );
  },
);

/** A GET changes nothing: following a link or loading an image signs no one out. */
export const linkSignsNobodyOut = property("RFC 9110 §9.2.1", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  await alice.get("/logout");
  expect(await alice.get("/me")).status(200, "GET /logout ended Alice's session.");
});
