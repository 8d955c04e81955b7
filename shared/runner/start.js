import "../harness/process/preconditions.cjs";
import "../harness/process/ignore-debug-signal.cjs";
import { startJudgeEarly } from "./judging/judge-process.js";

// `npm run lesson`. TypeScript's loader takes as long to start as Node itself. If checks
// or a demo are going to run, their process starts in the meantime, which is why this
// file and what it imports are plain JavaScript.
const [word, action = ""] = process.argv.slice(2);
// A grade must not depend on what an earlier answer has left in the temporary folder:
// compiled code, which tsx would mistake for ours.
if (word === "finish" || action === "grade") process.env.TSX_DISABLE_CACHE = "1";
const needsNone = ["predict", "hint", "diff", "reset", "help"].includes(action);
// A lesson's number or name; "help" and "finish" aren't lessons.
const isLesson = word !== undefined && !["finish", "help", "--help", "-h"].includes(word);
if (isLesson && !needsNone) startJudgeEarly();
await import("../harness/process/typescript-loader.js");
await import("./cli.ts");
