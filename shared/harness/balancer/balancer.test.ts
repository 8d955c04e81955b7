import assert from "node:assert/strict";
import { once } from "node:events";
import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  request as sendRequest,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { after, test } from "node:test";
import { Worker } from "node:worker_threads";
import { eventually } from "../core/eventually.ts";
import type { Hop } from "../core/hop.ts";
import { Balancer } from "./balancer.ts";

const RESPONSE_TIMEOUT_MS = 300;
const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A balancer in front of these servers, the first called A. */
async function open(...listeners: RequestListener[]) {
  const hops: Hop[] = [];
  const balancer = new Balancer((hop) => hops.push(hop), {
    responseTimeout: RESPONSE_TIMEOUT_MS,
  });
  const ports = await Promise.all(listeners.map(listen));
  const servers = ports.map((port, at) => ({
    name: String.fromCharCode(65 + at),
    state: "up" as const,
    port,
  }));
  await balancer.setServers(servers);
  const port = await listen((req, res) => void balancer.handle(req, res));
  const url = `http://127.0.0.1:${port}`;
  return { balancer, hops, servers, url, port };
}

const greet: RequestListener = (_req, res) => void res.end("hello");

test("each request of one connection is balanced by itself", async () => {
  const { hops, port } = await open(greet, greet);
  const socket = connect(port, "127.0.0.1");
  for (let count = 1; count <= 4; count++) {
    socket.write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    await once(socket, "data");
  }
  socket.destroy();
  assert.deepEqual(
    hops.map(({ server }) => server),
    ["A", "B", "A", "B"],
  );
});

test("connections to a server are kept, and shared between clients", async () => {
  const sockets = new Set<unknown>();
  const { url } = await open((req, res) => {
    sockets.add(req.socket);
    res.end();
  });
  for (let count = 0; count < 5; count++) {
    await (await fetch(url, { headers: { Connection: "close" } })).text();
  }
  assert.equal(sockets.size, 1);
});

test("a client that wants its connection closed is told that it will be", async () => {
  const { url } = await open(greet);
  const wish = async (connection: string) =>
    once(get(url, { headers: { Connection: connection } }), "response");
  for (const connection of ["close", "keep-alive"]) {
    const [answer]: IncomingMessage[] = await wish(connection);
    assert.equal(answer?.headers.connection, connection);
    answer?.resume();
  }
});

