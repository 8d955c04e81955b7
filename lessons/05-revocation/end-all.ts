import {
  type Browser,
  expect,
  type Response,
  type Scene,
  signInForToken,
} from "#harness";

/** How often two sign-ins are tried in one second. */
const TRIES = 5;

type Change = { password: string } | { role: "admin" | "customer" };

/** All that a user was signed in with ends, on every server, and again the next time. */
export async function nothingOfHersIsLeft(scene: Scene): Promise<void> {
  const { alice: laptop, phone } = scene;
  for (const time of ["", " for a second time"]) {
    const signedIn = [await signInForToken(laptop), await signInForToken(phone)];
    const [first, second] = signedIn.map(({ response }) => response.server);
    await change(scene, "alice", newPassword);
    for (const [whose, browser] of [
      [`laptop, signed in on ${first}`, laptop],
      [`phone, signed in on ${second}`, phone],
    ] as const) {
      for (const me of await scene.askEveryServer(browser)) {
        expect(me).status(
          401,
          `Alice was given a new password${time}, and ${me.answeredBy} still knows her ${whose}, by a token from before.`,
        );
      }
    }
  }
  await roleEndsWithItsTokens(scene);
}

async function roleEndsWithItsTokens(scene: Scene): Promise<void> {
  const { bob } = scene;
  await change(scene, "bob", { role: "admin" });
  await signInForToken(bob);
  expect(await bob.get("/admin/accounts")).status(
    200,
    "Bob was made an admin, signed in, and may not see the page for admins.",
    { slug: null },
  );
  await change(scene, "bob", { role: "customer" });
  for (const page of await scene.askEveryServer(bob, "/admin/accounts")) {
    expect(page).status(
      401,
      `Bob's role was taken away, and ${page.answeredBy} answers his old token, which says admin, with ${page.status}.`,
    );
  }
}

/** Ending one user's tokens ends no one else's. */
export async function nobodyElseEnds(scene: Scene): Promise<void> {
  const { alice, bob, admin } = scene;
  for (const browser of [alice, bob]) await signInForToken(browser);
  await change(scene, "alice", newPassword);
  for (const browser of [bob, admin]) {
    for (const me of await scene.askEveryServer(browser)) {
      expect(me).status(
        200,
        `Alice was given a new password, and ${me.answeredBy} no longer knows ${browser.owner}.`,
      );
    }
  }
}

/** She can sign in again at once: only what was signed before is over. */
export async function sheSignsInAgain(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  await signInForToken(alice);
  await change(scene, "alice", newPassword);
  // What has only whole seconds is another check's matter.
  await lab.time.pass(2);
  const { response } = await signInForToken(alice);
  for (const me of await scene.askEveryServer(alice)) {
    expect(me).status(
      200,
      `Alice was given a new password, and signed in with it on ${response.answeredBy}. ${me.answeredBy === response.answeredBy ? "That server" : `Server ${me.server}`} refuses her new token: what ended the old ones ends it too.`,
    );
  }
}

/** What was signed in the second of the change, before it, ends too; what comes after it counts. */
export async function secondsMakeNoDifference(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  if (!(await worksAcrossSeconds(scene))) return;
  // On a busy machine they may fall into two seconds, which shows nothing: then once more.
  for (let tries = 1; tries <= TRIES; tries++) {
    const intoTheSecond = (Date.now() + lab.servers.ahead) % 1000;
    await lab.time.pass((1000 - intoTheSecond) / 1000);
    // How much of a second that was is different each time.
    await lab.beginAnew();
    const before = await signInForToken(alice);
    const copy = scene.copyOf(alice);
    await change(scene, "alice", newPassword);
    const after = await signInForToken(alice);
    if (before.token.claims.iat !== after.token.claims.iat) continue;
    expect(await copy.get("/me")).status(
      401,
      "Alice signed in, and was given a new password within the same second. The token from before it still opens the shop. One that was signed two seconds before such a change was refused.",
    );
    expect(await alice.get("/me")).status(
      200,
      "Alice was given a new password, and signed in with it within the same second. Her new token is refused. One that was signed two seconds after such a change was not.",
    );
    return;
  }
}

/** Whether it ends what it should where seconds are between: if not, other checks say so. */
async function worksAcrossSeconds(scene: Scene): Promise<boolean> {
  const { alice, lab } = scene;
  await signInForToken(alice);
  const copy = scene.copyOf(alice);
  await lab.time.pass(2);
  await change(scene, "alice", newPassword);
  await lab.time.pass(2);
  await signInForToken(alice);
  const [old, fresh] = [await copy.get("/me"), await alice.get("/me")];
  return old.status === 401 && fresh.status === 200;
}

/** The same word again: each check begins with the passwords that the lessons tell. */
const newPassword: Change = { password: "wonderland" };

/** An admin changes someone's account. */
export async function change(
  scene: Scene,
  user: string,
  what: Change,
): Promise<Response> {
  const { admin } = scene;
  if (admin.cookieNames().length === 0) await signInForToken(admin);
  scene.note(describe(user, what));
  const response = await patch(admin, user, what);
  const path = response.hop.path;
  return expect(response).success(`The admin's PATCH ${path} got ${response.status}.`, {
    slug: null,
  }).response;
}

export function patch(admin: Browser, user: string, json: Change): Promise<Response> {
  return admin.send("PATCH", `/admin/accounts/${user}`, { json });
}

function describe(user: string, what: Change): string {
  const whom = user === "alice" ? "Alice" : "Bob";
  if ("password" in what) return `the admin gives ${whom} a new password`;
  return what.role === "admin"
    ? `the admin makes ${whom} an admin too`
    : `the admin takes ${whom}'s role away`;
}
