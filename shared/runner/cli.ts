import { type Entry, findByWord, findNearest, listLessons } from "../course/catalogue.ts";
import { print } from "../terminal/style.ts";
import { dismissEarlyJudge } from "./judging/judge-process.js";

const usage = `
 npm run lesson               the list of lessons
 npm run lesson 01            your code against the checks; it stays, and checks
                              again whenever you save (once: just once)
 npm run lesson 01 demo       watch it (demo step: one request at a time)
 npm run lesson 01 predict    guess first (predict 2: the second choice)
 npm run lesson 01 hint       the next hint for the task you are at
 npm run lesson 01 wall       after a pass: what this code can't do
 npm run lesson 01 explain    after a pass: the solution, why, other right ways
 npm run lesson 01 diff       yours beside the solution, after a pass
 npm run lesson 01 solution   the checks on the solution
 npm run lesson 03 store      the demo, with what Redis holds
 npm run lesson 03 once store your code, with what Redis holds after each check
 npm run lesson 01 grade      once, if the workbook's own files are as they came
 npm run lesson 01 reset      your file as it came (reset checks: the checks)
 npm run lesson finish        all lessons, once more
 npm run lesson help          these lines
`;

type Command = (entry: Entry, lessons: readonly Entry[]) => Promise<number>;

// Each command loads only what it needs, so none waits for another's modules.
const commands: Record<string, Command> = {
  once: async (entry, lessons) =>
    (await import("./commands/run.ts")).runLesson(entry, lessons),
  "once store": async (entry, lessons) =>
    (await import("./commands/run.ts")).runLesson(entry, lessons, true),
  grade: async (entry, lessons) =>
    (await import("./commands/grade.ts")).gradeLesson(entry, lessons),
  stay: async (entry, lessons) => (await import("./stay/stay.ts")).stay(entry, lessons),
  solution: async (entry) => (await import("./commands/run.ts")).runSolution(entry),
  demo: async (entry) => (await import("./commands/demo.ts")).playDemo(entry),
  "demo step": async (entry) =>
    (await import("./commands/demo.ts")).playDemo(entry, { step: true }),
  store: async (entry) =>
    (await import("./commands/demo.ts")).playDemo(entry, { store: true }),
  wall: async (entry) => (await import("./commands/wall.ts")).showWall(entry),
  hint: async (entry) => (await import("./commands/hint.ts")).showHint(entry),
  explain: async (entry) => (await import("./commands/explain.ts")).explainAll(entry),
  diff: async (entry) => (await import("./commands/diff.ts")).showDiff(entry, false),
  "diff anyway": async (entry) =>
    (await import("./commands/diff.ts")).showDiff(entry, true),
  reset: async (entry) => (await import("./commands/reset.ts")).resetLesson(entry),
  "reset checks": async (entry) =>
    (await import("./commands/reset.ts")).resetChecks(entry),
};

const actions = [...Object.keys(commands), "predict"];

/** Reads the words after `npm run lesson`, and carries them out. */
async function main(words: readonly string[]): Promise<number> {
  const lessons = listLessons();
  const [word, ...rest] = words;
  if (word === undefined) {
    const { showList } = await import("./commands/list.ts");
    return showList(lessons);
  }
  // "help" means the same after a lesson's number.
  if (words.length <= 2 && isHelp(words.at(-1))) {
    print(usage);
    return 0;
  }
  if (word === "finish") {
    if (rest.length > 0) {
      print("\n finish looks at all lessons, so it takes no other word.");
      print(" next: npm run lesson finish");
      return 2;
    }
    const { finish } = await import("./commands/finish.ts");
    return finish(lessons);
  }
  const { found, ...other } = findByWord(word, lessons);
  if (found === null) {
    const nearest = "nearest" in other ? other.nearest : undefined;
    print(`\n There is no lesson "${word}".`);
    const meant = swapBack(word, rest, lessons) ?? (nearest && nameOf(nearest));
    if (meant) print(` Did you mean: npm run lesson ${meant}`);
    print(" The list of lessons: npm run lesson");
    return 2;
  }
  const [action, guess, ...more] = rest.map((each) => each.toLowerCase());
  if (action === "predict" && more.length === 0) {
    const { predict } = await import("./commands/predict.ts");
    return predict(found, guess);
  }
  const request = rest.length === 0 ? whatFits() : rest.join(" ").toLowerCase();
  const command = Object.hasOwn(commands, request) ? commands[request] : undefined;
  if (command) return command(found, lessons);
  print(`\n A lesson has no command "${request}".`);
  const meant = findNearest(request, actions);
  if (meant) print(` Did you mean: npm run lesson ${found.number} ${meant}`);
  print(" These are the commands:");
  print(usage);
  return 2;
}

function isHelp(word = ""): boolean {
  return /^(-h|(--)?help)$/i.test(word);
}

function nameOf({ number, slug }: Entry): string {
  return `${number}  (${slug})`;
}

/** The words meant by "demo 02", which are "02 demo"; null if that isn't the mistake. */
function swapBack(
  action: string,
  [word = "", ...more]: readonly string[],
  lessons: readonly Entry[],
): string | null {
  const { found } = findByWord(word, lessons);
  return found && actions.includes(action)
    ? [found.number, action, ...more].join(" ")
    : null;
}

// It stays only if someone can press keys.
function whatFits(): "stay" | "once" {
  const { stdin, stdout } = process;
  const answer = process.env.LESSON_ANSWER;
  return stdin.isTTY && stdout.isTTY && answer === undefined ? "stay" : "once";
}

process.exitCode = await main(process.argv.slice(2));
dismissEarlyJudge();
