import {
  eachBrowserHasItsOwnSession,
  everyoneStaysSignedIn,
  expect,
  expectThat,
  formOfAnotherSiteChangesNothing,
  inTurn,
  inventedTicketsOpenNothing,
  lifeOf,
  linkSignsNobodyOut,
  nobodyIsGreetedAsSomeoneElse,
  nobodySharesACart,
  noUseOutlivesTheTicket,
  onlyWhoSignedOutIsAStranger,
  openChecks,
  repeatRandomness,
  type Scene,
  secondsKept,
  signInEndsTheOldTicket,
  signOutDropsTheTicket,
  signOutEndsEveryCopy,
  signOutEndsNobodyElse,
  ticketEndsInTime,
  ticketIsOutOfReach,
  unusedTicketEnds,
} from "#harness";
import { misconceptions } from "./misconceptions.ts";
import { estimateBits } from "./randomness.ts";

const { check, openSideLab } = await openChecks(import.meta.url, misconceptions);

// Everything here happens on one server. What a second one changes is shown by the demo.

// TODO 1

check("guessable-ticket", async (scene) => {
  scene.note("Alice signs in on 32 laptops, eight at a time");
  const tickets: string[] = [];
  for (let round = 0; round < 4; round++) {
    const eight = Array.from({ length: 8 }, () => ticketOfNewLaptop(scene));
    tickets.push(...(await Promise.all(eight)));
  }
  expectThat(
    new Set(tickets).size === tickets.length,
    "Two of 32 sign-ins were given the same ticket.",
  );
  const bits = estimateBits(tickets);
  expectThat(
    bits >= 128,
    `Of each of 32 tickets, at most ${bits} bits are random, and 128 are needed. (A UUID has 122.)`,
  );
  scene.note("twice, server A's clock and its Math.random are set to one and the same");
  const now = Date.now();
  const [first, second] = [await ticketAt(scene, now), await ticketAt(scene, now)];
  expectThat(
    first !== second,
    "With the same clock and the same Math.random, two sign-ins were given the same ticket: it is made of these alone, however it is hashed.",
  );
});

async function ticketOfNewLaptop(scene: Scene): Promise<string> {
  const { ticket } = await scene.signIn(scene.lab.browser("alice"));
  return ticket.value;
}

async function ticketAt(scene: Scene, time: number): Promise<string> {
  // Both are the machine's own again when this returns.
  await using _repeated = await repeatRandomness(scene.lab, "A", time);
  return await ticketOfNewLaptop(scene);
}

check("cookie-open-to-others", ticketIsOutOfReach);

check("cookie-life-in-the-wrong-unit", async (scene) => {
  const life = lifeOf(scene);
  const { response, ticket } = await scene.signIn(scene.alice);
  const seconds = expect(response).found(
    secondsKept(ticket),
    `Max-Age=${life}`,
    "The cookie has no Max-Age, so it ends when the browser is closed, whatever the server thinks.",
  );
  expect(response).that(
    Math.abs(seconds - life) <= 60,
    `Max-Age=${life}`,
    `The cookie lives ${Math.round(seconds)} s, and a ticket lives ${life} s.`,
  );
});

// TODO 2

check("session-not-found-again", async (scene) => {
  const { alice } = scene;
  await scene.signIn(alice);
  for (let round = 0; round < 3; round++) {
    const me = await alice.get("/me");
    expect(me)
      .status(
        200,
        `Alice signed in, and ${me.answeredBy} did not find her session. Either signIn stored nothing, or under another id than whoIs looks under; or whoIs found it, and took it for one that is too old.`,
      )
      .that(
        me.user !== undefined,
        "alice",
        "whoIs found something, and the shop finds no user's name in it. It has to return a session: its user is a name (user.name), not the whole user, and not the whole ticket.",
        { slug: null },
      )
      .greets("alice", `The ticket is Alice's, and the shop greets ${me.greeted}.`);
  }
  await alice.post("/cart", { item: "apple" });
  expect(await alice.get("/cart")).cart(
    ["apple"],
    "Alice put an apple into her cart, and it is not there. The cart is part of the session.",
    { slug: null },
  );
});

check("one-user-for-everybody", inTurn(nobodyIsGreetedAsSomeoneElse, nobodySharesACart));

check("trusts-any-ticket", inventedTicketsOpenNothing);

// TODO 3

check("keeps-the-old-ticket", inTurn(signInEndsTheOldTicket, everyoneStaysSignedIn));

check("one-ticket-a-user", eachBrowserHasItsOwnSession);

// TODO 4

check("logout-only-clears-the-cookie", signOutEndsEveryCopy);

check(
  "logout-ends-everybody",
  inTurn(signOutEndsNobodyElse, onlyWhoSignedOutIsAStranger),
);

check("ticket-left-in-her-browser", signOutDropsTheTicket);

// TODO 5

// Time passes in labs of their own: everybody else's tickets would grow old with it.
const whileTimePasses = openSideLab({ servers: 1 });

whileTimePasses.check("expiry-only-in-the-cookie", ticketEndsInTime);

// Guards: what the shop does right already.

check("cross-site-post", formOfAnotherSiteChangesNothing);

check("logout-by-get", linkSignsNobodyOut);

// Stretch tasks

const withTwoClocks = openSideLab({
  servers: 1,
  env: { SESSION_IDLE_SECONDS: "60", SESSION_ABSOLUTE_SECONDS: "240" },
});

withTwoClocks.check("idle-for-ever", unusedTicketEnds);

withTwoClocks.check("slides-past-the-end", noUseOutlivesTheTicket);

const withRoomForFive = openSideLab({ servers: 1, env: { SESSION_CAP: "5" } });

withRoomForFive.check("memory-without-end", async ({ lab }) => {
  const oldest = lab.browser("alice");
  const others = Array.from({ length: 8 }, (_, at) =>
    lab.browser(at % 2 === 0 ? "bob" : "alice"),
  );
  for (const browser of [oldest, ...others]) await browser.signIn();
  const held = Number(await lab.call("A", "size"));
  expectThat(
    held <= 5,
    `Nine browsers signed in, the cap is 5, and the server holds ${held} tickets.`,
  );
  for (const recent of others.slice(-4)) {
    expect(await recent.get("/me")).status(
      200,
      "The list was full, and one of the four newest tickets was thrown away: an old one has to go first.",
      { slug: null },
    );
  }
  expect(await oldest.get("/me")).status(
    401,
    "The list was full, and the oldest ticket is still in it.",
    { slug: null },
  );
});
