import type { Browser } from "../../harness/browser/browser.ts";
import { listServers } from "../explanation/phrases.ts";
import type { PersonFacts, Standing } from "../protocol.ts";
import type { Sent } from "./exchange.ts";
import type { Step } from "./scenario.ts";

/**
 * Someone with their own browser, in one column, and what the servers know about them.
 */
export class Person {
  /** Their name: "Alice", "the thief". */
  readonly who: string;
  readonly browser: Browser;
  standing: Standing = "stranger";
  /** The servers that knew them when they were last asked. */
  knownBy: readonly string[] = [];
  /** The server that last signed them in; null: none did. */
  signedInOn: string | null = null;
  /** The server that has signed them out since, if any. */
  signedOutOn: string | null = null;
  /**
   * What their session was lost with: "the memory of server A", "Redis"; null: nothing.
   */
  lostWith: string | null = null;
  /** What the shop answered last: a refusal, if there was one. */
  told: Sent | null = null;
  /** Whether the last item was accepted into the cart; null: there was none. */
  hasAdded: boolean | null = null;
  #ticket: readonly string[] = [];

  constructor(who: string, browser: Browser) {
    this.who = who;
    this.browser = browser;
  }

  /**
   * Whether there is a sign-in to copy or to end, no matter what happened to it on the
   * servers.
   */
  get hasSignedIn(): boolean {
    return this.signedInOn !== null && this.signedOutOn === null;
  }

  /** Someone who has a copy of the cookies, and nothing else. */
  copiedBy(who: string): Person {
    const thief = new Person(who, this.browser.copiedBySomeone());
    thief.signedInOn = this.signedInOn;
    thief.lostWith = this.lostWith;
    thief.#ticket = this.#ticket;
    return thief;
  }

  /** Records the result of a request they sent. */
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

  /** Records that they are lost: what one server refuses, all refuse. */
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

  /** Records the results after every server was asked once. */
  noteRoll(sent: readonly Sent[]): void {
    const knowing = sent.flatMap(({ good, server }) => (good && server ? [server] : []));
    this.knownBy = [...new Set(knowing)];
    const refusals = sent.filter(({ good }) => !good);
    // If the first server didn't answer, the second one's 401 means little.
    const obstacle = refusals.find(
      ({ status, tried }) => status !== 401 || tried.length > 1,
    );
    this.told = obstacle ?? refusals[0] ?? sent[0] ?? null;
    if (knowing.length > 0) this.standing = "known";
    else if (this.signedOutOn !== null) this.standing = "stranger";
    else this.standing = obstacle && !this.#isGone ? "unclear" : "lost";
  }

  // A server that can't say might be the one that knows, unless the session no longer
  // exists anywhere.
  get #isGone(): boolean {
    return this.lostWith !== null && this.lostWith !== "Redis";
  }

  /**
   * A cookie from their sign-in that the browser no longer sends because it has expired.
   */
  missingCookie({ cookiesSeen }: Sent): string | null {
    return this.#ticket.find((name) => !cookiesSeen.includes(name)) ?? null;
  }

  get facts(): PersonFacts {
    const { who, standing, knownBy } = this;
    const cookies = this.browser.cookieNames();
    return { who, standing, knownBy: listServers(knownBy), cookies };
  }
}
