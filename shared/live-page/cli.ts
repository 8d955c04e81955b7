import { randomBytes } from "node:crypto";
import "../harness/process/ignore-debug-signal.cjs";
import { paragraph } from "../terminal/format.ts";
import { print, printAll, style } from "../terminal/style.ts";
import { onLaunchersEnd } from "./launchers.ts";

const usage = [
  " npm run lab        the live page, on the solutions",
  " npm run lab open   the same, and opens it in your browser",
  " npm run lab mine   with your own files, where they pass their lesson",
];

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `npm run lab`: starts the lab and its page, and stays until it is ended. */
async function main(words: readonly string[]): Promise<number> {
  print();
  const unknown = words.find((word) => word !== "open" && word !== "mine");
  if (unknown !== undefined) {
    printAll([` The lab knows no "${unknown}".`, "", ...usage]);
    return 2;
  }
  print(style.bold(" Why am I logged out? · the live page"));
  print();
  try {
    const url = await start(words.includes("mine"));
    if (words.includes("open")) await openBrowser(url);
    return 0;
  } catch (error) {
    printAll(describeFailure("The lab did not start:", error));
    return 2;
  }
}

async function start(mine: boolean): Promise<string> {
  const began = performance.now();
  if (!mine) print(style.dim(" starting 3 servers, a balancer, Redis …"));
  const { readVersions } = await import("./versions.ts");
  const solutions = await readVersions();
  const versions = mine
    ? await (await import("./mine.ts")).useOwnFiles(solutions)
    : solutions;
  const { LivePage } = await import("./live-page.ts");
  const starting = LivePage.start(versions);
  // The page's web server loads while the servers start; a failure shows up below.
  starting.catch(() => {});
  const { serve } = await import("./web/web.ts");
  const lab = await starting;
  const token = randomBytes(16).toString("base64url");
  const web = await serve(lab, token).catch(async (error) => {
    await lab[Symbol.asyncDispose]();
    throw error;
  });
  const end = async (code: number, lines: readonly string[]) => {
    printAll(lines);
    await Promise.allSettled([web.close(), lab[Symbol.asyncDispose]()]);
    process.exit(code);
  };
  const farewell = ["", " The page has ended, and all of its processes."];
  for (const signal of signals) process.once(signal, () => void end(130, farewell));
  onLaunchersEnd(() => void end(130, farewell));
  void lab.broken.then((error) => end(2, describeFailure("The lab broke:", error)));
  const url = `http://127.0.0.1:${web.port}/#${token}`;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { servers, store } = lab.state;
  const pids = servers.map(({ name, pid }) => `${name} is process ${pid}`);
  printAll([
    ` ${pids.join(", ")}; ${store.description}`,
    ` ready after ${seconds} s:`,
    "",
    `   ${url}`,
    "",
    " next: open this link in a browser. Only someone with the link can press the buttons.",
    "       Ctrl-C ends the page and every process.",
  ]);
  return url;
}

async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import("open");
  const sayByHand = () => print(" No browser could be started: open the link by hand.");
  await open(url).then((browser) => browser.once("error", sayByHand), sayByHand);
}

function describeFailure(what: string, error: unknown): string[] {
  const fact = error instanceof Error ? error.message : String(error);
  const hint =
    typeof error === "object" && error !== null && "hint" in error
      ? `${error.hint}; or look at the machine: npm run doctor`
      : "look at the machine: npm run doctor";
  return [
    "",
    style.bold(` ${what}`),
    ...paragraph(fact, 3),
    " next:",
    ...paragraph(hint, 3),
  ];
}

process.exitCode = await main(process.argv.slice(2));
