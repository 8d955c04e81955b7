import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { MachineLoad } from "./support/machine-load.ts";

const usage = `
 npm run busy 15 -- npm run lesson 03 once   a command on a machine that is busy: with so
                                             many processes beside it that only count
`;

/** No one works under more load per core than this. */
const MOST_PER_CORE = 16;

async function main([count = "", ...words]: readonly string[]): Promise<number> {
  const [command, ...args] = words[0] === "--" ? words.slice(1) : words;
  const processes = /^\d{1,3}$/.test(count) ? Number(count) : Number.NaN;
  const most = MOST_PER_CORE * availableParallelism();
  if (command === undefined || !(processes >= 1 && processes <= most)) {
    console.log(`${usage}\n from 1 to ${most} of them on this machine\n`);
    return 2;
  }
  using _load = new MachineLoad(processes);
  const child = spawn(command, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}

process.exitCode = await main(process.argv.slice(2));