test("a server sees where a request came from, not what the client claims", async () => {
  let seen: IncomingMessage["headers"] = {};
  const { url } = await open((req, res) => {
    seen = req.headers;
    res.end();
  });
  await fetch(url, {
    headers: { "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "http" },
  });
  assert.equal(seen["x-forwarded-for"], "127.0.0.1");
  assert.equal(seen["x-forwarded-proto"], "https");
});

test("the application's cookie survives beside the pin's", async () => {
  const { balancer, url } = await open((_req, res) => {
    res.setHeader("Set-Cookie", "sid=1; HttpOnly");
    res.end();
  });
  balancer.pick = () => ({ server: "A", why: "pinned", setCookie: "pin=A" });
  const response = await fetch(url);
  assert.deepEqual(response.headers.getSetCookie(), ["sid=1; HttpOnly", "pin=A"]);
});

test("a server can't speak for the balancer", async () => {
  const { url } = await open((_req, res) => {
    res.setHeader("X-Hop", "77");
    res.setHeader("X-Served-By", "Z");
    res.end();
  });
  const { headers } = await fetch(url);
  assert.deepEqual([headers.get("x-hop"), headers.get("x-served-by")], ["1", "A"]);
});

for (const { title, listener, status, says } of [
  {
    title: "closes the connection and goes on",
    listener: (req) => void req.socket.destroy(),
    status: 502,
    says: /the connection to server A ended before an answer came/,
  },
  {
    title: "sets more cookies than a head can hold",
    listener: (_req, res) => {
      const cookies = ["a", "b", "c", "d", "e"].map(
        (name) => `${name}=${"x".repeat(4_000)}`,
      );
      res.setHeader("Set-Cookie", cookies).end();
    },
    status: 502,
    says: /server A answered with what is no answer: a head of more than 16 kB/,
  },
  {
    title: "speaks another language",
    listener: (req) => void req.socket.end("220 ready\r\n"),
    status: 502,
    says: /server A answered with what is no answer: not HTTP/,
  },
  {
    title: "never answers",
    listener: () => {},
    status: 504,
    says: /server A said nothing for 300 ms/,
  },
] satisfies {
  title: string;
  listener: RequestListener;
  status: number;
  says: RegExp;
}[]) {
  test(`a server that ${title} gives a readable ${status}, and the balancer lives`, async () => {
    const { hops, url } = await open(listener, greet);
    const response = await fetch(url);
    assert.equal(response.status, status);
    assert.match(await response.text(), says);
    assert.equal(hops[0]?.status, status);
    assert.equal(await (await fetch(url)).text(), "hello");
  });
}

/** A server in its own thread that answers and closes before it has read the body. */
const hasty = `
const { createServer } = require("node:http");
const { parentPort, workerData: status } = require("node:worker_threads");
const server = createServer((req, res) => {
  res.writeHead(status, { Connection: "close" });
  res.end("too large", () => req.socket.destroy());
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

for (const status of [413, 431]) {
  test(`a ${status} that comes before the body has been read is told, and no server is lost`, async () => {
    const thread = new Worker(hasty, { eval: true, workerData: status });
    closing.push(() => void thread.terminate());
    const [port]: number[] = await once(thread, "message");
    const { balancer, hops, url } = await open();
    await balancer.setServers([{ name: "A", state: "up", port: port ?? 0 }]);
    for (let round = 0; round < 20; round++) {
      const request = sendRequest(url, { method: "POST" });
      request.on("error", () => {});
      request.end("x".repeat(4_000_000));
      const [response]: IncomingMessage[] = await once(request, "response");
      const [hop, text] = [hops.at(-1), (await response?.toArray())?.join("") ?? ""];
      // If the close overtakes the answer, no one can read it.
      if (hop?.status === 502)
        assert.match(text, /before it had read all of the request/);
      else assert.deepEqual([hop?.status, hop?.server, text], [status, "A", "too large"]);
    }
    assert.ok(hops.some((hop) => hop.status === status));
  });
}

test("a server that dies in the middle of an answer ends the answer", async () => {
  const { url } = await open((_req, res) => {
    res.writeHead(200, { "Content-Length": "1000" });
    res.write("half", () => res.destroy());
  }, greet);
  await assert.rejects(async () => (await fetch(url)).text());
  assert.equal(await (await fetch(url)).text(), "hello");
});

test("no server left gives a readable 503", async () => {
  const { balancer, url } = await open();
  await balancer.setServers([{ name: "A", state: "down", port: 1 }]);
  const response = await fetch(url);
  assert.equal(response.status, 503);
  assert.match(await response.text(), /no server can take this request/);
});

test("a pick of a server that isn't there gives a readable 502", async () => {
  const { balancer, url } = await open(greet);
  balancer.pick = () => ({ server: "127.0.0.1:6379", why: "forged" });
  const response = await fetch(url);
  assert.equal(response.status, 502);
  assert.match(await response.text(), /no server has that name: they are /);
});

test("a pick that throws is a 500, and the balancer lives", async (context) => {
  context.mock.method(console, "error", () => {});
  const { balancer, url } = await open(greet);
  balancer.pick = () => {
    throw new Error("a bug");
  };
  assert.equal((await fetch(url)).status, 500);
});

test("when the client leaves, its request to the server ends too", async () => {
  let left = false;
  let begun = false;
  const { url } = await open((_req, res) => {
    begun = true;
    res.once("close", () => {
      left = true;
    });
  });
  const request = get(url);
  request.on("error", () => {});
  await eventually(() => assert.ok(begun));
  request.destroy();
  await eventually(() => assert.ok(left));
});

test("nothing is sent twice unless the pick's file says so", async () => {
  const { hops, servers, balancer, url } = await open(greet, greet);
  const [first, second] = servers;
  assert.ok(first && second);
  // No one listens on the port of a server that has just ended.
  const gone = await listen(greet);
  closing.splice(-1)[0]?.();
  await balancer.setServers([{ ...first, port: gone }, second]);
  assert.equal((await fetch(url, { method: "POST", body: "x" })).status, 502);
  balancer.sendAgain = ({ sent }) => !sent;
  await balancer.setServers([{ ...first, port: gone }, second]);
  await fetch(url);
  const again = await fetch(url, { method: "POST", body: "x" });
  assert.equal(again.status, 200);
  assert.deepEqual(hops.at(-1)?.tried, ["A", "B"]);
});

test("what sendAgain throws is told as sendAgain's, and not as the pick's", async (context) => {
  context.mock.method(console, "error", () => {});
  const { balancer, url } = await open(greet);
  const gone = await listen(greet);
  closing.splice(-1)[0]?.();
  await balancer.setServers([{ name: "A", state: "up", port: gone }]);
  balancer.sendAgain = () => {
    throw new Error("a bug");
  };
  const response = await fetch(url);
  assert.equal(response.status, 500);
  assert.match(await response.text(), /sendAgain threw an error/);
});
