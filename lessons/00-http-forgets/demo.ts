import { type Browser, compareTimes, type Demo } from "#harness";

export const demo: Demo = async ({ say, open, expecting, measure }) => {
  say(
    "Two servers, one balancer, your code. Nobody signs in: each request brings a name and a password. Alice asks twice who she is.",
  );
  const lab = await open();
  const ask = (browser: Browser) =>
    expecting(browser.user, async () => (await browser.get("/me")).user);

  const alice = lab.browser("alice");
  alice.sendPassword();
  for (let round = 0; round < 2; round++) await ask(alice);

  say("Bob asks twice, from his own laptop, with his own password.");
  const bob = lab.browser("bob");
  bob.sendPassword();
  const greeted = [await ask(bob), await ask(bob)];
  measure(
    "answers to Bob that greet Alice",
    greeted.filter((user) => user !== undefined && user !== "bob").length,
  );
  say(
    "Bob has his own connection to the balancer. From the balancer to a server, everyone's requests share one.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, expecting, measure } = tools;
  say(
    "The same code, but checking a password now takes as long as it does in production. That's a few seconds in all, and it's the point.",
  );
  const lab = await open({ realPasswords: true });
  const alice = lab.browser("alice");
  alice.sendPassword();
  const ratio = await compareTimes(tools, alice, ["/products", "/me"], 20);
  measure("how many times as long", ratio);

  say(
    ratio >= 2
      ? "Every page that needs her password pays for it. Now she signs out."
      : "Your servers remember that her password was right, so only the first page on each server pays for the check. Now she signs out.",
  );
  await alice.signOut();
  const { status } = await expecting(401, () => alice.get("/me"));
  measure("status after signing out", status);
  say(
    "There's nothing to sign out of, and her password travels with every request. In lesson 01 she shows it once and gets a ticket.",
  );
};
