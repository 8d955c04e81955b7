import assert from "node:assert/strict";
import { performance as fromModule } from "node:perf_hooks";
import { test } from "node:test";
import { clock } from "./clock.ts";
import { AHEAD, SKEW } from "./clock-memory.js";
import { passTime, setTime } from "./passing-time.ts";

const HOUR = 3_600_000;

/** Every way code can measure how long something took, in ms. */
const stopwatches = {
  "performance.now": () => performance.now(),
  "node:perf_hooks": () => fromModule.now(),
  "process.hrtime": () => {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000 + nanoseconds / 1_000_000;
  },
  "process.hrtime.bigint": () => Number(process.hrtime.bigint()) / 1_000_000,
  "process.uptime": () => process.uptime() * 1_000,
};

for (const [name, read] of Object.entries(stopwatches)) {
  test(`${name} goes on with time, stands with it, and never goes back`, async () => {
    const readings = [read()];
    const took = () => {
      const reading = read();
      const passed = reading - (readings.at(-1) ?? 0);
      readings.push(reading);
      assert.ok(passed >= 0, `it went back by ${-passed} ms`);
      return passed;
    };
    const ahead = clock[AHEAD] ?? 0;
    await passTime(ahead + HOUR);
    assert.ok(took() >= HOUR);
    await setTime({ ahead: ahead + HOUR, isHeld: true });
    took();
    const [began, date] = [read(), Date.now()];
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([read(), Date.now()], [began, date]);
    await setTime({ ahead: ahead + HOUR, isHeld: false });
    assert.ok(took() < HOUR / 2);
    // Correcting a wrong date doesn't make time pass.
    clock[SKEW] = HOUR;
    took();
    clock[SKEW] = 0;
    assert.ok(took() < HOUR / 2);
  });
}

test("hrtime measures from a moment, and refuses what is none", () => {
  const [seconds, nanoseconds] = process.hrtime(process.hrtime());
  assert.equal(seconds, 0);
  assert.ok(nanoseconds >= 0 && nanoseconds < 1e9);
  assert.throws(() => Reflect.apply(process.hrtime, process, ["then"]), TypeError);
});

test("what is due in time is due by the date, too", async () => {
  for (let count = 0; count < 50; count++) {
    const [date, watch] = [Date.now(), performance.now()];
    const passed = new Promise<[number, number]>((resolve) =>
      setTimeout(() => resolve([Date.now() - date, performance.now() - watch]), HOUR),
    );
    await passTime((clock[AHEAD] ?? 0) + 2 * HOUR);
    for (const each of await passed) assert.ok(each >= HOUR, `${each} ms`);
  }
});
