import { type Demo, goShopping, killRedis, restartServers, tally } from "#harness";
import { readAloud } from "./token-parts.ts";

export const demo: Demo = async (tools) => {
  const { say, open, note, expecting, measure } = tools;
  say("Three servers, correct code. Alice signs in once.");
  const lab = await open();
  const [alice, admin] = [lab.browser("alice"), lab.browser("admin")];
  await alice.signIn();
  for (let round = 0; round < 3; round++) await alice.get("/me");
  for (const line of readAloud(alice.cookie("__Host-token") ?? "")) note(line);

  say("The admin signs in. Then the shop's owner takes the role away.");
  await admin.signIn();
  await admin.get("/admin/accounts");
  say(
    "The shop's records say it from now on, and every server is restarted to read them. The admin goes on with the token from before.",
  );
  await restartServers(lab, note, { SHOP_DEMOTED: "admin" });
  const refused = await tally(tools, admin, "/admin/accounts", 3);
  measure("old admin token refused", refused);
  say("Then the admin signs in again.");
  await admin.signIn();
  await expecting(403, () => admin.get("/admin/accounts"));

  say(
    "The old token still says admin, and is believed; only a new one tells the truth. Now the store goes, in which the carts are.",
  );
  await killRedis(lab, note);
  measure("failed of four without Redis", await goShopping(alice));
  say(
    "Redis is dead, and she is still Alice: tokens carry who; the store still carries what.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, note, expecting, measure } = tools;
  say("Alice signs in, and her cookie is copied. Then she signs out.");
  const lab = await open();
  const alice = lab.browser("alice");
  await alice.signIn();
  const thief = alice.copiedBySomeone();
  await alice.signOut();

  say("Alice's own browser has dropped the token; the copy has not.");
  await expecting(401, () => alice.get("/me"));
  await expecting(401, () => thief.get("/me"));
  const afterSignOut = await tally(tools, thief, "/me", 3);
  measure("copy refused after the sign-out", afterSignOut);

  say("Does it help to restart every server?");
  await restartServers(lab, note);
  measure("copy refused after the restart", await tally(tools, thief, "/me", 3));
  await thief.post("/cart", { item: "kettle" });
  say(
    "No server says no. Nothing here is wrong: the token was true when it was signed, and it stays good until its exp. Only time ends it: the servers keep nothing that they could strike out. A shop that wants to take a token back must keep something about it again: that is lesson 05.",
  );
};
