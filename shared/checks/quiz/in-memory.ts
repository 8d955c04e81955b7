import type { Browser } from "../../harness/browser/browser.ts";
import type { Response } from "../../harness/browser/response.ts";
import { killServer } from "../../harness/faults/kill-server.ts";
import { countRefused, type Experiments } from "./experiment.ts";

/** Requests a page several times, one after the other. */
export async function askTimes(
  browser: Browser,
  times: number,
  path = "/me",
): Promise<Response[]> {
  const answers: Response[] = [];
  for (let count = 0; count < times; count++) answers.push(await browser.get(path));
  return answers;
}

/**
 * Questions on lessons 00 and 01: what one process remembers, and the next one doesn't.
 */
export const inMemory: Experiments = {
  "http-fresh-server": {
    lesson: "00",
    servers: 1,
    async run(lab) {
      const alice = lab.browser("alice");
      alice.sendPassword();
      await alice.get("/me");
      const killed = await killServer(lab, "A");
      await killed[Symbol.asyncDispose]();
      return String((await alice.get("/me")).status);
    },
  },
  "http-customer-at-the-admins-page": {
    lesson: "00",
    servers: 1,
    async run(lab) {
      const bob = lab.browser("bob");
      bob.sendPassword();
      return String((await bob.get("/admin/accounts")).status);
    },
  },
  "memory-four-servers": {
    lesson: "01",
    servers: 4,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      return countRefused(await askTimes(alice, 8));
    },
  },
  "memory-signed-in-twice": {
    lesson: "01",
    servers: 2,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      await alice.signIn();
      return countRefused(await askTimes(alice, 4));
    },
  },
  "memory-sign-out-elsewhere": {
    lesson: "01",
    servers: 2,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const copy = alice.copiedBySomeone();
      await alice.signOut();
      return String((await copy.get("/me")).status);
    },
  },
};
