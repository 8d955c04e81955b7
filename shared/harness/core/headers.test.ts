import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareForUpstream } from "./headers.ts";

const seen = { address: "127.0.0.1", port: 4000, host: "shop" };

test("what a client claims about where it came from is replaced", () => {
  const headers = {
    host: "shop",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-proto": "http",
    "x-forwarded-user": "admin",
    forwarded: "for=1.2.3.4",
  };
  prepareForUpstream(headers, seen);
  assert.deepEqual(headers, {
    host: "shop",
    connection: "keep-alive",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "shop",
    "x-forwarded-port": "4000",
  });
});

test("headers of the client's own connection stay behind (RFC 9110 §7.6.1)", () => {
  const headers = {
    host: "shop",
    accept: "*/*",
    connection: "close, X-Private",
    "x-private": "1",
    te: "trailers",
    "keep-alive": "timeout=5",
    "proxy-authorization": "Basic xyz",
  };
  prepareForUpstream(headers, seen);
  const passed = Object.keys(headers).filter((name) => !name.startsWith("x-forwarded-"));
  assert.deepEqual(passed, ["host", "accept", "connection"]);
});
