import { Worker } from "node:worker_threads";
import type { AskMessage, ChildMessage } from "../process/messages.ts";
import { clock } from "./clock.ts";
import { openControlChannel } from "./control-channel.js";
import {
  createThreadChannel,
  readThreadChannel,
  writeThreadChannel,
} from "./thread-channel.js";

const { parse, stringify } = JSON;
const threadFile = new URL("./control-thread.js", import.meta.url);
let taken = false;

type Send = (message: ChildMessage) => void;

/**
 * Takes the channel to the process that started this one, so no other code can get it.
 * Its first message is a key: all our messages begin with it, and nothing else is
 * believed.
 *
 * @param onAsk called with each question
 * @returns a function that sends an answer, or news
 * @throws if it has been taken already
 */
export function takeControl(onAsk: (message: AskMessage) => void): Send {
  if (taken) throw new Error("the lab's control channel is taken");
  taken = true;
  const { LAB_APART } = process.env;
  delete process.env.LAB_APART;
  return LAB_APART ? takeApart(onAsk) : takeHere(onAsk);
}

/** For a process without learner code. */
function takeHere(onAsk: (message: AskMessage) => void): Send {
  const write = openControlChannel((text) => onAsk(parse(text)));
  return (message) => write(stringify(message));
}

/** For a process that will run learner code: a separate thread has the channel. */
function takeApart(onAsk: (message: AskMessage) => void): Send {
  const [inward, outward] = [createThreadChannel(), createThreadChannel()];
  new Worker(threadFile, {
    workerData: { inward, outward, clock },
    execArgv: [],
    stdout: false,
  });
  void readThreadChannel(inward, (text) => onAsk(parse(text)));
  const write = writeThreadChannel(outward);
  return (message) => write(stringify(message));
}
