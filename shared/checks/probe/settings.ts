import assert from "node:assert/strict";
import type { Lab } from "../../harness/lab/lab.ts";
import { openSolution } from "../support/labs.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

const numbers = {
  missing: null,
  empty: "",
  "a word": "abc",
  "a number and a unit": "15m",
  "a negative one": "-1",
  "a fraction": "1.5",
  "an exponent": "1e3",
  "a blank before it": " 60",
  "a blank behind it": "60 ",
  "a hexadecimal one": "0x10",
  "a comma": "1,000",
  "too large a one": "99999999999999999999",
  infinity: "Infinity",
  "not a number": "NaN",
};
const keys = {
  missing: null,
  empty: "",
  "too short": "k".repeat(31),
};
const addresses = {
  missing: null,
  empty: "",
  "a word": "redis",
  "another scheme": "http://127.0.0.1:6379",
  "no host": "redis://",
  "no host, and a query": "redis://?x",
  "an address with options": "redis://127.0.0.1:6379?commandTimeout=500",
  "an address with a part": "redis://127.0.0.1:6379#x",
  "an address of a database that is not there": "redis://127.0.0.1:6379/99",
};

const settings: [
  lesson: string,
  setting: string,
  values: Record<string, string | null>,
][] = [
  ["01", "SESSION_ABSOLUTE_SECONDS", { ...numbers, zero: "0" }],
  ["01", "SESSION_IDLE_SECONDS", numbers],
  ["01", "SESSION_CAP", { ...numbers, zero: "0" }],
  ["03", "SESSION_ABSOLUTE_SECONDS", { ...numbers, zero: "0" }],
  ["03", "SESSION_IDLE_SECONDS", numbers],
  ["03", "REDIS_URL", addresses],
  ["04", "SESSION_ABSOLUTE_SECONDS", { ...numbers, zero: "0" }],
  ["04", "JWT_SECRET", keys],
  ["04", "REDIS_URL", addresses],
  ["05", "SESSION_ABSOLUTE_SECONDS", { ...numbers, zero: "0" }],
  ["05", "TRUST_SECONDS", numbers],
  ["05", "JWT_SECRET", keys],
  ["05", "REDIS_URL", addresses],
];

/** A server that can't read a setting doesn't start; one that can, does. */
export const settingsOfSolutions: ProbeGroup = {
  name: "settings of the solutions",
  async open() {
    const labs = new Map<string, Lab>();
    for (const number of ["01", "03", "04", "05"]) {
      labs.set(number, await openSolution(number, { servers: 1 }));
    }
    const probes = settings.flatMap(([number, setting, values]) =>
      Object.entries(values).map(
        ([what, value]): Probe => ({
          title: `${number}: ${setting} is ${what}`,
          run: async () => {
            const outcome = await labs.get(number)?.tryToStart({ [setting]: value });
            assert.equal(outcome, "refused");
          },
        }),
      ),
    );
    const good = [...labs].map(
      ([number, lab]): Probe => ({
        title: `${number}: with settings that can be read it starts`,
        run: async () => assert.equal(await lab.tryToStart({}), "serves"),
      }),
    );
    return {
      probes: [...probes, ...good],
      async [Symbol.asyncDispose]() {
        await Promise.all([...labs.values()].map((lab) => lab[Symbol.asyncDispose]()));
      },
    };
  },
};
