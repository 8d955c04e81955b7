import { type Browser, type Demo, type DemoTools, storeOf } from "#harness";

const APPLES = 50;
const CUSTOMERS = 20;
/** A store on another machine: some time passes between a read and a write. */
const FAR = { redisDelay: 20 };

export const demo: Demo = async (tools) => {
  const { say, open, measure } = tools;
  say(
    `Alice's cart is empty. Then ${APPLES} requests come at once, and each puts one apple in.`,
  );
  const lab = await open(FAR);
  const alice = lab.browser("alice");
  await alice.signIn();
  await alice.get("/cart");
  const lost = await addApples(tools, alice);
  say(
    lost === 0
      ? "All of them are there: your file makes each change in one step."
      : `Nothing failed, and nothing was logged. ${lost} apples were confirmed and lost.`,
  );

  say("Three servers, so it's no surprise? Here is one: one process, one thread.");
  const single = (await open({ servers: 1, ...FAR })).browser("alice");
  await single.signIn();
  await single.get("/cart");
  measure("apples lost on one server", await addApples(tools, single));
  say("After this lesson you can say between which two lines of code they went.");
};

/** Puts many apples in at once; gives how many of those that were confirmed are gone. */
async function addApples(
  { quietly, note }: DemoTools,
  browser: Browser,
): Promise<number> {
  const confirmed = await quietly(async () => {
    const adding = Array.from({ length: APPLES }, () =>
      browser.post("/cart", { item: "apple" }),
    );
    return (await Promise.all(adding)).filter(({ status }) => status === 201).length;
  });
  note(`${APPLES} × POST /cart at once: ${confirmed} × 201 Created`);
  const kept = await quietly(async () => (await browser.get("/cart")).cart.length);
  note(`GET /cart: ${kept} ${kept === 1 ? "apple" : "apples"}`);
  return confirmed - kept;
}

export const wall: Demo = async ({ say, open, note, quietly, measure }) => {
  say(
    `Her cart is safe: each change is one step in the store. Now the shop has one kettle left, and ${CUSTOMERS} customers want it.`,
  );
  const lab = await open(FAR);
  const crowd = Array.from({ length: CUSTOMERS }, (_, at) =>
    lab.browser(at % 2 === 0 ? "alice" : "bob"),
  );
  await quietly(() => Promise.all(crowd.map((browser) => browser.signIn())));
  const looks = await quietly(() =>
    Promise.all(crowd.map((browser) => browser.get("/kettle"))),
  );
  const seen = [...new Set(looks.map((look) => String(look.member("left"))))];
  note(`${CUSTOMERS} browsers sign in, and GET /kettle: ${seen.join(" or ")} left`);

  say(
    "stock.ts sells it as many shops do: read the stock; if it is at least 1, write one less, and say 201. All of them press the button at the same moment.",
  );
  const answers = await quietly(() =>
    Promise.all(crowd.map((browser) => browser.post("/kettle"))),
  );
  const sold = answers.filter(({ status }) => status === 201).length;
  note(`${CUSTOMERS} × POST /kettle at once: ${sold} × 201 Created`);
  measure("kettles sold, of one", sold);
  const { client, prefix } = storeOf(lab);
  const stock = Number(await client.get(`${prefix}stock:kettle`));
  note(`GET stock:kettle: ${stock}`);
  measure("the stock afterwards", stock);
  say(
    `${sold} customers have a receipt for the same kettle, and the stock looks right. Your file can't help them: a cart is Alice's, and the stock is everyone's. Whatever may be used once must be looked at and used up in one step. In lesson 07 that is a ticket.`,
  );
};
