import { type Entry, type LoadedLesson, readLesson } from "../../course/catalogue.ts";
import { readMark, updateMark } from "../../course/progress.ts";
import { capitalize } from "../../harness/core/capitalize.ts";
import type { Prediction } from "../../harness/core/lesson.ts";
import { paragraph } from "../../terminal/format.ts";
import { print, printAll, style } from "../../terminal/style.ts";
import { type Ask, askAtTerminal, readChoice } from "../../terminal/terminal.ts";
import { headline } from "../headline.ts";

/**
 * Asks every unanswered prediction about an event, right before it. A guess costs
 * nothing: it is compared with what the event measures.
 */
export async function askPredictions(
  lesson: LoadedLesson,
  before: Prediction["before"],
  ask: Ask,
): Promise<void> {
  const open = [...lesson.predictions.entries()].filter(
    ([at, prediction]) => prediction.before === before && !isAnswered(lesson, at),
  );
  for (const [turn, [at, prediction]] of open.entries()) {
    const which = open.length === 1 ? "" : ` (${turn + 1} of ${open.length})`;
    printAll(["", ...formatQuestion(prediction, which)]);
    const said = await ask(prediction.choices.length);
    remember(lesson, at, said);
    print(style.dim(`   noted: ${nameChoice(prediction, said)}`));
  }
}

/**
 * `predict`: shows the next question, and asks for the answer if there is a terminal;
 * `predict 2`: answers with the second choice, if that question has been shown.
 */
export async function predict(entry: Entry, word: string | undefined): Promise<number> {
  const lesson = await readLesson(entry);
  const at = lesson.predictions.findIndex((_, index) => !isAnswered(lesson, index));
  const prediction = lesson.predictions[at];
  print();
  print(headline(lesson, " · predict"));
  if (!prediction) {
    print("\n You've made every prediction of this lesson.");
    printAll(formatComparisons(lesson));
    return 0;
  }
  const command = `npm run lesson ${lesson.number} predict`;
  const next = `\n next: ${command} 1 (or 2, 3 …; "not-sure" is an answer too)`;
  const choices = prediction.choices.length;
  const note = (said: number | null) => {
    remember(lesson, at, said);
    print(`\n Noted: ${nameChoice(prediction, said)}`);
    print(` ${whenSeen(lesson, prediction)}`);
  };
  if (word === undefined) {
    show(lesson, prediction);
    const ask = askAtTerminal();
    if (ask) note(await ask(choices));
    else print(next);
    return 0;
  }
  const said = readChoice(word, choices);
  if (said === undefined) {
    print(`\n "${word}" isn't one of the choices: ${command} shows them.`);
    return 2;
  }
  if (!wasShown(lesson, prediction)) {
    print("\n Nothing was noted: this question hasn't been on the screen yet.");
    show(lesson, prediction);
    print(next);
    return 2;
  }
  note(said);
  return 0;
}

/** Records what an event measured, next to the guesses made before it. */
export function noteMeasured(
  lesson: LoadedLesson,
  measured: ReadonlyMap<string, number>,
): void {
  const { guesses } = readMark(lesson.name);
  const updated = { ...guesses };
  for (const [at, { measures }] of lesson.predictions.entries()) {
    const guess = guesses[at];
    const value = measured.get(measures);
    if (!guess || value === undefined) continue;
    updated[at] = { ...guess, measured: value, at: new Date().toISOString() };
  }
  if (Object.keys(updated).length > 0) updateMark(lesson.name, { guesses: updated });
}

/**
 * "Failed of four: 2. You said 3", with the reason, for everything that has been
 * measured.
 */
export function formatComparisons(
  { name, predictions }: LoadedLesson,
  before?: Prediction["before"],
): string[] {
  const { guesses } = readMark(name);
  return predictions.flatMap((prediction, at) => {
    const guess = guesses[at];
    if (!guess || guess.measured === null) return [];
    if (before !== undefined && prediction.before !== before) return [];
    const { because, choices, measures, answer } = prediction;
    const said =
      guess.said === null ? "You weren't sure" : `You said ${choices[guess.said]}`;
    // A demo can run the learner's own code, and they might have fixed it since.
    const foretold = Number.parseFloat(choices[answer] ?? "");
    const hasChanged = !Number.isNaN(foretold) && foretold !== guess.measured;
    const why = hasChanged ? "Your code has changed since you guessed." : because;
    const text = `${capitalize(measures)}: ${guess.measured}. ${said}. ${why}`;
    return ["", ...paragraph(text)];
  });
}

function whenSeen({ number }: LoadedLesson, { before }: Prediction): string {
  return before === "demo"
    ? `To see what happens: npm run lesson ${number} demo`
    : "You will see what happens at the wall, after a pass.";
}

function formatQuestion({ ask, choices }: Prediction, which = ""): string[] {
  return [
    ...paragraph(`Before you see it${which}: ${ask}`),
    // Some choices are numbers, and the key to press must not look like one of them.
    ...choices.map((choice, at) => `   [${at + 1}]  ${choice}`),
    "   [?]  not sure",
  ];
}

function show(lesson: LoadedLesson, prediction: Prediction): void {
  printAll(["", ...formatQuestion(prediction)]);
  updateMark(lesson.name, { shown: textOf(prediction) });
}

// A number is a choice for the question that was shown, and for no other.
function wasShown(lesson: LoadedLesson, prediction: Prediction): boolean {
  return readMark(lesson.name).shown === textOf(prediction);
}

function textOf({ ask, choices }: Prediction): string {
  return [ask, ...choices].join("\n");
}

function nameChoice({ choices }: Prediction, said: number | null): string {
  return said === null ? "not sure" : `[${said + 1}]  ${choices[said]}`;
}

function isAnswered(lesson: LoadedLesson, at: number): boolean {
  return readMark(lesson.name).guesses[at] !== undefined;
}

function remember(lesson: LoadedLesson, at: number, said: number | null): void {
  const { guesses } = readMark(lesson.name);
  updateMark(lesson.name, { guesses: { ...guesses, [at]: { said, measured: null } } });
}
