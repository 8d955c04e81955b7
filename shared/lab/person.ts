import type { Browser } from "../harness/lab/browser.ts";
import type { Sent } from "./column.ts";
import type { Step } from "./scenario.ts";
import type { PersonFacts, Standing } from "./wire.ts";
import { listServers } from "./words.ts";

/** Somebody with a browser of their own, in one column. */
export class Person {
  /** As people call them: "Alice", "the thief". */
  readonly who: string;
  readonly browser: Browser;
  standing: Standing = "stranger";
  /** The servers that knew them when they were last asked for. */
  knownBy: readonly string[] = [];
  /** The server that signed them in last; null: none did. */
  signedInOn: string | null = null;
  /** The server that signed them out, if one did since. */
  signedOutOn: string | null = null;
  /** What took their session along when it ended: "the memory of server A", "Redis". */
  lostWith: string | null = null;

  constructor(who: string, browser: Browser) {
    this.who = who;
    this.browser = browser;
  }

  /** Whether there is a sign-in to copy, whatever became of it on the servers. */
  get hasSignedIn(): boolean {
    return this.signedInOn !== null && this.signedOutOn === null;
  }

  /** Whoever takes a copy of the cookies, and nothing else. */
  copiedBy(who: string): Person {
    const thief = new Person(who, this.browser.copiedBySomeone());
    thief.signedInOn = this.signedInOn;
    return thief;
  }

  /** An answer that was as it should be, by a server; null: by the balancer itself. */
  noteSuccess({ path }: Step, server: string | null): void {
    if (path === "/logout") {
      this.signedOutOn = server;
      this.knownBy = [];
      this.standing = "stranger";
      return;
    }
    if (path === "/login") {
      this.signedInOn = server;
      this.signedOutOn = null;
      this.lostWith = null;
      this.knownBy = [];
    }
    this.standing = "known";
    if (server !== null) this.knownBy = [...new Set([...this.knownBy, server])];
  }

  /** What came when every server was asked once. */
  noteRoll(sent: readonly Sent[]): void {
    const knowing = sent.flatMap(({ good, server }) => (good && server ? [server] : []));
    this.knownBy = [...new Set(knowing)];
    if (knowing.length > 0) this.standing = "known";
    else if (this.signedOutOn !== null) this.standing = "stranger";
    // A server that could not say may be the one that knows.
    else if (sent.some(({ status }) => status !== 401)) this.standing = "unclear";
    else this.standing = "lost";
  }

  get facts(): PersonFacts {
    const { who, standing, knownBy } = this;
    const cookies = this.browser.cookieNames();
    return { who, standing, knownBy: listServers(knownBy), cookies };
  }
}
