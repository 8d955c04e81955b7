import "../harness/process/preconditions.cjs";
import "../harness/process/ignore-debug-signal.cjs";
import { startJudgeEarly } from "./judging/judge-process.js";

// `npm run lesson`. TypeScript's loader takes as long as Node itself to start. Where checks
// or a demo are going to run, their process starts meanwhile: that is why this file and
// what it imports are plain JavaScript.
const [word, action = ""] = process.argv.slice(2);
// A grade must not go by what an earlier answer has left in the temporary folder: compiled
// code, which tsx would take for ours.
if (word === "finish" || action === "grade") process.env.TSX_DISABLE_CACHE = "1";
const needsNone = ["predict", "hint", "diff", "reset", "help"].includes(action);
// The number of a lesson or its name; "help" and "finish" are no lesson.
const isLesson = word !== undefined && !["finish", "help", "--help", "-h"].includes(word);
if (isLesson && !needsNone) startJudgeEarly();
await import("../harness/process/typescript-loader.js");
await import("./cli.ts");
