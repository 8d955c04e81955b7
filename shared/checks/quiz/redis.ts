import { freezeRedis } from "../../harness/faults/redis-outage.ts";
import type { Experiments } from "./experiment.ts";
import { askTimes } from "./in-memory.ts";

/** Questions on lesson 03: what one store for all servers changes. */
export const redis: Experiments = {
  "redis-silent-for-a-moment": {
    lesson: "03",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const frozen = await freezeRedis(lab);
      const during = await alice.get("/me");
      await frozen[Symbol.asyncDispose]();
      const after = await alice.get("/me");
      return `${during.status} ${after.status}`;
    },
  },
  "redis-mended-by-a-script": {
    lesson: "03",
    servers: 1,
    async run(lab) {
      const client = lab.redis?.client;
      const before = new Set(await client?.keys("*"));
      await lab.browser("alice").signIn();
      const [key = ""] = ((await client?.keys("*")) ?? []).filter(
        (each) => !before.has(each),
      );
      const value = (await client?.get(key)) ?? "";
      await client?.set(key, value.replace('"cart":[]', '"cart":["apple"]'));
      return String(await client?.ttl(key));
    },
  },
  "redis-phone-signs-out": {
    lesson: "03",
    servers: 3,
    async run(lab) {
      const [laptop, phone] = [lab.browser("alice"), lab.browser("alice")];
      await laptop.signIn();
      await phone.signIn();
      const [ofLaptop, ofPhone] = [laptop, phone].map((each) => each.copiedBySomeone());
      await phone.signOut();
      const answers = [
        await laptop.get("/me"),
        await ofPhone?.get("/me"),
        await ofLaptop?.get("/me"),
      ];
      return answers.map((answer) => answer?.status).join(" ");
    },
  },
  "state-setting-on-one-server": {
    lesson: "03",
    servers: 3,
    async run(lab) {
      const admin = lab.browser("admin");
      await admin.signIn();
      await lab.servers.start("B", { SHOP_DEMOTED: "admin" });
      const pages = await askTimes(admin, 6, "/admin/accounts");
      return String(pages.filter(({ status }) => status === 403).length);
    },
  },
};
