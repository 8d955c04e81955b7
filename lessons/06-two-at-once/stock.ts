import { type Request, Router } from "express";
import { Redis } from "ioredis";
import { type Gate, readRedisUrl } from "#app";

/** POST /kettle buys one, as many shops would write it; there is one to begin with. */
export function kettleRoute({ signedIn }: Gate): Router {
  const redis = new Redis(readRedisUrl(), {
    keyPrefix: process.env.REDIS_PREFIX ?? "",
    lazyConnect: true,
    commandTimeout: 500,
    maxRetriesPerRequest: 1,
  });
  redis.on("error", () => {});

  const router = Router();
  router.post("/kettle", signedIn, async (_req: Request, res) => {
    const left = Number((await redis.get("stock:kettle")) ?? 1);
    if (left < 1) {
      res.status(409).json({ error: "sold out" });
      return;
    }
    await redis.set("stock:kettle", left - 1);
    res.status(201).json({ bought: "kettle" });
  });
  return router;
}
