import {
  compareTimes,
  type Demo,
  freezeRedis,
  killServer,
  showStore,
  tally,
} from "#harness";

export const demo: Demo = async (tools) => {
  const { say, open, note, measure } = tools;
  say("Three servers, one balancer, one Redis. Alice signs in once.");
  const lab = await open();
  const alice = lab.browser("alice");
  await alice.signIn();
  for (let round = 0; round < 3; round++) await alice.get("/me");
  await alice.post("/cart", { item: "apple" });

  say("While she shops, someone kills two of the three servers.");
  for (const name of ["A", "B"]) await killServer(lab, name, note);
  measure("failed of three, two servers killed", await tally(tools, alice, "/me", 3));
  await alice.get("/cart");

  say("Nothing of hers was on any server. It is here:");
  await showStore(lab, note);
  say(
    "After this lesson you can explain each word of it: what the name hides, and who ends it.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, note, expecting, measure } = tools;
  say("Three servers, all of them healthy. Alice is signed in.");
  const lab = await open();
  const alice = lab.browser("alice");
  await alice.signIn();
  await alice.get("/me");

  say("Redis is frozen: it keeps its connections open but answers nothing.");
  {
    await using _frozen = await freezeRedis(lab, note);
    for (let round = 0; round < 3; round++) await expecting(503, () => alice.get("/me"));
    measure("failed of three, Redis frozen", await tally(tools, alice, "/me", 3));
    await compareTimes(tools, alice, ["/products", "/me"], 2);
    const failed = await tally(tools, alice, "/products", 3);
    measure("products that fail, Redis frozen", failed);
    say("Redis is running again.");
  }
  for (let round = 0; round < 3; round++) await alice.get("/me");
  say(
    "503 was right, and so was leaving her the cookie. But the state has moved from three processes into one store, and now everything waits for that store. Lesson 04 asks whether a server could know her without asking anyone.",
  );
};
