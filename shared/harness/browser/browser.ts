import { Agent, type IncomingMessage, request as sendRequest } from "node:http";
import { TodoError } from "../../app/todo.ts";
import type { Hop } from "../core/hop.ts";
import { Timeline } from "../core/timeline.ts";
import { throwIfAnsweredForShop } from "./answer-fault.ts";
import { headersOf } from "./browser-headers.ts";
import { nameOf, passwordOf } from "./demo-accounts.ts";
import { describeResponse } from "./describe-response.ts";
import { Jar } from "./jar.ts";
import type { MissingCookie } from "./missing-cookie.ts";
import { brokenOff, noAnswer, notRead, RESPONSE_TIMEOUT_MS } from "./missing-response.ts";
import { Response } from "./response.ts";
import { readBody } from "./response-body.ts";
import type { JudgedCookie } from "./set-cookie-rules.ts";

/** What a browser needs from the lab it lives in. */
export type Surroundings = {
  port: number;
  /** The record of a hop, which the balancer might report a moment after the response. */
  hop(number: number): Promise<Hop>;
  timeline(): Timeline;
  around: RequestWrapper;
  /** All open browsers, because they contain clocks too. */
  browsers: Set<Browser>;
  /** How far the servers' clocks are ahead of real time, in ms. */
  ahead(): number;
  /** Whether one of our faults has taken the store down. */
  isStoreDown(): boolean;
};

/**
 * Sends a request, with something done before and after it.
 *
 * @param what the request, for people: "Alice's GET /me"
 */
export type RequestWrapper = <T>(what: string, send: () => Promise<T>) => Promise<T>;

export type RequestOptions = {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent unchanged. */
  body?: string;
  headers?: Record<string, string>;
  /** Send it the way another site's page would, without SameSite cookies. */
  crossSite?: boolean;
};

/** A client with its own cookie jar and connections, acting for one user. */
export class Browser implements Disposable {
  /** The account of the browser's owner: "alice". */
  readonly user: string;
  /** Sent as "Authorization: Bearer …" with every request, if set. */
  bearer: string | null = null;
  /** Sent as HTTP Basic credentials with every request, if set. */
  basic: { user: string; password: string } | null = null;
  readonly #surroundings: Surroundings;
  readonly #jar: Jar;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #copied: boolean;
  readonly #label: string;

  /** @param label what tells it from others of its user, for people: "Alice's phone" */
  constructor(
    surroundings: Surroundings,
    user: string,
    { copyOf, label = "" }: { copyOf?: Browser; label?: string } = {},
  ) {
    this.user = user;
    this.#label = label;
    this.#surroundings = surroundings;
    this.#copied = copyOf !== undefined;
    this.#jar = copyOf ? copyOf.#jar.copy() : new Jar(this.#url);
    this.bearer = copyOf?.bearer ?? null;
    surroundings.browsers.add(this);
  }

  /** Whether its cookies were copied from another browser. */
  get isCopy(): boolean {
    return this.#copied;
  }

  /** The owner's name, for people: "Alice". */
  get owner(): string {
    return nameOf(this.user);
  }

