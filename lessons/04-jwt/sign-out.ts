import { expect, property, signInForToken } from "#harness";

/** The servers have nothing to end, so at least her own browser drops the token. */
export const browserDropsTheToken = property("OWASP ASVS 5.0, 7.4.1", async (scene) => {
  const { alice } = scene;
  const { cookie } = await signInForToken(alice);
  const { name } = cookie;
  const { response: out } = expect(await alice.signOut()).success("Signing out failed.");
  const clearing = out.cookies.find((line) => line.name === name);
  const hasPrefix = /^__(Host|Secure)-/i.test(name);
  expect(out)
    .that(
      clearing !== undefined,
      `${name} cleared`,
      `Alice signed out, and the response says nothing about ${name}: her browser keeps the token.`,
    )
    .that(
      clearing?.secure === true || !hasPrefix,
      "Secure",
      `The response clears ${name} without Secure. For a name that begins like this, a browser drops such a line, and keeps the cookie.`,
    )
    .that(
      !alice.cookieNames().includes(name),
      `${name} dropped`,
      `The response clears a cookie called ${name}, and Alice's browser keeps hers: path, domain and flags are not all as it was set with.`,
    );
  expect(await alice.get("/me")).status(
    401,
    "Alice signed out, and her own browser is still signed in.",
  );
});
