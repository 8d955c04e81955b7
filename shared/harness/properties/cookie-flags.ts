import { expect } from "../check/expect.ts";
import { property } from "./property.ts";

/** The sign-in cookie is out of reach of scripts, plain http and other sites. */
export const ticketIsOutOfReach = property(
  "OWASP ASVS 5.0, 3.3.1, 3.3.2 and 3.3.4",
  async (scene) => {
    const { response, ticket } = await scene.signIn(scene.alice);
    const { httpOnly, secure, sameSite, domain } = ticket;
    expect(response)
      .that(
        httpOnly === true,
        "HttpOnly",
        "The cookie lacks HttpOnly: one line of someone's script on the page can read it and send it away.",
      )
      .that(
        secure === true,
        "Secure",
        "The cookie lacks Secure: her browser would send it over plain http too, where the network can read it.",
      )
      .that(
        sameSite === "lax" || sameSite === "strict" || sameSite === true,
        "SameSite",
        sameSite === undefined
          ? "The cookie doesn't say SameSite=Lax or Strict, so it depends on the browser whether another site's form is sent with it."
          : "The cookie says SameSite=None: her browser sends it with the forms of other sites, too.",
      )
      .that(
        domain === undefined,
        "no Domain",
        "The cookie names a Domain, which widens it to every subdomain. Without one it goes back to this host alone.",
      );
  },
);
