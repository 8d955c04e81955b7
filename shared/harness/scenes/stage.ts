import type { HopMoment, Moment } from "../core/hop.ts";
import type { Lesson } from "../core/lesson.ts";
import { Timeline } from "../core/timeline.ts";
import type { Answer } from "../lab/answer.ts";
import type { Browser, RequestOptions } from "../lab/browser.ts";
import type { Lab } from "../lab/lab.ts";
import { passwordOf } from "../lab/people.ts";
import { startLab } from "../lab/start-lab.ts";
import type { Line } from "./line.ts";

export type StageOptions = {
  lesson: Lesson;
  folder: string;
  answer: string;
  /** Whether the store is shown after each scene that changed it. */
  showsStore: boolean;
  tell(line: Line): void;
  /** Resolves when the reader wants to see the next request. */
  pause(): Promise<void>;
};

/** What a script plays on: one lab at a time, and the browsers of its people. */
export class Stage implements AsyncDisposable {
  readonly #options: StageOptions;
  readonly #browsers = new Map<string, Browser>();
  #lab: Lab | null = null;
  #good: (moment: HopMoment) => boolean = ({ hop }) => hop.status < 400;
  #quiet = false;

  constructor(options: StageOptions) {
    this.#options = options;
  }

  get lab(): Lab {
    if (this.#lab) return this.#lab;
    throw new Error("a script begins by opening a lab: { servers: n }");
  }

  /** Whether there is a store to show, and somebody wants to see it. */
  get showsStore(): boolean {
    return this.#options.showsStore && this.#lab?.redis != null;
  }

  get lesson(): Lesson {
    return this.#options.lesson;
  }

  say(text: string): void {
    this.#options.tell({ kind: "say", text });
  }

  measure(name: string | undefined, value: number): void {
    if (name !== undefined) this.#options.tell({ kind: "measure", name, value });
  }

  event(text: string): void {
    this.lab.timeline.addEvent(text);
  }

  /** Replaces the lab by a fresh one. */
  async open(scene: {
    servers: number;
    realPasswords?: true;
    env?: Record<string, string>;
  }): Promise<void> {
    await this[Symbol.asyncDispose]();
    const { lesson, folder, answer } = this.#options;
    const breaks = [...lesson.demo.scenes, ...lesson.wall.scenes].some(
      (step) => ("kill" in step && step.kill === "redis") || "freeze" in step,
    );
    this.#lab = await startLab(
      { lesson, folder, answer },
      {
        servers: scene.servers,
        breaksRedis: breaks,
        realPasswords: scene.realPasswords ?? false,
        env: scene.env ?? {},
      },
    );
    this.#lab.startTimeline(new Timeline((moment) => this.#tell(moment)));
    this.event(`servers ${this.describeServers()}`);
  }

  describeServers(): string {
    const { servers } = this.lab;
    return servers.names.map((name) => `${name} (pid ${servers.pid(name)})`).join(", ");
  }

  browser(user: string): Browser {
    const known = this.#browsers.get(user);
    if (known) return known;
    const browser = this.lab.browser(user);
    this.#browsers.set(user, browser);
    return browser;
  }

  adopt(user: string, browser: Browser): void {
    this.#browsers.set(user, browser);
  }

  /** One request that is shown; `good` tells the status, or more, that is right. */
  async request(
    user: string,
    line: string,
    options?: RequestOptions,
    good?: number | ((moment: HopMoment) => boolean),
  ) {
    await this.#options.pause();
    const [method = "GET", path = "/"] = line.split(" ");
    this.#good =
      typeof good === "function"
        ? good
        : ({ hop }) => (good === undefined ? hop.status < 400 : hop.status === good);
    return this.browser(user).send(method, path, options);
  }

  /** Requests of which only the sum is going to be told. */
  async quietly<T>(body: () => Promise<T>): Promise<T> {
    this.#quiet = true;
    try {
      return await body();
    } finally {
      this.#quiet = false;
    }
  }

  async signIn(user: string): Promise<Answer> {
    const json = { user, password: passwordOf(user) };
    return this.request(user, "POST /login", { json });
  }

  #tell(moment: Moment): void {
    if (this.#quiet) return;
    const good = moment.kind === "hop" && this.#good(moment);
    this.#options.tell({ kind: "moment", moment, good });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#browsers.clear();
    await this.#lab?.[Symbol.asyncDispose]();
    this.#lab = null;
  }
}