  get #url(): string {
    return `http://127.0.0.1:${this.#surroundings.port}`;
  }

  /** The origin as the TLS front would have it; the balancer plays that front. */
  get #origin(): string {
    return `https://127.0.0.1:${this.#surroundings.port}`;
  }

  get(path: string, options?: RequestOptions): Promise<Response> {
    return this.send("GET", path, options);
  }

  post(path: string, json?: unknown, options?: RequestOptions): Promise<Response> {
    return this.send("POST", path, {
      ...(json === undefined ? {} : { json }),
      ...options,
    });
  }

  /** Signs its user in, with the right password unless another one is given. */
  signIn(password = passwordOf(this.user)): Promise<Response> {
    return this.post("/login", { user: this.user, password });
  }

  /** From now on, sends its user's name and password with every request (RFC 7617). */
  sendPassword(): void {
    this.basic = { user: this.user, password: passwordOf(this.user) };
  }

  signOut(): Promise<Response> {
    return this.post("/logout");
  }

  /** Someone else's browser, with a copy of every cookie and token in this one. */
  copiedBySomeone(): Browser {
    this.#surroundings.timeline().addEvent(`someone copies ${this.owner}'s cookie`);
    return new Browser(this.#surroundings, this.user, { copyOf: this });
  }

  /** The same browser in a second copy: cookies set on one never reach the other. */
  twin(): Browser {
    return new Browser(this.#surroundings, this.user, { copyOf: this });
  }

  /** A twin without one of the cookies, whose requests aren't recorded. */
  unrecordedTwinWithout(cookie: string): Browser {
    const unread = new Timeline();
    const surroundings = { ...this.#surroundings, timeline: () => unread };
    const twin = new Browser(surroundings, this.user, { copyOf: this });
    twin.#jar.drop(cookie);
    return twin;
  }

  /** The value of a cookie in the jar: for checks that alter it, never for the screen. */
  cookie(name: string): string | undefined {
    return this.#jar.value(name);
  }

  /** The names of all cookies in the jar. */
  cookieNames(): string[] {
    return this.#jar.names();
  }

  /** Why a cookie isn't sent with a request to this path; null: it is. */
  explainMissing(cookie: string, path: string, crossSite = false): MissingCookie | null {
    return this.#jar.explainMissing(cookie, path, crossSite);
  }

  /** Puts a cookie into the jar by hand, as anyone can with their own browser. */
  setCookie(key: string, value: string): void {
    this.#jar.write(key, value);
  }

  /** Makes its cookies older by this many ms. */
  age(milliseconds: number): void {
    this.#jar.age(milliseconds);
  }

  /**
   * Sends one request and waits for both the response and the hop's record.
   *
   * @throws {TodoError} if it ran into a task that hasn't been done yet
   * @throws {Finding} if nothing answers within 5 s, or something other than the shop
   *   does
   */
  async send(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Response> {
    const what = `${this.owner}'s ${method} ${path}`;
    return this.#surroundings.around(what, () => this.#send(method, path, options));
  }

  async #send(method: string, path: string, options: RequestOptions): Promise<Response> {
    const timeline = this.#surroundings.timeline();
    const request = timeline.beginRequest();
    try {
      const heldBack = this.#explainHeldBack(method, path);
      const { incoming, response, note } = await this.#ask(method, path, options);
      timeline.addHop(response.hop, note, {
        greets: response.user,
        atOnce: request.atOnce,
        dropped: [...response.dropped.keys()],
        heldBack,
        storeDown: this.#surroundings.isStoreDown(),
      });
      throwIfTodo(incoming);
      throwIfAnsweredForShop(response);
      return response;
    } finally {
      timeline.endRequest(request);
    }
  }

  async #ask(method: string, path: string, options: RequestOptions) {
    const body = options.json === undefined ? options.body : JSON.stringify(options.json);
    const headers = this.#headers(method, path, body, options);
    const incoming = await this.#exchange(method, path, body, headers);
    const text = await readBody(incoming).catch((cause) => {
      throw brokenOff(`${method} ${path}`, this.owner, cause);
    });
    const judged = this.#takeCookies(incoming.headers["set-cookie"] ?? [], path);
    const number = Number(incoming.headers["x-hop"]);
    if (!number)
      throw notRead(`${method} ${path}`, this.owner, incoming, headers.Cookie ?? "");
    const hop = await this.#surroundings.hop(number);
    const response = new Response(incoming, text, hop, judged);
    const note = describeResponse(response, {
      owner: this.owner,
      copied: this.#copied,
      label: this.#label,
    });
    return { incoming, response, note };
  }

  /**
   * Why a cookie that this browser has isn't sent with a request; null if there's none.
   */
  #explainHeldBack(method: string, path: string): string | null {
    const [held] = this.#jar.heldBack(path);
    return held
      ? `${this.owner}'s browser did not send ${held.name} with ${method} ${path}: ${held.clause}.`
      : null;
  }

  /** Stores the cookies a browser would store; returns what it made of each line. */
  #takeCookies(lines: readonly string[], path: string): JudgedCookie[] {
    const ahead = this.#surroundings.ahead();
    return lines.map((line) => this.#jar.take(line, path, ahead));
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
    this.#surroundings.browsers.delete(this);
  }

  #headers(
    method: string,
    path: string,
    body: string | undefined,
    { crossSite = false, json, headers }: RequestOptions,
  ): Record<string, string> {
    const cookies = this.#jar.header(path, crossSite);
    const sent = headersOf({
      method,
      origin: this.#origin,
      crossSite,
      cookies,
      length: body === undefined ? undefined : Buffer.byteLength(body),
      contentType: json === undefined ? undefined : "application/json",
      authorization: this.#authorization,
    });
    return { ...sent, ...headers };
  }

  get #authorization(): string | undefined {
    if (this.bearer !== null) return `Bearer ${this.bearer}`;
    if (this.basic === null) return undefined;
    const { user, password } = this.basic;
    return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  }

  #exchange(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = sendRequest(`${this.#url}${path}`, {
        method,
        agent: this.#agent,
        headers,
        signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
      });
      request.once("response", resolve);
      request.once("error", (cause) => {
        reject(noAnswer(`${method} ${path}`, this.owner, cause));
      });
      request.end(body);
    });
  }
}

function throwIfTodo(response: IncomingMessage): void {
  const header = response.headers["x-todo"];
  if (typeof header !== "string") return;
  const todo = readTodo(header);
  if (todo !== null) throw todo;
}

// The learner's own server can put anything into this header.
function readTodo(header: string): TodoError | null {
  try {
    const { task, what } = JSON.parse(decodeURIComponent(header));
    return Number.isInteger(task) ? new TodoError(task, String(what)) : null;
  } catch {
    return null;
  }
}
