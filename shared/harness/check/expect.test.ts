import assert from "node:assert/strict";
import { test } from "node:test";
import { Response } from "../browser/response.ts";
import { Finding } from "../core/finding.ts";
import type { Hop } from "../core/hop.ts";
import { expect } from "./expect.ts";

function responseWith(statusCode: number, server: string | null): Response {
  const hop: Hop = {
    number: 1,
    method: "POST",
    path: "/cart",
    status: statusCode,
    server,
    tried: [],
    why: "",
    cookiesSeen: [],
    cookiesSet: [],
    cookiesCleared: [],
    storeCalls: [],
    milliseconds: 1,
  };
  return new Response({ statusCode, headers: {} }, "", hop);
}

for (const { status, server, says } of [
  {
    status: 413,
    server: "A",
    says: "Server A refused POST /cart with 413: the body is too large.",
  },
  {
    status: 431,
    server: "B",
    says: "Server B refused POST /cart with 431: the head, with its cookies, is too large.",
  },
  {
    status: 413,
    server: null,
    says: "The balancer refused POST /cart with 413: the body is too large.",
  },
]) {
  test(`a ${status} is told as what it is, and names no misconception`, () => {
    assert.throws(
      () => expect(responseWith(status, server)).status(200, "Bob has no session."),
      (error) =>
        error instanceof Finding && error.message === says && error.slug === null,
    );
  });
}

test("a 413 that is expected is none", () => {
  expect(responseWith(413, "A")).status(413, "A large body was read.");
});
