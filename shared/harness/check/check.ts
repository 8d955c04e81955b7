import { type TestContext, test } from "node:test";
import type { LabOptions } from "../core/lab-definition.ts";
import { taskOf } from "../core/lesson.ts";
import type { Misconceptions, SlugOf } from "../core/misconception.ts";
import { Timeline } from "../core/timeline.ts";
import type { Lab } from "../lab/lab.ts";
import type { Play, Property } from "../properties/property.ts";
import { StoreWatch } from "../redis/store-contents.ts";
import { closeByHand, currentLab, openLab } from "./current-lab.ts";
import { expectCompany } from "./doubt.ts";
import type { CheckReport, Outcome } from "./report.ts";
import { CHECK_TIMEOUT_MS, runCheck } from "./run-check.ts";
import { Scene } from "./scene.ts";
import { type Ran, SideLab } from "./side-lab.ts";

let stoppedAt: string | null = null;
let registered = 0;
let sideLabs: SideLab[] = [];
let report: (check: CheckReport) => void = () => {};
/** Set if a run shows what the store contains after each check. */
let watch: StoreWatch | null = null;
/** Whether to start processes and labs before they are needed, so no one has to wait. */
let startsAhead = true;

export type RunOptions = {
  /** Whether each check reports what Redis contains after it. */
  showsStore: boolean;
  /**
   * Whether to start what later checks need, even though the run might end before them.
   */
  startsAhead: boolean;
  /** Whether other runs of ours are going on at the same time. */
  hasCompany: boolean;
};

/**
 * Begins a run whose checks the judge listens to. A plain `node --test` run uses
 * node:test's own report.
 */
export function beginRun(
  listener: (check: CheckReport) => void,
  options: RunOptions,
): void {
  watch = options.showsStore ? new StoreWatch() : null;
  startsAhead = options.startsAhead;
  expectCompany(options.hasCompany);
  stoppedAt = null;
  registered = 0;
  sideLabs = [];
  closeByHand();
  report = listener;
}

/** Lets no check run on in a side lab, because the end of the lab would interrupt it. */
export async function stopSideLabs(): Promise<void> {
  await Promise.all(sideLabs.map((side) => side.stop()));
}

/** How many checks the test file has registered. */
export function countChecks(): number {
  return registered;
}

/**
 * Registers a check under one of the lesson's slugs: a play, or a property that must
 * hold.
 */
export type Check<Slug extends string> = (slug: Slug, what: Play | Property) => void;

export type Checks<Slug extends string> = {
  /** The lab that the checks share. */
  lab: Lab;
  /**
   * One check of a lesson: a node:test test whose sentence is about a user. After a core
   * check or a guard fails, the later ones wait. An untouched stretch task is skipped,
   * and its report says so.
   */
  check: Check<Slug>;
  /**
   * A second lab, for checks that break what others need. They run alongside the others,
   * but are reported in their place in the list.
   */
  openSideLab(options: LabOptions): { check: Check<Slug> };
};

/**
 * Opens a lesson's lab for its checks. Each check has the slug of the misconception it
 * catches.
 *
 * @param testUrl the import.meta.url of lesson.test.ts
 * @throws {LabError}, {HostError} or {FileMissing}
 */
export async function openChecks<M extends Misconceptions>(
  testUrl: string,
  misconceptions: M,
): Promise<Checks<SlugOf<M>>> {
  const lab = await openLab(testUrl);
  const promiseOf = (slug: SlugOf<M>) => misconceptions[slug]?.promise ?? slug;
  return {
    lab,
    check: (slug, what) =>
      register(slug, promiseOf(slug), () => runHere(slug, playOf(what))),
    openSideLab(options) {
      const side = new SideLab(options);
      lab.expectServers(options.servers ?? lab.servers.first.length);
      sideLabs.push(side);
      return {
        check(slug, what) {
          const ran = side.add(slug, playOf(what));
          register(slug, promiseOf(slug), () => {
            side.start();
            return ran;
          });
        },
      };
    },
  };
}

function playOf(what: Play | Property): Play {
  return typeof what === "function" ? what : what.play;
}

async function runHere(slug: string, play: Play): Promise<Ran> {
  const { lab, lesson } = currentLab();
  const timeline = new Timeline();
  lab.startTimeline(timeline);
  const outcome = await runCheck(slug, lab, lesson, async () => {
    await lab.beginAnew();
    await play(new Scene(lab));
  });
  return { outcome, timeline, store: await watch?.look(lab.redis) };
}

function register(slug: string, sentence: string, run: () => Promise<Ran>): void {
  registered++;
  // A check in a side lab has started before its own test does.
  const timeout = 2 * CHECK_TIMEOUT_MS;
  void test(sentence, { timeout }, async (context) => {
    const ran = stoppedAt === null ? await run() : waiting();
    const { outcome, timeline, store } = ran;
    const { lab, lesson } = currentLab();
    if (outcome.kind === "passed" && startsAhead) {
      // Not sooner: a run that stops at its first check doesn't need more servers.
      lab.bootSpares();
      for (const side of sideLabs) side.start();
    }
    const stretch = taskOf(lesson, slug)?.stretch ?? false;
    if (outcome.kind !== "passed" && outcome.kind !== "untouched") stoppedAt ??= slug;
    const { hops, moments } = timeline;
    report({ slug, sentence, outcome, hops, moments, store });
    settle(context, outcome, stretch);
  });
}

function waiting(): Ran {
  return { outcome: { kind: "waiting" }, timeline: new Timeline() };
}

function settle(context: TestContext, outcome: Outcome, stretch: boolean): void {
  switch (outcome.kind) {
    case "passed":
      return;
    case "waiting":
      context.skip(`waits: "${stoppedAt}" has not passed`);
      return;
    case "untouched":
      context.skip("a stretch task that nobody has begun");
      return;
    case "todo":
      throw new Error(`TODO ${outcome.task} — ${outcome.what}`);
    case "failed":
      throw new Error(stretch ? `stretch: ${outcome.happened}` : outcome.happened);
    case "undecided":
      throw new Error(`${outcome.code}: ${outcome.fact}. ${outcome.hint}`);
  }
}
