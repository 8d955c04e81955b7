import { killServer } from "../../harness/faults/kill-server.ts";
import { countRefused, type Experiments } from "./experiment.ts";
import { askTimes } from "./in-memory.ts";

/** Questions on lesson 02: who loses what when a pinned server goes. */
export const sticky: Experiments = {
  "sticky-restarted-in-turn": {
    lesson: "02",
    servers: 3,
    async run(lab) {
      const browsers = Array.from({ length: 9 }, () => lab.browser("alice"));
      for (const browser of browsers) await browser.signIn();
      for (const name of lab.servers.names) {
        const killed = await killServer(lab, name);
        await killed[Symbol.asyncDispose]();
      }
      const pages = [];
      for (const browser of browsers) pages.push(await browser.get("/me"));
      return countRefused(pages);
    },
  },
  "sticky-old-server-back": {
    lesson: "02",
    servers: 2,
    async run(lab) {
      const alice = lab.browser("alice");
      const { server } = await alice.signIn();
      const killed = await killServer(lab, server);
      await alice.signIn();
      await killed[Symbol.asyncDispose]();
      const answers = await askTimes(alice, 4);
      // By turns, the first browser reaches A; the question names her servers that way.
      const called = (name: string) => (name === server ? "A" : "B");
      return answers.map((answer) => called(answer.server)).join("");
    },
  },
  "architecture-deploy-with-pins": {
    lesson: "02",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      let again = 0;
      for (const name of lab.servers.names) {
        const killed = await killServer(lab, name);
        await killed[Symbol.asyncDispose]();
        const { status } = await alice.get("/me");
        if (status !== 401) continue;
        await alice.signIn();
        again++;
      }
      return String(again);
    },
  },
};
