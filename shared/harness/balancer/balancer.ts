import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { TodoError } from "../../app/todo.ts";
import { readCookies } from "../core/cookie-headers.ts";
import { prepareForUpstream } from "../core/headers.ts";
import type { Hop } from "../core/hop.ts";
import {
  type FailedTry,
  type Pick,
  type Picker,
  type PickRequest,
  roundRobin,
  type ServerView,
} from "../core/pick.ts";
import type { Routing } from "../core/routing.ts";
import { readBody } from "./body.ts";
import { drainAfter } from "./drain.ts";
import { answerItself, BalancerFailure, unpickable } from "./failures.ts";
import { Forwarder } from "./forwarder.ts";
import { HopRecord } from "./hop-record.ts";
import { readDecision, readPick } from "./read-pick.ts";
import { ReadinessProbe } from "./readiness.ts";
import { findFault } from "./request-fault.ts";
import { useOriginForm } from "./request-target.ts";

export type BalancerOptions = {
  /** How long a server may take to begin its answer, in ms. */
  responseTimeout?: number | undefined;
  /** Whether to ask a server at /readyz before sending anyone there. */
  asksReadiness?: boolean | undefined;
};

/**
 * Balances per request: each one is numbered, given a pick, forwarded, and recorded. The
 * pick is the lesson's; everything that could leak an address or end the process is here.
 */
export class Balancer {
  pick: Picker = roundRobin();
  /**
   * Whether a request whose server failed may be sent to another server. Without it: no.
   */
  sendAgain: ((failed: FailedTry) => boolean) | null = null;
  #servers: Routing[] = [];
  #lastNumber = 0;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #forwarder: Forwarder;
  readonly #report: (hop: Hop) => void;
  readonly #readiness: ReadinessProbe | null;
  /** Connections on which a malformed request was refused. */
  readonly #closing = new WeakSet<object>();

  constructor(report: (hop: Hop) => void, options: BalancerOptions = {}) {
    const { responseTimeout, asksReadiness = false } = options;
    this.#forwarder = new Forwarder(this.#agent, responseTimeout);
    this.#report = report;
    this.#readiness = asksReadiness ? new ReadinessProbe() : null;
  }

  /**
   * Resolves when each new server has been asked whether it is ready, if readiness is
   * asked.
   */
  async setServers(servers: Routing[]): Promise<void> {
    this.#servers = servers;
    await this.#readiness?.watch(servers);
  }

  /** Closes the connections to the servers; the next requests open new ones. */
  reconnect(): void {
    this.#agent.destroy();
  }

  async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (this.#closing.has(req.socket)) {
      // It followed a refused request, and there's no telling where that one ended.
      req.socket.destroy();
      return;
    }
    const record = new HopRecord(++this.#lastNumber, req, this.#report);
    drainAfter(req, res);
    const fault = findFault(req);
    if (fault !== null) {
      // Two programs might disagree about where it ends, so nothing after it can be
      // trusted.
      res.setHeader("Connection", "close");
      this.#closing.add(req.socket);
      answerItself(res, record, fault);
      return;
    }
    useOriginForm(req);
    const request = describe(req);
    prepareForUpstream(req.headers, {
      address: request.address,
      port: req.socket.localPort ?? 0,
      host: req.headers.host ?? "",
    });
    try {
      // Only a buffered body can be sent twice, so buffer it only where that might
      // happen.
      const body = this.sendAgain ? await readBody(req) : null;
      await this.#tryServers(req, res, request, record, body);
    } catch (error) {
      answerItself(res, record, error);
    }
  }

  async #tryServers(
    req: IncomingMessage,
    res: ServerResponse,
    request: PickRequest,
    record: HopRecord,
    body: Buffer | null,
  ): Promise<void> {
    const failed = new Set<string>();
    for (;;) {
      const pick = readPick(this.pick(request, this.#viewWithout(failed)));
      const target = this.#targetOf(pick, record);
      if (pick === null || target === null) {
        answerItself(res, record, unpickable(pick, this.#names));
        return;
      }
      const failure = await this.#forwarder.send(req, res, {
        pick,
        target,
        record,
        body,
      });
      if (failure === null) return;
      // The client has left, so there's no second try.
      if (res.destroyed) {
        answerItself(res, record, failure);
        return;
      }
      failed.add(target.name);
      const again = this.#decide({ method: request.method, sent: failure.sent });
      if (!again || failed.size >= this.#servers.length || res.headersSent) {
        answerItself(res, record, failure);
        return;
      }
    }
  }

  #decide(failed: FailedTry): boolean {
    if (this.sendAgain === null) return false;
    try {
      return readDecision(this.sendAgain(failed));
    } catch (error) {
      if (error instanceof BalancerFailure || error instanceof TodoError) throw error;
      console.error(error instanceof Error ? error.stack : String(error));
      throw new BalancerFailure(500, "sendAgain threw an error");
    }
  }

  get #names(): string[] {
    return this.#servers.map(({ name }) => name);
  }

  // A learner's pick gets copies, so changing them has no effect here.
  #viewWithout(failed: ReadonlySet<string>): ServerView[] {
    return this.#servers.map((server) => ({
      name: server.name,
      state: failed.has(server.name) ? "down" : this.#stateOf(server),
    }));
  }

  #stateOf({ name, state }: Routing): ServerView["state"] {
    const isUnready = state === "up" && this.#readiness?.isReady(name) === false;
    // It may finish what it has, but takes no one new, as if it had asked for a drain
    // itself.
    return isUnready ? "draining" : state;
  }

  #targetOf(pick: Pick | null, record: HopRecord): Routing | null {
    if (pick === null) return null;
    record.picked(pick);
    const target = this.#servers.find(({ name }) => name === pick.server);
    return target && target.state !== "down" ? target : null;
  }
}

function describe(req: IncomingMessage): PickRequest {
  return {
    method: req.method ?? "GET",
    path: (req.url ?? "/").split("?")[0] ?? "/",
    address: (req.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
    cookies: readCookies(req.headers.cookie),
  };
}
