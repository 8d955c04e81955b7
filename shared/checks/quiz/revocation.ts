import { aboutSessions, watchCommands } from "../../harness/redis/command-log.ts";
import { storeOf } from "../../harness/redis/store-of.ts";
import type { Experiments } from "./experiment.ts";
import { askTimes } from "./in-memory.ts";

/** Questions on lesson 05: what it takes to take a token back. */
export const revocation: Experiments = {
  "revocation-calls-for-nothing": {
    lesson: "05",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      using watch = await watchCommands(storeOf(lab));
      const from = await watch.countNow();
      await askTimes(alice, 10);
      const sent = watch.commands.slice(from, await watch.countNow());
      return String(aboutSessions(sent).length);
    },
  },
  "revocation-two-devices-one-list": {
    lesson: "05",
    servers: 3,
    async run(lab) {
      const [laptop, phone] = [lab.browser("alice"), lab.browser("alice")];
      for (const browser of [laptop, phone]) await browser.signIn();
      const copy = laptop.copiedBySomeone();
      await laptop.signOut();
      const answers = [...(await askTimes(phone, 3)), ...(await askTimes(copy, 3))];
      return String(answers.filter(({ status }) => status === 200).length);
    },
  },
  "revocation-new-password-and-the-thief": {
    lesson: "05",
    servers: 3,
    async run(lab) {
      const [alice, admin] = [lab.browser("alice"), lab.browser("admin")];
      for (const browser of [alice, admin]) await browser.signIn();
      const thief = alice.copiedBySomeone();
      const password = "looking-glass";
      await admin.send("PATCH", "/admin/accounts/alice", { json: { password } });
      await alice.signIn(password);
      const answers = [await thief.get("/me"), await alice.get("/me")];
      return answers.map(({ status }) => status).join(", ");
    },
  },
};
