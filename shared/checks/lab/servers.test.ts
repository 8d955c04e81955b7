import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import { killServer } from "../../harness/faults/kill-server.ts";
import { openSolution } from "../support/labs.ts";
import { listeningAddresses } from "../support/listening.ts";
import { listProcesses, survivorsOf } from "../support/processes.ts";

test("servers are real processes, told apart by name and by process id", async () => {
  await using lab = await openSolution("01");
  const pids = lab.servers.names.map((name) => lab.servers.pid(name));
  assert.deepEqual(lab.servers.names, ["A", "B", "C"]);
  assert.equal(new Set([...pids, process.pid]).size, 4);
  const alice = lab.browser("alice");
  const served = [];
  for (let count = 0; count < 4; count++)
    served.push((await alice.get("/products")).server);
  assert.deepEqual(served, ["A", "B", "C", "A"]);
});

test("a killed server is skipped at once, and can be started again by name", async () => {
  await using lab = await openSolution("01");
  const before = lab.servers.pid("B");
  await killServer(lab, "B");
  assert.deepEqual(lab.servers.alive, ["A", "C"]);
  const alice = lab.browser("alice");
  for (let count = 0; count < 4; count++) {
    assert.notEqual((await alice.get("/products")).server, "B");
  }
  await lab.servers.start("B");
  assert.notEqual(lab.servers.pid("B"), before);
  const served = new Set<string>();
  for (let count = 0; count < 3; count++)
    served.add((await alice.get("/products")).server);
  assert.deepEqual([...served].sort(), ["A", "B", "C"]);
});

test("a server that is asked to stop ends by itself, with exit code 0", async () => {
  await using lab = await openSolution("01");
  const { output } = lab.servers.process("A");
  await lab.browser("alice").get("/products");
  await lab.servers.stop("A");
  assert.match(lab.servers.process("A").ending, /exit code 0/);
  assert.deepEqual(output.lines(5), []);
});

test("a frozen server answers nothing; thawed, it goes on where it stood", async () => {
  await using lab = await openSolution("01", { servers: 1 });
  const alice = lab.browser("alice");
  await alice.signIn();
  const frozen = freezeServer(lab, "A");
  const waiting = alice.get("/me");
  const isFrozen = () =>
    listProcesses().some(
      ({ pid, state }) => pid === lab.servers.pid("A") && state.startsWith("T"),
    );
  await eventually(() => assert.ok(isFrozen()));
  await frozen[Symbol.asyncDispose]();
  assert.equal((await waiting).status, 200);
});

test("every request has its own hop, also when many are under way", async () => {
  await using lab = await openSolution("01");
  const browsers = Array.from({ length: 20 }, () => lab.browser("alice"));
  const answers = await Promise.all(
    browsers.flatMap((browser) =>
      Array.from({ length: 15 }, () => browser.get("/products")),
    ),
  );
  const numbers = new Set(answers.map(({ hop }) => hop.number));
  assert.equal(numbers.size, 300);
  for (const { headers, hop } of answers) {
    assert.equal(Number(headers["x-hop"]), hop.number);
    assert.equal(headers["x-served-by"], hop.server);
  }
});

test("everything listens on loopback only, and nothing is left afterwards", async () => {
  const lab = await openSolution("01");
  assert.deepEqual(listeningAddresses(lab.port), ["127.0.0.1"]);
  const started = listProcesses().filter(
    ({ command, parent }) => parent === process.pid && /-host|\/bin\/sh/.test(command),
  );
  assert.ok(started.length >= 5, "a reaper, a balancer and three servers");
  await lab[Symbol.asyncDispose]();
  assert.deepEqual(survivorsOf(started), []);
  assert.deepEqual(listeningAddresses(lab.port), []);
});

test("two labs at once do not meet", async () => {
  const [one, two] = await Promise.all([openSolution("01"), openSolution("01")]);
  await using first = one;
  await using second = two;
  assert.notEqual(first.port, second.port);
  const answers = await Promise.all([
    first.browser("alice").signIn(),
    second.browser("bob").signIn(),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
});

test("a check begins with the first server's turn and an empty record", async () => {
  await using lab = await openSolution("01");
  const alice = lab.browser("alice");
  await alice.get("/products");
  await lab.beginAnew();
  assert.deepEqual(lab.timeline.moments, []);
  assert.equal((await alice.get("/products")).server, "A");
});
