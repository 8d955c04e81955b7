import type { Browser } from "../../harness/browser/browser.ts";
import { listServers } from "../explanation/phrases.ts";
import type { PersonFacts, Standing } from "../protocol.ts";
import type { Sent } from "./exchange.ts";
import type { Step } from "./scenario.ts";

/** Somebody with a browser of their own, in one column, and what the servers know of them. */
export class Person {
  /** As people call them: "Alice", "the thief". */
  readonly who: string;
  readonly browser: Browser;
  standing: Standing = "stranger";
  /** The servers that knew them when they were last asked. */
  knownBy: readonly string[] = [];
  /** The server that signed them in last; null: none did. */
  signedInOn: string | null = null;
  /** The server that signed them out, if one did since. */
  signedOutOn: string | null = null;
  /** What took their session along: "the memory of server A", "Redis"; null: nothing. */
  lostWith: string | null = null;
  /** What the shop said when they last asked: a refusal, if there was one. */
  told: Sent | null = null;
  /** Whether the last item was taken into the cart; null: there was none. */
  hasAdded: boolean | null = null;
  #ticket: readonly string[] = [];

  constructor(who: string, browser: Browser) {
    this.who = who;
    this.browser = browser;
  }

  /** Whether there is a sign-in to copy or to end, whatever became of it on the servers. */
  get hasSignedIn(): boolean {
    return this.signedInOn !== null && this.signedOutOn === null;
  }

  /** Someone who takes a copy of the cookies, and nothing else. */
  copiedBy(who: string): Person {
    const thief = new Person(who, this.browser.copiedBySomeone());
    thief.signedInOn = this.signedInOn;
    thief.lostWith = this.lostWith;
    thief.#ticket = this.#ticket;
    return thief;
  }

  /** What came of a request that they sent. */
  note({ method, path }: Step, sent: Sent): void {
    const { server, status } = sent;
    if (method === "POST" && path === "/cart") this.hasAdded = sent.good;
    if (sent.good && path === "/login") this.#signIn(sent);
    if (sent.good && path === "/logout") this.#signOut(server);
    else if (sent.good && server !== null) {
      this.standing = "known";
      this.knownBy = [...new Set([...this.knownBy, server])];
    } else if (status === 401) {
      this.knownBy = this.knownBy.filter((name) => name !== server);
    }
  }

  /** What one server refuses, all refuse. */
  noteLost(): void {
    this.standing = "lost";
    this.knownBy = [];
  }

  #signIn({ server, cookiesSet }: Sent): void {
    this.signedInOn = server;
    this.signedOutOn = null;
    this.lostWith = null;
    this.knownBy = [];
    this.#ticket = cookiesSet;
  }

  #signOut(server: string | null): void {
    this.signedOutOn = server;
    this.knownBy = [];
    this.standing = "stranger";
  }

  /** What came when every server was asked once who it is. */
  noteRoll(sent: readonly Sent[]): void {
    const knowing = sent.flatMap(({ good, server }) => (good && server ? [server] : []));
    this.knownBy = [...new Set(knowing)];
    const refusals = sent.filter(({ good }) => !good);
    // Where the first server said nothing, the second one's 401 means little.
    const obstacle = refusals.find(
      ({ status, tried }) => status !== 401 || tried.length > 1,
    );
    this.told = obstacle ?? refusals[0] ?? sent[0] ?? null;
    if (knowing.length > 0) this.standing = "known";
    else if (this.signedOutOn !== null) this.standing = "stranger";
    else this.standing = obstacle && !this.#isGone ? "unclear" : "lost";
  }

  // A server that can't say may be the one that knows, but not if the session is nowhere.
  get #isGone(): boolean {
    return this.lostWith !== null && this.lostWith !== "Redis";
  }

  /** A cookie of their sign-in that the browser sent no more: its time is over. */
  missingCookie({ cookiesSeen }: Sent): string | null {
    return this.#ticket.find((name) => !cookiesSeen.includes(name)) ?? null;
  }

  get facts(): PersonFacts {
    const { who, standing, knownBy } = this;
    const cookies = this.browser.cookieNames();
    return { who, standing, knownBy: listServers(knownBy), cookies };
  }
}
