import { register } from "tsx/esm/api";
import { startJudgeEarly } from "./judge-process.js";

// `npm run lesson`. TypeScript's loader takes as long as Node itself to start. Where checks
// or a demo are going to run, their process starts meanwhile: that is why this file and
// what it imports are plain JavaScript.
const [word = "", action = "run"] = process.argv.slice(2);
const needsJudge = ["run", "stay", "once", "solution", "demo", "store"].includes(action);
if (/^\d/.test(word) && needsJudge) startJudgeEarly();
register();
await import("./cli.ts");
