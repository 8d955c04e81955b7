import assert from "node:assert/strict";
import { test } from "node:test";
import { describeExternal } from "./external-redis.ts";
import { describeBinary } from "./open-redis.ts";

for (const { binary, printed, is } of [
  {
    binary: "redis-server",
    printed:
      "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=4602f5c4",
    is: "redis-server 7.0.15",
  },
  {
    binary: "valkey-server",
    printed: "Valkey server v=8.1.0-rc1 sha=00000000:0 malloc=libc bits=64",
    is: "valkey-server 8.1.0-rc1",
  },
  { binary: "redis-server", printed: "", is: "redis-server" },
]) {
  test(`a program on the PATH is named with its version: ${is}`, () => {
    assert.equal(describeBinary(binary, printed), is);
  });
}

for (const { title, info, is } of [
  {
    title: "Redis",
    info: "# Server\r\nredis_version:7.2.4\r\nredis_mode:standalone\r\n",
    is: "yours, of REDIS_URL (Redis 7.2.4)",
  },
  {
    title: "Valkey, which also says what Redis it is like",
    info: "# Server\r\nredis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.0.1\r\n",
    is: "yours, of REDIS_URL (Valkey 8.0.1)",
  },
  { title: "one that says nothing of itself", info: "", is: "yours, of REDIS_URL" },
]) {
  test(`a Redis of yours is named as yours: ${title}`, () => {
    assert.equal(describeExternal(info), is);
  });
}
