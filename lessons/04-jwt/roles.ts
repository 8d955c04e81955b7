import { expect, expectRefused, Forgery, type Scene, signInForToken } from "#harness";

/** A role counts where we wrote it, in a token that was verified, and nowhere else. */
export async function onlyOurRolesCount(scene: Scene): Promise<void> {
  const { alice, admin } = scene;
  await signInForToken(alice);
  const headers = { "X-Role": "admin", "X-User-Role": "admin", Role: "admin" };
  for (const path of ["/admin/accounts", "/admin/accounts?role=admin&user=admin"]) {
    const page = await alice.get(path, { headers });
    expect(page).status(
      403,
      page.status === 401
        ? "Alice is signed in. She may not see this page, which is 403; 401 would send her to sign in again."
        : "Alice is a customer. Her request carried X-Role: admin, and ?role=admin, and the admin's page opened.",
    );
  }
  await signInForToken(admin);
  expect(await admin.get("/admin/accounts")).status(
    200,
    "The admin signed in, and the admin's page stays closed. The role is in the token: hand it on in the session.",
  );
  const forgery = await Forgery.open(scene);
  const superuser = forgery.write({ role: "superuser" });
  expectRefused(
    await forgery.show(
      "a token with a role that nobody knows",
      superuser,
      "/admin/accounts",
    ),
    "The token's role is one that the shop doesn't know, and the admin's page opened.",
  );
}
