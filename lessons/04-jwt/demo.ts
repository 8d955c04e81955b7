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
    "The shop's records now say so, and every server is restarted so that it reads them. The admin keeps using the old token.",
  );
  await restartServers(lab, note, { SHOP_DEMOTED: "admin" });
  const refused = await tally(tools, admin, "/admin/accounts", 3);
  measure("old admin token refused", refused);
  say("Then the admin signs in again.");
  await admin.signIn();
  await expecting(403, () => admin.get("/admin/accounts"));

  say(
    "The old token still says admin, and every server believes it; only a new token tells the truth. Next, the store that holds the carts goes down.",
  );
  await killRedis(lab, note);
  measure("failed of four without Redis", await goShopping(alice));
  say(
    "Redis is dead, and she is still Alice: her token says who she is. What she wants to buy is in the store, so her cart is gone for now.",
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

  say("Alice's own browser has dropped the token, but the copy is still out there.");
  await expecting(401, () => alice.get("/me"));
  await expecting(401, () => thief.get("/me"));
  const afterSignOut = await tally(tools, thief, "/me", 3);
  measure("copy refused after the sign-out", afterSignOut);

  say("Does it help to restart every server?");
  await restartServers(lab, note);
  measure("copy refused after the restart", await tally(tools, thief, "/me", 3));
  await thief.post("/cart", { item: "kettle" });
  say(
    "No server refuses it. Nothing here is wrong: the token was true when it was signed, and it stays good until its exp. Only time ends it, because the servers keep nothing that they could delete. A shop that wants to take a token back has to store something about it again: that's lesson 05.",
  );
};
