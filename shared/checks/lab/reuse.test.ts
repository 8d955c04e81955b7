import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import { killServer } from "../../harness/faults/kill-server.ts";
import { repeatRandomness } from "../../harness/faults/repeated-randomness.ts";
import { takeClock } from "../../harness/faults/server-clock.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { ReusedLabs, serverThat, writeAnswer } from "../support/reused-labs.ts";

const pidOf = async (lab: Lab) => lab.servers.pid("A");
const idle = serverThat("", "return [Date.now(), Math.random(), Math.random()];");

async function isGone(pid: number): Promise<void> {
  await eventually(() => assert.throws(() => process.kill(pid, 0)));
}

for (const { what, leave } of [
  { what: "time that has passed", leave: (lab: Lab) => lab.time.pass(3_600) },
  {
    what: "a clock that was moved",
    leave: (lab: Lab) => takeClock(lab, "A").advance(3_600_000),
  },
  { what: "time that stands", leave: (lab: Lab) => lab.time.hold() },
  {
    what: "chance that repeats itself",
    leave: (lab: Lab) => repeatRandomness(lab, "A", 1_000),
  },
]) {
  test(`${what} is over for the next submission, in the same process`, async () => {
    await using labs = new ReusedLabs();
    const first = await labs.run("01", idle, async (lab) => {
      await leave(lab);
      return lab.servers.pid("A");
    });
    const look = async (lab: Lab) => ({
      pid: lab.servers.pid("A"),
      seen: await lab.call("A", "look"),
    });
    const { pid, seen } = await labs.run("01", idle, look);
    const [now, one, other] = seen as number[];
    assert.ok(Math.abs((now ?? 0) - Date.now()) < 60_000, `it is ${now} there`);
    const { seen: again } = await labs.run("01", idle, look);
    assert.notDeepEqual((again as number[]).slice(1), [one, other]);
    assert.equal(pid, first, labs.recycler.refusals.join("; "));
  });
}

test("what one submission printed, however much, is not in the words of the next", async () => {
  await using labs = new ReusedLabs();
  const loud = serverThat(
    'console.log("mine\\n".repeat(50_000)); console.error("too");',
    "",
  );
  const first = await labs.run("01", loud, async (lab) => {
    await lab.call("A", "plant");
    return lab.servers.pid("A");
  });
  const next = await labs.run("01", idle, async (lab) => {
    await lab.browser("alice").get("/");
    const { output, pid } = lab.servers.process("A");
    return { lines: output.lines(50), pid };
  });
  assert.deepEqual(next, { lines: [], pid: first });
});

for (const [kind, plant] of [
  ["a connection", "connect(given);"],
  ["a connection that keeps nobody waiting", "connect(given).unref();"],
  [
    "a connection that is opened again and again",
    'const open = () => connect(given).on("error", () => {}).on("close", open); open();',
  ],
] as const) {
  test(`${kind} is closed before the next submission`, async () => {
    let isOpen = 0;
    const listener = createServer((socket) => {
      isOpen++;
      socket.on("error", () => {}).on("close", () => isOpen--);
    });
    await once(listener.listen(0, "127.0.0.1"), "listening");
    const { port } = listener.address() as AddressInfo;
    await using labs = new ReusedLabs();
    await labs.run("01", serverThat(plant, ""), async (lab) => {
      await lab.call("A", "plant", port);
      await eventually(() => assert.notEqual(isOpen, 0));
    });
    await labs.run("01", idle, () => eventually(() => assert.equal(isOpen, 0)));
    listener.close();
  });
}

test("a connection that someone keeps to a server of the submission's is closed, too", async () => {
  await using labs = new ReusedLabs();
  const serves = serverThat(
    "const own = open(); await new Promise((done) => own.listen(0, done)); return own.address().port;",
    "",
  );
  const { client, pid } = await labs.run("01", serves, async (lab) => {
    const client = connect(Number(await lab.call("A", "plant")));
    await once(client, "connect");
    return { client, pid: lab.servers.pid("A") };
  });
  if (!client.closed) await once(client.resume(), "close");
  assert.equal(await labs.run("01", idle, pidOf), pid, labs.recycler.refusals.join("; "));
});

test("a server that was killed or frozen serves no other submission; the others do", async () => {
  await using labs = new ReusedLabs();
  const [killed, started] = await labs.run("01", idle, async (lab) => {
    const before = lab.servers.pid("A");
    await using _killed = await killServer(lab, "A");
    await lab.servers.start("A");
    return [before, lab.servers.pid("A")];
  });
  const frozen = await labs.run("01", idle, async (lab) => {
    await using _frozen = freezeServer(lab, "A");
    return lab.servers.pid("A");
  });
  assert.notEqual(started, killed);
  assert.equal(frozen, started, labs.recycler.refusals.join("; "));
  assert.notEqual(await labs.run("01", idle, pidOf), frozen);
  await isGone(frozen);
});

