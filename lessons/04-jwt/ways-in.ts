import {
  expect,
  expectRefused,
  type Response,
  type Scene,
  signInForToken,
} from "#harness";

/** Under these names programs send tokens. */
const names = ["token", "access_token", "jwt"];
const headers = ["X-Access-Token", "X-Auth-Token", "Access-Token", "Token", "JWT"];

/** Addresses are logged and kept: a token in one opens nothing. */
export async function addressBringsNoToken(scene: Scene): Promise<void> {
  const { token } = await signInForToken(scene.alice);
  for (const name of names) {
    scene.note(`someone opens /me?${name}=… with Alice's token in it`);
    expectRefused(
      await scene.stranger.get(`/me?${name}=${token.text}`),
      `The shop took Alice's token from ?${name}= in the address.`,
    );
  }
}

/** Besides the cookie and Authorization, nothing brings a token. */
export async function nothingElseBringsOne(scene: Scene): Promise<void> {
  const { stranger } = scene;
  const { cookie, token } = await signInForToken(scene.alice);
  const expectUnread = (response: Response, place: string) =>
    expectRefused(response, `The shop took Alice's token from ${place}.`);
  for (const name of headers) {
    for (const scheme of ["", "Bearer "]) {
      const place = `the header "${name}: ${scheme}<token>"`;
      scene.note(place);
      const sent = { headers: { [name]: `${scheme}${token.text}` } };
      expectUnread(await stranger.get("/me", sent), place);
    }
  }
  for (const name of names) {
    scene.note(`the token in the body, as ${name}`);
    const body = { item: "book", [name]: token.text };
    expectUnread(await stranger.post("/cart", body), `"${name}" in the body`);
    if (name === cookie.name) continue;
    scene.note(`the token in a cookie called ${name}`);
    const sent = { headers: { Cookie: `${name}=${token.text}` } };
    expectUnread(
      await stranger.get("/me", sent),
      `a cookie called ${name}, and signIn sets ${cookie.name}`,
    );
  }
}

/** A program's token is one Bearer in Authorization, from first to last character. */
export async function onlyOneBearerBringsOne(scene: Scene): Promise<void> {
  const { token } = await signInForToken(scene.alice);
  const ask = (form: string) => {
    scene.note(`Authorization: ${form}`);
    const Authorization = form.replaceAll("<token>", token.text);
    return scene.stranger.get("/me", { headers: { Authorization } });
  };
  for (const form of ["Bearer <token>", "bearer <token>", "BEARER   <token>"]) {
    expect(await ask(form)).status(200, `"Authorization: ${form}" was refused.`);
  }
  for (const form of [
    "<token>",
    "Bearer",
    "Bearer<token>",
    "Basic <token>",
    "Token <token>",
    "xBearer <token>",
    "Bearer Bearer <token>",
    "Bearer <token> <token>",
    "Bearer <token>, Bearer <token>",
    "Bearer <token> x",
    'Bearer "<token>"',
    "<token>Bearer ",
  ]) {
    expectRefused(
      await ask(form),
      `"Authorization: ${form}" was taken for a Bearer. replace and split also take what only looks like one.`,
    );
  }
}
