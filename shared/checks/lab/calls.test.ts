import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import { call, nameAll, news, nothing } from "../../harness/calls/call.ts";
import { Enclosure } from "../../harness/process/enclosure.js";
import { NodeProcess } from "../../harness/process/node-process.ts";
import { spawnHost } from "../../harness/process/spawn.js";

const file = new URL("../fixtures/odd-host/odd-host.ts", import.meta.url);

const calls = nameAll({
  double: call(v.unknown(), v.number()),
  say: call(v.unknown(), nothing),
  fly: call(nothing, nothing),
  moveClock: call(v.unknown(), nothing),
});
const oddNews = nameAll({ said: news(v.object({ hops: v.array(v.number()) })) });

type Host = AsyncDisposable & { process: NodeProcess };

function start(isTrusted: boolean): Host {
  const enclosure = new Enclosure();
  const child = spawnHost({ file, enclosure, hostsLearnerCode: !isTrusted });
  const process = new NodeProcess("the odd one", child, isTrusted);
  return {
    process,
    async [Symbol.asyncDispose]() {
      await process.kill();
      await enclosure.end();
    },
  };
}

for (const isTrusted of [true, false]) {
  const kind = isTrusted ? "of ours" : "with learner code";

  test(`a process ${kind} refuses what a call does not take, and says where`, async () => {
    await using host = start(isTrusted);
    assert.equal(await host.process.ask(calls.double, 21), 42);
    for (const wrong of ["21", null, { value: 21 }, [21]]) {
      await assert.rejects(host.process.ask(calls.double, wrong), {
        name: "HostError",
        message: /what was given to "double" is not what was declared/,
      });
    }
    assert.equal(await host.process.ask(calls.double, 4), 8);
  });

  test(`a process ${kind} says that it knows no such call`, async () => {
    await using host = start(isTrusted);
    await assert.rejects(host.process.ask(calls.fly, null), {
      name: "HostError",
      message: /knows no call "fly"/,
    });
  });

  test(`news from a process ${kind} that are not as declared reach nobody`, async () => {
    await using host = start(isTrusted);
    const heard: unknown[] = [];
    host.process.on(oddNews.said, (content) => heard.push(content));
    for (const content of [{ number: 1 }, null, { hops: ["1"] }, { hops: [1, 2] }, []]) {
      await host.process.ask(calls.say, content);
    }
    assert.deepEqual(heard, [{ hops: [1, 2] }]);
  });
}

test("an odd answer is our fault, or an error of the learner's process", async () => {
  await using ours = start(true);
  const message = /the answer of the odd one to "double" is not what was declared/;
  await assert.rejects(ours.process.ask(calls.double, 101), {
    name: "LabError",
    code: "JUDGE_FAULT",
    message,
  });
  await using theirs = start(false);
  await assert.rejects(theirs.process.ask(calls.double, 101), {
    name: "HostError",
    message,
  });
});

test("a clock is moved by a number, and by nothing else", async () => {
  await using host = start(false);
  await host.process.ask(calls.moveClock, 1_000);
  for (const wrong of ["1000", {}, [], true]) {
    await assert.rejects(host.process.ask(calls.moveClock, wrong), {
      name: "HostError",
      message: /"moveClock" takes a number/,
    });
  }
});
