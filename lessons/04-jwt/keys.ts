import { expect, expectThat, type Scene, signInForToken } from "#harness";

/** Without a good key a server doesn't start, and those that have one go on. */
export async function badKeyStartsNothing(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  await signInForToken(alice);
  const secrets: [what: string, secret: string | null, because: string][] = [
    [
      "without JWT_SECRET",
      null,
      "A key in the code is known to all who read it, and one that a server makes up is known to no other server.",
    ],
    ["with an empty JWT_SECRET", "", "That is what a forgotten setting looks like."],
    ["with a JWT_SECRET of spaces", " ".repeat(8), "That is no key."],
    [
      "with a JWT_SECRET of 31 bytes",
      "k".repeat(31),
      "Anyone who has one token can try out short keys on a machine of their own, and jsonwebtoken takes any.",
    ],
  ];
  for (const [what, JWT_SECRET, because] of secrets) {
    scene.note(`a server is started ${what}`);
    const outcome = await lab.tryToStart({ JWT_SECRET });
    expectThat(
      outcome !== "hangs",
      `A server was started ${what}. It does not serve, and it does not end.`,
    );
    expectThat(
      outcome === "refused",
      `A server was started ${what}, and it serves. ${because}`,
    );
  }
  expect(await alice.get("/me")).status(
    200,
    "A server with a bad key refused to start, and the others no longer know Alice.",
  );
}
