import { expect, expectRefused, Forgery, type Part, type Scene } from "#harness";

/** A token that our key signed is ours only if our issuer wrote it, for this audience. */
export async function onlyOursForUs(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const { iss, aud } = forgery.token.claims;
  const [issuer, us] = [String(iss), String([aud].flat()[0])];
  const foreign: [what: string, claims: Part, fact: string][] = [
    [
      "a token by another issuer",
      { iss: "https://login.example" },
      "Someone else wrote this token, as its iss says, and the shop took it for its own.",
    ],
    [
      "a token without an issuer",
      { iss: undefined },
      "The token doesn't say who wrote it, and the shop took it for its own.",
    ],
    ...[`${issuer}.example`, `not-${issuer}`].map((other): [string, Part, string] => [
      `a token whose iss is ${other}`,
      { iss: other },
      `Its iss is "${other}", ours is "${issuer}", and the shop took it for its own: only the very name counts.`,
    ]),
    [
      "a token for another audience",
      { aud: "warehouse" },
      "The token was written for the warehouse, as its aud says, and it opened the shop.",
    ],
    [
      "a token for others",
      { aud: ["warehouse", `${us}.example`] },
      "The token names two services, and neither is this one: only the very name counts.",
    ],
    [
      "a token without an audience",
      { aud: undefined },
      "The token doesn't say for whom it was written, and the shop took it.",
    ],
    ...[`work${us}`, `${us}ping`, [`work${us}`], us.slice(0, -1)].map(
      (other): [string, Part, string] => [
        `a token whose aud is ${JSON.stringify(other)}`,
        { aud: other },
        `Its aud is ${JSON.stringify(other)}, this shop is "${us}", and it opened the shop: only the very name counts, or a list with it.`,
      ],
    ),
  ];
  for (const [what, claims, fact] of foreign) {
    expectRefused(await forgery.show(what, forgery.write(claims)), fact);
  }
  const forBoth = forgery.write({ aud: ["warehouse", us] });
  expect(await forgery.show("a token for us and for the warehouse", forBoth)).status(
    200,
    "The token names two services, and one of them is this shop, and it was refused.",
  );
}
