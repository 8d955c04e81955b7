import { createHash, randomBytes } from "node:crypto";
import { countRefused, type Experiments } from "./experiment.ts";
import { askTimes } from "./in-memory.ts";

/** Questions on lesson 04: what a token proves, and for how long. */
export const jwt: Experiments = {
  "jwt-hash-for-a-signature": {
    lesson: "04",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const [header = "", payload = ""] = (alice.cookie("__Host-token") ?? "").split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      const forged = JSON.stringify({ ...claims, role: "admin" });
      const signed = `${header}.${Buffer.from(forged).toString("base64url")}`;
      const hash = createHash("sha256").update(signed).digest("base64url");
      const mallory = lab.browser("alice");
      mallory.setCookie("__Host-token", `${signed}.${hash}`);
      return String((await mallory.get("/admin/accounts")).status);
    },
  },
  "jwt-sign-out-and-in-again": {
    lesson: "04",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const mallory = alice.copiedBySomeone();
      const answers = [await mallory.get("/me")];
      await alice.signOut();
      answers.push(await mallory.get("/me"));
      await alice.signIn();
      answers.push(await mallory.get("/me"));
      return String(answers.filter(({ status }) => status === 200).length);
    },
  },
  "jwt-bearer-in-small-letters": {
    lesson: "04",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const headers = { authorization: `bearer ${alice.cookie("__Host-token") ?? ""}` };
      const { status } = await lab.browser("alice").get("/me", { headers });
      return String(status);
    },
  },
  "state-secret-made-at-start": {
    lesson: "04",
    servers: 3,
    async run(lab) {
      for (const name of lab.servers.names) {
        const secret = randomBytes(32).toString("base64url");
        await lab.servers.start(name, { JWT_SECRET: secret });
      }
      const alice = lab.browser("alice");
      await alice.signIn();
      return countRefused(await askTimes(alice, 6));
    },
  },
};
