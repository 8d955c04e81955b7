import { storeOf } from "../../harness/redis/store-of.ts";
import type { Experiments } from "./experiment.ts";

/** Questions on lesson 06: what happens when two change the same thing at once. */
export const twoAtOnce: Experiments = {
  "two-script-that-fails": {
    lesson: "06",
    servers: 1,
    async run(lab) {
      const { client, prefix } = storeOf(lab);
      const keys = [`${prefix}paid`, `${prefix}note`];
      const [paid = "", note = ""] = keys;
      await client.set(note, "hello");
      const script =
        'redis.call("SET", KEYS[1], "yes") redis.call("RPUSH", KEYS[2], "apple")';
      await client.eval(script, 2, paid, note).catch(() => {});
      const said = await client.get(paid);
      await client.del(paid, note);
      return String(said);
    },
  },
  "two-sent-again": {
    lesson: "06",
    servers: 3,
    async run(lab) {
      const alice = lab.browser("alice");
      await alice.signIn();
      const headers = { "Idempotency-Key": "one-apple" };
      const send = () => alice.post("/cart", { item: "apple" }, { headers });
      await send();
      await alice.post("/cart", { item: "book" });
      const carts = [(await send()).cart, (await alice.get("/cart")).cart];
      return carts.map((cart) => cart.join(" ")).join("; ");
    },
  },
  "two-taken-out-again": {
    lesson: "06",
    servers: 1,
    async run(lab) {
      const { client } = storeOf(lab);
      const before = await client.dbsize();
      const alice = lab.browser("alice");
      await alice.signIn();
      await alice.post("/cart", { item: "book" });
      await alice.send("DELETE", "/cart/items/book");
      return String((await client.dbsize()) - before);
    },
  },
};
