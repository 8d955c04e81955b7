import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import httpProxy, { type ProxyServer } from "http-proxy";
import type { Pick } from "../core/pick.ts";
import { STORE_CALLS_HEADER } from "../core/wire.ts";
import { BalancerFailure } from "./failures.ts";
import type { HopRecord } from "./hop-record.ts";

/** How long a server may take before the balancer gives up on it. */
const ANSWER_WITHIN_MILLISECONDS = 4_000;

export type Job = {
  pick: Pick;
  target: { name: string; port: number };
  record: HopRecord;
  /** The body, if it was kept; else it streams from the request. */
  body: Buffer | null;
};

type Running = Job & { sent: boolean; late: boolean; answered: () => void };

/** Sends requests on to servers with http-proxy, over connections that stay open. */
export class Forwarder {
  readonly #proxy: ProxyServer;
  readonly #running = new WeakMap<IncomingMessage, Running>();
  readonly #patience: number;

  /** @param patience how long a server may take to begin its answer, in ms */
  constructor(agent: Agent, patience = ANSWER_WITHIN_MILLISECONDS) {
    this.#patience = patience;
    this.#proxy = httpProxy.createProxyServer({ agent });
    this.#proxy.on("proxyReq", (upstream, req, _res, _options, socket) => {
      this.#watch(upstream, req, socket);
    });
    this.#proxy.on("proxyRes", (answer, req, res) => this.#pass(answer, req, res));
    // http-proxy tells of a client that left by an event of its own; it has already ended
    // the upstream request, and an error event nobody hears would end this process.
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
      const running = { ...job, sent: false, late: false, answered: () => resolve(null) };
      this.#running.set(req, running);
      const options = {
        target: { host: "127.0.0.1", port: job.target.port },
        ...(job.body ? { buffer: Readable.from([job.body]) } : {}),
      };
      res.once("close", () => resolve(new BalancerFailure(499, "the client has left")));
      this.#proxy.web(req, res, options, () =>
        resolve(failureOf(running, this.#patience)),
      );
    });
  }

  #watch(upstream: ClientRequest, req: IncomingMessage, socket: Socket): void {
    const running = this.#running.get(req);
    if (!running) return;
    if (socket.connecting) {
      socket.once("connect", () => {
        running.sent = true;
      });
    } else {
      running.sent = true;
    }
    const timer = setTimeout(() => {
      running.late = true;
      upstream.destroy();
    }, this.#patience);
    upstream.once("response", () => clearTimeout(timer));
    upstream.once("close", () => clearTimeout(timer));
  }

  #pass(answer: IncomingMessage, req: IncomingMessage, res: ServerResponse): void {
    const running = this.#running.get(req);
    if (!running) return;
    const { headers } = answer;
    const { pick, record, target } = running;
    // What a server says about hops is the balancer's to say.
    delete headers["x-hop"];
    delete headers["x-served-by"];
    // RFC 9110 §7.6.1: how long a connection lives is agreed upon at each end by itself.
    headers.connection = res.shouldKeepAlive ? "keep-alive" : "close";
    delete headers["keep-alive"];
    if (pick.setCookie !== undefined) {
      headers["set-cookie"] = [...(headers["set-cookie"] ?? []), pick.setCookie];
    }
    record.complete(answer.statusCode ?? 502, target.name, headers, res);
    delete headers[STORE_CALLS_HEADER];
    // A server that dies in the middle of an answer must not leave the client waiting.
    answer.once("error", () => res.destroy());
    answer.once("aborted", () => res.destroy());
    running.answered();
  }
}

function failureOf(running: Running, patience: number): BalancerFailure {
  const { late, sent, target } = running;
  const { name } = target;
  if (late) {
    return new BalancerFailure(
      504,
      `server ${name} said nothing for ${patience} ms`,
      sent,
    );
  }
  const fact = sent ? "ended before it answered" : "takes no connections";
  return new BalancerFailure(502, `server ${name} ${fact}`, sent);
}
