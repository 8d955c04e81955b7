import { Router } from "express";
import { Redis } from "ioredis";
import { type Gate, readRedisUrl } from "#app";

/** GET /kettle says how many are left, and POST buys one; there is one to begin with. */
export function kettleRoute({ signedIn }: Gate): Router {
  const redis = new Redis(readRedisUrl(), {
    keyPrefix: process.env.REDIS_PREFIX ?? "",
    lazyConnect: true,
    commandTimeout: 500,
    maxRetriesPerRequest: 1,
  });
  redis.on("error", () => {});

  const readStock = async () => Number((await redis.get("stock:kettle")) ?? 1);

  const router = Router();
  router.get("/kettle", signedIn, async (_req, res) => {
    res.json({ left: await readStock() });
  });
  router.post("/kettle", signedIn, async (_req, res) => {
    const left = await readStock();
    if (left < 1) {
      res.status(409).json({ error: "sold out" });
      return;
    }
    await redis.set("stock:kettle", left - 1);
    res.status(201).json({ bought: "kettle" });
  });
  return router;
}