test("a process serves ten submissions, and no more", async () => {
  await using labs = new ReusedLabs();
  const pids: number[] = [];
  for (let count = 0; count < 11; count++) pids.push(await labs.run("01", idle, pidOf));
  assert.equal(new Set(pids.slice(0, 10)).size, 1, labs.recycler.refusals.join("; "));
  assert.notEqual(pids[10], pids[0]);
});

test("of a submission that started programs no process is used again, and none is left", async () => {
  await using labs = new ReusedLabs();
  const forks = serverThat(
    'return spawn("sleep", ["600"], { detached: true, stdio: "ignore" }).pid;',
    "",
  );
  const server = await labs.run("01", forks, async (lab) => {
    const pid = await lab.call("A", "plant");
    return { pid: Number(pid), own: lab.servers.pid("A") };
  });
  await isGone(server.pid);
  await isGone(server.own);
  assert.ok(labs.recycler.hasEnded);
});

test("a program that is ending when its submission is over spoils nothing", async () => {
  await using labs = new ReusedLabs();
  const forks = serverThat(
    'spawn("sleep", ["0.3"], { detached: true, stdio: "ignore" }).unref();',
    "",
  );
  await labs.run("01", forks, (lab) => lab.call("A", "plant"));
  assert.ok(!labs.recycler.hasEnded, labs.recycler.refusals.join("; "));
});

test("the files of a submission are loaded again, with what they import", async () => {
  await using labs = new ReusedLabs();
  const files = {
    "server.ts": `
      import { see } from "./more.ts";
      export const createServer = () => () => {};
      let count = 0;
      export const look = () => [count++, see()];
    `,
    "more.ts": "let count = 0;\nexport const see = () => count++;",
  };
  const play = async (lab: Lab) => [await lab.call("A", "look"), await pidOf(lab)];
  using answer = writeAnswer("01", files);
  const first = await labs.runIn(answer.folder, "01", play);
  assert.deepEqual(first[0], [0, 0]);
  const next = await labs.runIn(answer.folder, "01", play);
  assert.deepEqual(next, first, labs.recycler.refusals.join("; "));
});

test("a lab in which a check goes on leaves nothing for the next one", async () => {
  await using labs = new ReusedLabs();
  const first = await labs.run("01", idle, async (lab) => {
    lab.leaveUnfinished();
    return lab.servers.pid("A");
  });
  assert.notEqual(await labs.run("01", idle, pidOf), first);
});

test("a lesson with other packages has processes of its own", async () => {
  await using labs = new ReusedLabs();
  const first = await labs.run("01", idle, pidOf);
  assert.notEqual(await labs.run("03", idle, pidOf), first);
  await isGone(first);
});

test("if the reaper is lost, nothing is used again, and nothing is left", async () => {
  await using labs = new ReusedLabs();
  const pid = await labs.run("01", idle, pidOf);
  process.kill(labs.recycler.reaper.pid ?? 0, "SIGKILL");
  await isGone(pid);
  assert.ok(labs.recycler.hasEnded);
  assert.equal(labs.recycler.fault?.code, "REAPER_LOST");
});

const pick = {
  "pick.ts": `
    let turns = 0;
    export const pick = (_request, [server]) => ({ server: server.name, why: "first" });
    export const count = () => turns++;
    export const tick = () => void setInterval(() => console.log("tick"), 1).unref();
    export const extend = () => void (globalThis.mine = 1);
    export const look = () => ({ turns, mine: typeof globalThis.mine });
    export const pid = () => process.pid;
  `,
};

for (const [what, plant, isKept] of [
  ["what the pick remembers", "count", true],
  ["an interval of the pick's", "tick", true],
  ["a global of the pick's", "extend", false],
] as const) {
  test(`${what} is gone before the next pick`, async () => {
    await using labs = new ReusedLabs();
    using answer = writeAnswer("02", pick);
    const before = await labs.runIn(answer.folder, "02", async (lab) => {
      await lab.callBalancer(plant);
      return lab.callBalancer("pid");
    });
    await labs.runIn(answer.folder, "02", async (lab) => {
      assert.equal((await lab.browser("alice").get("/products")).status, 200);
      assert.deepEqual(await lab.callBalancer("look"), { turns: 0, mine: "undefined" });
      assert.deepEqual(lab.balancerLines(1), []);
      const isSame = (await lab.callBalancer("pid")) === before;
      assert.equal(isSame, isKept, labs.recycler.refusals.join("; "));
    });
  });
}
