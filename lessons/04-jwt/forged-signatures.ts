import { encodePart, expectRefused, Forgery, type Scene } from "#harness";

/** What someone has changed, or signed with another key, opens nothing. */
export async function onlyOurSignatureCounts(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const { claims, text } = forgery.token;
  const [header = "", payload = "", signature = ""] = text.split(".");
  const forBob = encodePart({ ...claims, sub: "bob", role: "admin" });
  const other = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
  for (const [what, forged] of [
    ["someone writes Bob's name into Alice's token", `${header}.${forBob}.${signature}`],
    ["someone changes the signature", `${header}.${payload}.${other}`],
    ["someone leaves the signature out", `${header}.${payload}.`],
  ] as const) {
    const me = await forgery.show(what, forged);
    const isRead = !what.includes("Bob") || me.user === "bob";
    expectRefused(
      me,
      isRead
        ? "The signature doesn't fit what the token says, and the shop believed it."
        : "The token says Bob, and its signature is that of Alice's token. The shop let it in, as Alice: it goes by the signature, and not by what that covers.",
      isRead ? undefined : { slug: null },
    );
  }
  for (const key of ["your-secret-key", "secret", "another key of 32 bytes or more"]) {
    const forged = forgery.write({ role: "admin" }, { key });
    expectRefused(
      await forgery.show("someone signs with another key", forged),
      "A token that was signed with another key than JWT_SECRET was believed.",
    );
  }
}

/** The token's header has no say in how the token is checked. */
export async function tokenChoosesNothing(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const { header, claims } = forgery.token;
  for (const alg of ["none", "None", "NONE", "nOnE"]) {
    const text = `${encodePart({ ...header, alg })}.${encodePart(claims)}.`;
    expectRefused(
      await forgery.show(`a token whose header says alg: ${alg}, unsigned`, text),
      `The token said of itself "alg: ${alg}", so it was not checked at all.`,
    );
  }
  for (const alg of ["HS384", "HS512"]) {
    const text = forgery.write({}, { header: { alg } });
    expectRefused(
      await forgery.show(`a token signed with ${alg}`, text),
      `The header said ${alg}, and the server followed it: with a weaker algorithm in the list it would be the forger's choice.`,
    );
  }
}
