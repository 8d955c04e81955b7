import { type Demo, killServer } from "#harness";
import { Crowd } from "./crowd.ts";

export const demo: Demo = async ({ say, open, note, measure }) => {
  say("Three servers, each with a list of its own. The balancer pins browsers.");
  const lab = await open();
  const [alice, bob] = [lab.browser("alice"), lab.browser("bob")];
  await alice.signIn();
  for (let round = 0; round < 3; round++) await alice.get("/me");
  await bob.signIn();
  await bob.get("/me");

  say("Each of them is on the server that knows them. Now Alice's server dies.");
  await killServer(lab, "A", note);
  measure("status after the kill", (await alice.get("/me")).status);
  await bob.get("/me");
  await alice.signIn();
  await alice.get("/me");
  say(
    "Nobody waited, nobody saw an error page, and Alice had to sign in again. After this lesson you can say why no balancer can do better.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, note, measure } = tools;
  say("Your balancer, three servers, and 30 browsers that sign in.");
  const lab = await open();
  const crowd = new Crowd(tools, lab);
  await crowd.signIn(30);
  await crowd.countOut();

  say("Everyone is on the server that knows them. Now one server dies.");
  await killServer(lab, "B", note);
  measure("out of 30, one of three servers killed", await crowd.countOut());
  say(
    "401 is correct here: the server that knew them is dead. A 502 would be your pick's fault. A balancer can only choose who answers; it can't bring back what B remembered.",
  );
  say(
    "As long as a session lives inside a server, it dies with that server. In lesson 03 it lives outside.",
  );
};
