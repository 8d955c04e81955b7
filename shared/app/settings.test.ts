import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { readNumber, readRedisUrl } from "./settings.ts";

const SETTING = "TEST_OF_SETTINGS";
const before = process.env.REDIS_URL;
afterEach(() => {
  delete process.env[SETTING];
  if (before === undefined) delete process.env.REDIS_URL;
  else process.env.REDIS_URL = before;
});

for (const { text, number } of [
  { text: "1", number: 1 },
  { text: "28800", number: 28_800 },
  { text: "007", number: 7 },
  { text: "34560000", number: 34_560_000 },
]) {
  test(`"${text}" is ${number}`, () => {
    process.env[SETTING] = text;
    assert.equal(readNumber(SETTING), number);
  });
}

for (const text of ["", "0", "-1", "1.5", "1e3", "15m", " 1", "0x1", "34560001", "abc"]) {
  test(`"${text}" is no life in seconds`, () => {
    process.env[SETTING] = text;
    assert.throws(() => readNumber(SETTING), {
      name: "SettingError",
      code: "SETTING_UNREADABLE",
      message: /TEST_OF_SETTINGS.*whole number from 1 to 34560000/,
    });
  });
}

test("a setting that is missing says so", () => {
  assert.throws(() => readNumber(SETTING), /is missing/);
});

test("zero is a number where it means something", () => {
  process.env[SETTING] = "0";
  assert.equal(readNumber(SETTING, { least: 0 }), 0);
});

test("what stands in a setting is not told: it may be a secret", () => {
  process.env.REDIS_URL = "rediss//:hunter2@store";
  assert.throws(
    () => readRedisUrl(),
    (error) => error instanceof Error && !error.message.includes("hunter2"),
  );
});

for (const url of ["redis://127.0.0.1:6379", "rediss://:secret@store:6380/1"]) {
  test(`${url.split("//")[0]}// is where a Redis is`, () => {
    process.env.REDIS_URL = url;
    assert.equal(readRedisUrl(), url);
  });
}
