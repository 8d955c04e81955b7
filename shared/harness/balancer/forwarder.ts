import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  maxHeaderSize,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { Readable, Transform } from "node:stream";
import httpProxy, { type ProxyServer } from "http-proxy";
import { STORE_CALLS_HEADER } from "../core/hop-header.ts";
import type { Pick } from "../core/pick.ts";
import { BalancerFailure } from "./failures.ts";
import type { HopRecord } from "./hop-record.ts";
import { describeFault, headersForClient } from "./server-response.ts";

/** How long a server may take before the balancer gives up on it. */
const RESPONSE_TIMEOUT_MS = 4_000;

export type Job = {
  pick: Pick;
  target: { name: string; port: number };
  record: HopRecord;
  /** The body, if it was buffered; otherwise it streams from the request. */
  body: Buffer | null;
};

type Running = Job & {
  /** Whether any part of it might have reached the server. */
  sent: boolean;
  /** Whether no one is waiting for it anymore. */
  isOver: boolean;
  /** Aborts the request to the server, once there is one. */
  abandon: () => void;
  /**
   * Stops the wait; null if the server has begun to answer. Only the first call matters.
   */
  settle: (failure: BalancerFailure | null) => void;
};

/** Forwards requests to servers with http-proxy, over keep-alive connections. */
export class Forwarder {
  readonly #proxy: ProxyServer;
  readonly #running = new WeakMap<IncomingMessage, Running>();
  readonly #responseTimeout: number;

  /** @param responseTimeout how long a server may take to begin its answer, in ms */
  constructor(agent: Agent, responseTimeout = RESPONSE_TIMEOUT_MS) {
    this.#responseTimeout = responseTimeout;
    this.#proxy = httpProxy.createProxyServer({
      agent,
      // Forward the path as it came: http-proxy would parse it as a URL and write a
      // different one.
      toProxy: true,
      // A response we can't write must not be started: see describeFault.
      selfHandleResponse: true,
    });
    this.#proxy.on("proxyReq", (upstream, req, res, _options, socket) => {
      this.#watch(upstream, req, res, socket);
    });
    this.#proxy.on("proxyRes", (answer, req, res) => this.#receive(answer, req, res));
    // http-proxy reports a departed client with its own event. It has already ended the
    // upstream request, and an error event without a listener would end this process.
    this.#proxy.on("econnreset", () => {});
    this.#proxy.on("error", () => {});
  }

  /** Resolves to null when the server has begun to answer, or to what went wrong. */
  send(
    req: IncomingMessage,
    res: ServerResponse,
    job: Job,
  ): Promise<BalancerFailure | null> {
    return new Promise((resolve) => {
      const running: Running = {
        ...job,
        sent: false,
        isOver: false,
        abandon: () => {},
        settle: resolve,
      };
      this.#running.set(req, running);
      const timer = setTimeout(
        () => settle(this.#silence(running, req)),
        this.#responseTimeout,
      );
      let isSettled = false;
      const settle = (failure: BalancerFailure | null) => {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(timer);
        resolve(failure);
        if (failure === null) return;
        running.isOver = true;
        running.abandon();
      };
      running.settle = settle;
      const options = {
        target: { host: "127.0.0.1", port: job.target.port },
        buffer: job.body ? Readable.from([job.body]) : readingFirst(req),
      };
      res.once("close", () =>
        settle(new BalancerFailure(499, "the client has left", running.sent)),
      );
      this.#proxy.web(req, res, options, (error) => settle(endOf(running, error)));
    });
  }

  #watch(
    upstream: ClientRequest,
    req: IncomingMessage,
    res: ServerResponse,
    socket: Socket,
  ): void {
    const running = this.#running.get(req);
    if (!running) return;
    if (socket.connecting) {
      socket.once("connect", () => {
        running.sent = true;
      });
    } else {
      running.sent = true;
    }
    // It waited too long for a connection, so no one will see the answer now.
    if (running.isOver) {
      upstream.destroy();
      return;
    }
    // The server has answered, but the client is still sending. The connection must not
    // wait for the rest, which might never come.
    res.once("finish", () => !req.complete && upstream.destroy());
    if (req.url === "*") upstream.path = "*";
    running.abandon = () => upstream.destroy();
    upstream.once("close", () => running.settle(endOf(running)));
    // No one asked for another protocol (RFC 9110 §7.8). Without a listener, Node closes
    // the connection silently.
    const refuseSwitch = () => running.settle(nonsense(running, "the status 101"));
    upstream.once("upgrade", refuseSwitch);
    upstream.on("information", ({ statusCode }) => statusCode === 101 && refuseSwitch());
  }

  #silence({ target, sent }: Running, req: IncomingMessage): BalancerFailure {
    const within = `${this.#responseTimeout} ms`;
    if (!req.complete && sent) {
      return new BalancerFailure(408, `the request did not end within ${within}`, sent);
    }
    return sent
      ? new BalancerFailure(504, `server ${target.name} said nothing for ${within}`, sent)
      : new BalancerFailure(
          503,
          `no connection to server ${target.name} within ${within}`,
        );
  }

  #receive(answer: IncomingMessage, req: IncomingMessage, res: ServerResponse): void {
    const running = this.#running.get(req);
    if (!running) return;
    const fault = describeFault(answer);
    if (fault !== null) {
      running.settle(nonsense(running, fault));
      answer.destroy();
      return;
    }
    const status = answer.statusCode ?? 0;
    const headers = headersForClient(answer, running.pick);
    const storeCalls = answer.headers[STORE_CALLS_HEADER];
    const heard = { ...headers, [STORE_CALLS_HEADER]: storeCalls };
    running.record.complete(status, running.target.name, heard, res);
    running.settle(null);
    // The reason phrase a server writes after a status has no meaning (RFC 9112 §4).
    res.writeHead(status, headers);
    // A server that dies in the middle of an answer must not leave the client waiting.
    answer.once("error", () => res.destroy());
    answer.once("aborted", () => res.destroy());
    answer.pipe(res);
  }
}

function nonsense({ target, sent }: Running, what: string): BalancerFailure {
  const fact = `server ${target.name} answered with what is no answer: ${what}`;
  return new BalancerFailure(502, fact, sent);
}

/**
 * A request's body, with each chunk delayed by one turn of the event loop. By then, any
 * answer that arrived earlier has been read. Otherwise, a write to a server that has
 * answered and closed (413, 431) fails, and the unread answer is lost with it.
 */
function readingFirst(req: IncomingMessage): Readable {
  const hasBody = (req.headers["content-length"] ?? "0") !== "0";
  if (!hasBody && req.headers["transfer-encoding"] === undefined) return req;
  const later = new Transform({
    transform: (chunk, _encoding, done) => void setImmediate(done, null, chunk),
  });
  return req.pipe(later);
}

/** Why no answer came. Whether the server has exited can't be seen from here. */
function endOf(running: Running, error?: NodeJS.ErrnoException): BalancerFailure {
  const { target, sent } = running;
  const code = error?.code ?? "";
  if (code === "HPE_HEADER_OVERFLOW") {
    return nonsense(running, `a head of more than ${maxHeaderSize / 1024} kB`);
  }
  if (code.startsWith("HPE_")) return nonsense(running, "not HTTP");
  return new BalancerFailure(502, nameBreak(target.name, error, sent), sent);
}

function nameBreak(
  server: string,
  error: NodeJS.ErrnoException | undefined,
  sent: boolean,
): string {
  if (!sent) return `server ${server} takes no connections`;
  return error?.syscall === "write"
    ? `server ${server} closed the connection before it had read all of the request`
    : `the connection to server ${server} ended before an answer came`;
}
