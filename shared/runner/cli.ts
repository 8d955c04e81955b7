import { findLesson, listLessons } from "./catalogue.ts";
import { print } from "./style.ts";

const usage = `
 npm run lesson                  the list of lessons
 npm run lesson 01               run a lesson's checks on your code
 npm run lesson 01 demo          watch it (demo step: one request at a time)
 npm run lesson 01 hint          the next hint for the task you are at
 npm run lesson 01 solution      run the checks on the solution
`;

/** Reads the words after `npm run lesson`, and does what they ask. */
async function main(words: readonly string[]): Promise<number> {
  const lessons = listLessons();
  const [word, action = "once", ...rest] = words;
  if (word === undefined) {
    const { showList } = await import("./commands/list.ts");
    return showList(lessons);
  }
  const { found, ...other } = findLesson(word, lessons);
  if (found === null) {
    const nearest = "nearest" in other ? other.nearest : undefined;
    print(`\n There is no lesson "${word}".`);
    if (nearest)
      print(` Did you mean: npm run lesson ${nearest.number}  (${nearest.slug})`);
    print(" The list of lessons: npm run lesson");
    return 2;
  }
  const request = [action, ...rest].join(" ");
  switch (request) {
    case "once": {
      const { runLesson } = await import("./commands/run.ts");
      return runLesson(found);
    }
    case "solution": {
      const { runSolution } = await import("./commands/run.ts");
      return runSolution(found);
    }
    case "demo":
    case "demo step": {
      const { playDemo } = await import("./commands/demo.ts");
      return playDemo(found, request === "demo step");
    }
    case "hint": {
      const { showHint } = await import("./commands/hint.ts");
      return showHint(found);
    }
    default:
      print(`\n A lesson has no command "${request}". These are there:`);
      print(usage);
      return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
