import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { Response } from "express";
import { type AnswerFault, seamFunctions } from "./answered.ts";
import type { Sessions } from "./seam.ts";
import { createShop } from "./shop.ts";

const session = { user: "alice", cart: [] };
const open: (() => void)[] = [];
after(() => {
  for (const close of open) close();
});

/** A shop built on these functions; the rest do nothing, and everyone is Alice. */
async function openShop(filled: Partial<Sessions>): Promise<string> {
  const nothing = () => {};
  const shop = createShop({
    signIn: nothing,
    whoIs: () => session,
    save: nothing,
    signOut: nothing,
    ...filled,
  });
  const server = shop.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Name = (typeof seamFunctions)[number];

/** A request that makes the shop call this function. */
function requestFor(name: Name): [string, RequestInit] {
  const post = (body: unknown): RequestInit => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (name === "signIn")
    return ["/login", post({ user: "alice", password: "wonderland" })];
  if (name === "signOut") return ["/logout", { method: "POST" }];
  return name === "whoIs" ? ["/me", {}] : ["/cart", post({ item: "apple" })];
}

/** Only the named function, which does this with the response. */
function filledWith(name: Name, act: (res: Response) => unknown): Partial<Sessions> {
  switch (name) {
    case "signIn":
      return { signIn: async (_req, res) => void (await act(res)) };
    case "signOut":
      return { signOut: async (_req, res) => void (await act(res)) };
    case "save":
      return { save: async (_req, _session, res) => void (await act(res)) };
    case "addToCart":
      return {
        async addToCart(_req, _session, item, res) {
          await act(res);
          return [item];
        },
      };
    case "whoIs":
      return {
        async whoIs({ res }) {
          if (res) await act(res);
          return null;
        },
      };
  }
}

async function send(url: string, name: Name) {
  const [path, init] = requestFor(name);
  const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
  await response.text();
  return { status: response.status, fault: faultOf(response) };
}

function faultOf({ headers }: { headers: Headers }): AnswerFault | null {
  return JSON.parse(headers.get("x-answer-fault") ?? "null");
}

const acts: Record<string, (res: Response) => unknown> = {
  redirect: (res) => res.redirect("/"),
  json: (res) => res.status(401).json({ error: "no" }),
  sendStatus: (res) => res.sendStatus(204),
  end: (res) => res.status(302).set("Location", "/").end(),
  write: (res) => res.write("half an answer"),
  writeHead: (res) => res.writeHead(200),
};

for (const by of seamFunctions) {
  for (const [call, act] of Object.entries(acts)) {
    test(`${by} that calls res.${call} is told so, each time`, async () => {
      const url = await openShop(filledWith(by, act));
      for (let round = 0; round < 3; round++) {
        assert.deepEqual(await send(url, by), {
          status: 500,
          fault: { by, call, when: "early" },
        });
      }
    });
  }
}

for (const [what, act] of Object.entries({
  "goes on for ever": async (res: Response) => {
    res.json({});
    await new Promise(() => {});
  },
  "throws then": (res: Response) => {
    res.json({});
    throw new Error("too late");
  },
  "answers once more": (res: Response) => {
    res.json({});
    res.json({});
  },
  "sets a cookie then": (res: Response) => {
    res.json({});
    res.cookie("a", "b");
  },
  "answers after a while, and is awaited": async (res: Response) => {
    await wait(5);
    res.json({});
  },
  "has its answer refused and says nothing": (res: Response) => {
    try {
      res.json({});
    } catch {
      // The way someone who has met ERR_HTTP_HEADERS_SENT before would write it.
    }
  },
})) {
  test(`a signIn that answers and ${what} is told of its first answer`, async () => {
    const url = await openShop(filledWith("signIn", act));
    const fault = { by: "signIn", call: "json", when: "early" };
    assert.deepEqual(await send(url, "signIn"), { status: 500, fault });
    assert.deepEqual(await send(url, "signIn"), { status: 500, fault });
  });
}

for (const call of ["json", "end", "cookie", "redirect", "setHeader"] as const) {
  test(`a res.${call} that nobody awaited is told to the next request, and ends nothing`, async () => {
    let done = () => {};
    const late = new Promise<void>((resolve) => {
      done = resolve;
    });
    const url = await openShop({
      signOut(_req, res) {
        setTimeout(() => {
          if (call === "cookie") res.cookie("a", "b");
          else if (call === "setHeader") res.setHeader("A", "b");
          else if (call === "redirect") res.redirect("/");
          else if (call === "json") res.json({});
          else res.end();
          done();
        }, 20);
      },
    });
    assert.deepEqual(await send(url, "signOut"), { status: 204, fault: null });
    await late;
    const fault = { by: "signOut", call, when: "late" };
    assert.deepEqual(await send(url, "whoIs"), { status: 500, fault });
    assert.deepEqual(await send(url, "whoIs"), { status: 500, fault });
    assert.equal((await fetch(`${url}/readyz`)).status, 200, "it is no less ready");
  });
}

test("a status, a header and a wrapped end are not answers", async () => {
  const url = await openShop({
    signIn(_req, res) {
      res.status(303).set("Location", "/").cookie("a", "b");
      const end = res.end.bind(res);
      res.end = ((...args: []) => {
        res.setHeader("X-Ended", "by ours");
        return end(...args);
      }) as typeof res.end;
    },
  });
  const [path, init] = requestFor("signIn");
  const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
  assert.equal(response.headers.get("x-ended"), "by ours");
  assert.equal(response.headers.get("set-cookie"), "a=b; Path=/");
  assert.equal(faultOf(response), null);
});

test("refuse is there to answer, at once or later", async () => {
  const url = await openShop({
    whoIs: () => null,
    refuse: async (_req, res) => {
      await wait(5);
      res.redirect("/login");
    },
  });
  assert.deepEqual(await send(url, "whoIs"), { status: 302, fault: null });
});

test("a body that turns out too large while a function is at work is a 413, and no fault", async () => {
  let goOn = () => {};
  const refused = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const url = await openShop({
    async whoIs({ res }) {
      await refused;
      res?.cookie("a", "b");
      return session;
    },
  });
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("x".repeat(20_000)));
      controller.close();
      setTimeout(goOn, 20);
    },
  });
  const init = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "Content-Type": "text/plain" },
  };
  const response = await fetch(`${url}/cart`, init as RequestInit);
  assert.equal(response.status, 413);
  assert.match(await response.text(), /too large/);
  assert.deepEqual((await send(url, "signOut")).fault, null);
});
