import {
  encodePart,
  expect,
  expectThat,
  Forgery,
  type Scene,
  secondsNow,
  signParts,
} from "#harness";

const MINUTE = 60;

/** Verified by hand, the same tokens pass and the same ones fail. */
export async function handVerifiesTheSame(scene: Scene): Promise<void> {
  const forgery = await Forgery.open(scene);
  const { text } = forgery.token;
  const byHand = (token: string) => scene.lab.call("A", "verifyByHand", token);
  const another = forgery.write({});
  for (const good of [
    text,
    another,
    forgery.write({ exp: secondsNow(scene.lab) + MINUTE }),
  ]) {
    expectThat(
      JSON.stringify(await byHand(good))?.includes("alice") === true,
      "verifyByHand refused a token of Alice's that is signed with our key, HS256, and not over.",
    );
  }
  for (const [what, bad] of Object.entries(lookalikes(forgery, scene))) {
    const said = await byHand(bad);
    expectThat(
      said === null || said === undefined || said === false,
      `verifyByHand took a token that is not good: ${what}.`,
    );
  }
  // The same key and the same token in the shop: one request for the record.
  expect(await forgery.show("Alice asks the shop with the same token", text)).status(
    200,
    "verifyByHand is right about Alice's token, and the shop refused it.",
  );
}

/** What looks like the token, and is not it. */
function lookalikes(forgery: Forgery, { lab }: Scene): Record<string, string> {
  const { text, header: ours, claims } = forgery.token;
  const [header = "", payload = "", signature = ""] = text.split(".");
  const none = encodePart({ ...ours, alg: "none" });
  const inBase64 = Buffer.from(signature, "base64url").toString("base64");
  return {
    "the empty string": "",
    "two parts": `${header}.${payload}`,
    "no signature": `${header}.${payload}.`,
    "a fourth part": `${text}.x`,
    padding: `${text}=`,
    "a space in the signature": `${header}.${payload}.${signature} `,
    "a line end": `${text}\n`,
    "the signature in base64, where it should be base64url": `${header}.${payload}.${inBase64}`,
    "the right beginning of the signature": `${header}.${payload}.${signature.slice(0, 20)}`,
    "a changed payload": `${header}.${encodePart({ ...claims, sub: "bob" })}.${signature}`,
    "another key": forgery.write({}, { key: "another key of 32 bytes or more" }),
    HS512: forgery.write({}, { header: { alg: "HS512" } }),
    "alg none": `${none}.${payload}.`,
    "a header that says none, with an HS256 signature": signParts(
      none,
      payload,
      forgery.ourKey,
    ),
    "a token that is over": forgery.write({ exp: secondsNow(lab) - 10 * MINUTE }),
    "a token without exp": forgery.write({ exp: undefined }),
    "a token by another issuer": forgery.write({ iss: "https://login.example" }),
    "a token without an issuer": forgery.write({ iss: undefined }),
    "a token for another audience": forgery.write({ aud: "warehouse" }),
    "a token without an audience": forgery.write({ aud: undefined }),
    "a token that begins in ten minutes": forgery.write({
      nbf: secondsNow(lab) + 10 * MINUTE,
    }),
  };
}
