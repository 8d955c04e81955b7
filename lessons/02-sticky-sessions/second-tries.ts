import {
  expect,
  expectThat,
  freezeServer,
  killUnnoticed,
  type Lab,
  loseServer,
  type Scene,
} from "#harness";
import { expectServed } from "./served.ts";
import { expectSignedIn, type Visitors } from "./visitors.ts";

/** What can do no harm is sent to another server, when the first one dies. */
export async function harmlessGoesOn(
  lab: Lab,
  visitors: Visitors,
  scene: Scene,
): Promise<void> {
  for (const method of ["POST", "PATCH", "PUT", "DELETE", "HEAD"]) {
    expectThat(
      await wouldSendAgain(lab, method, false),
      `A ${method} of which nothing was sent is given up: sendAgain says no. Nothing can have happened yet, whatever the method.`,
    );
  }
  for (const method of ["GET", "HEAD"]) {
    expectThat(
      await wouldSendAgain(lab, method, true),
      `A ${method} that the dead server may have read is given up: sendAgain says no. It changes nothing, however often it comes.`,
    );
  }
  const { browser: alice, home } = await visitors.signIn("alice");
  const other = alice.copiedBySomeone();
  await killUnnoticed(lab, home);
  scene.note(`${home} dies, and the balancer has not noticed`);
  expectServed(lab, await alice.get("/me"));
  expectSignedIn(lab, await other.signIn());
  // Two are left, which is enough for the next check.
  await loseServer(lab, home);
}

/** An order that the dead server may have read is sent to no other. */
export async function ordersGoOnce(
  lab: Lab,
  visitors: Visitors,
  scene: Scene,
): Promise<void> {
  for (const method of ["POST", "PATCH"]) {
    expectThat(
      !(await wouldSendAgain(lab, method, true)),
      `sendAgain says yes to a ${method} that may have reached the dead server. Nobody knows whether the server had done it before it died: a second time may be a second order.`,
    );
  }
  const { browser: alice, home } = await visitors.signIn("alice");
  const reader = alice.copiedBySomeone();
  const { browser: bob } = await visitors.signInElsewhere("bob", home);
  await using _frozen = freezeServer(lab, home);
  scene.note(`${home} is frozen in the middle of its work`);
  const order = alice.post("/cart", { item: "kettle" });
  const page = reader.get("/me");
  // The balancer has sent both on by the time that it has answered these.
  for (let count = 0; count < 10; count++) await bob.get("/me");
  await killUnnoticed(lab, home);
  scene.note(`SIGKILL → server ${home}`);
  const [ordered, read] = await Promise.all([order, page]);
  expect(ordered).that(
    ordered.hop.tried.length === 1,
    "502",
    `${home} had Alice's order when it died, and the balancer sent it to ${ordered.hop.tried.slice(1).join()} as well. Nobody knows whether ${home} had done it: she may get two kettles.`,
  );
  expectServed(lab, read);
}

/** Whether the learner's file would have a request sent to another server. */
async function wouldSendAgain(lab: Lab, method: string, sent: boolean): Promise<boolean> {
  const decision = await lab.callBalancer("sendAgain", { method, sent });
  expectThat(
    typeof decision === "boolean",
    `sendAgain was asked about a ${method}, sent: ${sent}, and returned neither true nor false.`,
    { slug: null },
  );
  return decision;
}
