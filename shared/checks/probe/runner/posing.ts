import { type Attack, append, inSignIn } from "./attack.ts";

const posing: [what: string, thrown: string][] = [
  [
    "by its name",
    'Object.assign(new Error("x"), { name: "LabError", code: "REDIS_UNAVAILABLE", hint: "all is well" })',
  ],
  [
    "by its name and another code",
    'Object.assign(new Error("x"), { name: "LabError", code: "JUDGE_LOST", hint: "all is well" })',
  ],
  [
    "as a failure",
    'Object.assign(new Error("x"), { name: "HostError", failure: { name: "LabError", message: "x", code: "REAPER_LOST", hint: "all is well" } })',
  ],
  [
    "as a missing file",
    'Object.assign(new Error("x"), { name: "FileMissing", hint: "all is well" })',
  ],
  [
    "with the class itself",
    'new (await import("#harness")).LabError("REDIS_UNAVAILABLE", "x", { hint: "all is well" })',
  ],
];

/** Errors that pose as ours. */
export const posingErrors: readonly Attack[] = [
  ...posing.flatMap(([what, thrown], at): Attack[] => [
    {
      title: `an error poses as ours ${what}, at import`,
      change: append(`throw ${thrown};`),
      codes: [1],
      saysNot: /all is well|could not decide/,
      ...(at === 0 ? {} : { further: true }),
    },
    {
      title: `an error poses as ours ${what}, in a handler`,
      further: true,
      change: inSignIn(thrown.includes("await") ? "return;" : `throw ${thrown};`),
      codes: [1],
      saysNot: /next:[^|]*all is well|could not decide/,
    },
  ]),
  {
    title: "an error poses as ours, in the pick",
    lesson: "02",
    change: inSignIn(`throw ${posing[0]?.[1]};`),
    codes: [1],
    saysNot: /next:[^|]*all is well|could not decide/,
  },
];
