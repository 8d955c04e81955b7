import {
  cameTooLate,
  eventually,
  expect,
  Forgery,
  type Response,
  type Scene,
  showOnly,
  signInForToken,
} from "#harness";

/** How far away the store is then, in ms: each thing that is said to it takes that long. */
const AWAY_MS = 150;
/** How long to look for what a server does after its response, in ms. */
const AFTERWARDS_MS = 1_000;

/** The cookie holds a token, and not the promise of one, and it leaves with the response. */
export async function signInAwaitsTheToken(scene: Scene): Promise<void> {
  const response = await scene.alice.signIn();
  expect(response).success("The right password did not sign in.", { slug: null });
  expect(response).that(
    !response.cookies.some(({ value }) => isPromiseAsText(value)),
    "a token",
    "The cookie holds what JavaScript makes of a promise where text is wanted. In signIn, an await is missing.",
  );
  if (response.setCookies.length > 0) return;
  expect(response).that(
    !(await cameTooLate(scene.lab, response)),
    "a Set-Cookie",
    `Server ${response.server} answered without a cookie, and only then tried to set one. In signIn, an await is missing.`,
  );
}

/** A promise in a template or a string; Express writes an empty object as j:{}. */
function isPromiseAsText(value: string): boolean {
  return value.includes("[object Promise]") || value === "j:{}";
}

/**
 * What says who she is are claims, and not the promise of claims. The promise shows when it
 * fails: if nothing has awaited it, Node ends the server.
 */
export async function whoIsAwaitsTheClaims(scene: Scene): Promise<void> {
  const { response } = await signInForToken(scene.alice);
  const asked = await scene.askEveryServer(scene.alice);
  if (asked.some(({ status }) => status !== 401)) return;
  const forgery = await Forgery.open(scene);
  const forged = forgery.write({}, { key: "another key of 32 bytes or more" });
  const me = await forgery.show("someone signs a token with another key", forged);
  const fallen = await eventually(() => {
    const name = scene.lab.servers.fallen.find((each) => me.hop.tried.includes(each));
    if (name === undefined) throw new Error("all that got it go on");
    return name;
  }, AFTERWARDS_MS).catch(() => null);
  expect(me).that(
    fallen === null,
    "a server that goes on",
    `Server ${response.server} signed Alice in, and no server knows her. Server ${fallen} got a token with a wrong signature, and ended: a promise failed, and nothing was waiting for it. In whoIs, an await is missing.`,
  );
}

/** A purchase is answered when it is kept: who asks next, on whatever server, finds it. */
export async function saveAwaitsTheStore(scene: Scene): Promise<void> {
  const { alice, lab } = scene;
  const name = "D";
  const { first } = lab.servers;
  await signInForToken(alice);
  const line = await lab.openSlowLine();
  await lab.servers.start(name, { REDIS_URL: line.url });
  const ask = async (names: readonly string[], send: () => Promise<Response>) => {
    await using _alone = await showOnly(lab, names, first);
    return await send();
  };
  // Its connection to Redis may take a moment.
  const before = await eventually(async () => {
    const cart = await ask([name], () => alice.get("/cart"));
    expect(cart).status(200, `Nobody can see a cart on server ${name}.`, { slug: null });
    return cart.cart.length;
  });
  const isKept = ({ cart }: Response) => cart.length > before;
  await lab.beginAnew();
  scene.note(`Redis is put ${AWAY_MS} ms away from server ${name}`);
  using _slow = line.slowDown(AWAY_MS);
  const put = await ask([name], () => alice.post("/cart", { item: "candle" }));
  // What was given up as too slow says nothing.
  if (put.status === 503) return;
  expect(put).success("Alice could not put anything into her cart.", { slug: null });
  const look = await ask(first, () => alice.get("/cart"));
  if (look.status !== 200 || isKept(look)) return;
  const cameLater = await eventually(async () => {
    if (isKept(await alice.get("/cart"))) return true;
    throw new Error("it is not there yet");
  }).catch(() => false);
  expect(put).that(
    !cameLater,
    "an answer when it is kept",
    `Server ${name} answered ${put.status} before the candle was in Alice's cart: another server looked, and there it was only later. In save, an await is missing.`,
  );
}
