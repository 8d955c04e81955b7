import { type Entry, solutionFolder } from "../course/catalogue.ts";
import { type Verdict, wasBusy } from "../course/verdict.ts";
import { judge } from "./support/judging.ts";
import { MachineLoad } from "./support/machine-load.ts";

/** How many processes compete for all of the machine's time. */
const LOAD = 15;

/**
 * Judges the solutions again and again on a machine that has hardly any time for them.
 * Each time they must pass or be undecided because the machine is busy; they must never
 * be blamed.
 *
 * @returns how often they were blamed
 */
export async function judgeWhileBusy(
  lessons: readonly Entry[],
  times: number,
): Promise<number> {
  using _load = new MachineLoad(LOAD, 3_600);
  let faults = 0;
  for (const lesson of lessons) {
    const tally = { passed: 0, busy: 0, faults: 0 };
    for (let round = 1; round <= times; round++) {
      const { verdict } = await judge(lesson, solutionFolder(lesson), {
        hasCompany: false,
      });
      const kind = classify(verdict);
      tally[kind]++;
      if (kind !== "passed") console.log(`  ${kind}: ${describe(verdict)}`);
    }
    faults += tally.faults;
    const { passed, busy } = tally;
    console.log(
      `${lesson.number}: ${passed} passed, ${busy} could not be decided, ${tally.faults} blamed`,
    );
  }
  return faults;
}

function classify(verdict: Verdict): "passed" | "busy" | "faults" {
  if (verdict.kind === "passed") return "passed";
  return wasBusy(verdict) ? "busy" : "faults";
}

function describe(verdict: Verdict): string {
  switch (verdict.kind) {
    case "passed":
      return "";
    case "undecided":
      return verdict.fact;
    case "unloadable":
      return verdict.failure.message;
    case "failed": {
      const { slug, outcome } = verdict.check;
      return `${slug}: ${outcome.kind === "failed" ? outcome.happened : outcome.kind}`;
    }
  }
}
