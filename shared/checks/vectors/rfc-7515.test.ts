import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import jwt from "jsonwebtoken";
import { describePart } from "../../../lessons/04-jwt/token-parts.ts";

// RFC 7515, Appendix A.1 (HS256) and A.5 (unsecured): the lesson's claims about tokens,
// tested on tokens that someone else wrote.
const header = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9";
const payload =
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const key = Buffer.from(
  "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
  "base64url",
);
const token = `${header}.${payload}.${signature}`;
const unsecured = `eyJhbGciOiJub25lIn0.${payload}.`;
const END_SECONDS = 1_300_819_380;
const at = (clockTimestamp: number, algorithm: "HS256" | "HS512" = "HS256") => ({
  algorithms: [algorithm],
  clockTimestamp,
});

test("RFC 7515 A.1: the MAC is over the first two parts with the dot between them", () => {
  const mac = createHmac("sha256", key).update(`${header}.${payload}`);
  assert.equal(mac.digest("base64url"), signature);
});

test("RFC 7515 A.1: anybody reads the token without a key, as the demo shows", () => {
  assert.equal(describePart(header), '{"typ":"JWT", "alg":"HS256"}');
  assert.equal(
    describePart(payload),
    '{"iss":"joe", "exp":…, "http://example.com/is_root":true}',
  );
});

test("RFC 7515 A.1: verify takes it before its end, and not afterwards", () => {
  assert.deepEqual(jwt.verify(token, key, at(END_SECONDS - 1)), {
    iss: "joe",
    exp: END_SECONDS,
    "http://example.com/is_root": true,
  });
  assert.throws(() => jwt.verify(token, key, at(END_SECONDS + 1)), {
    name: "TokenExpiredError",
  });
});

test("RFC 7515 A.1: another algorithm than the named one is refused", () => {
  assert.throws(() => jwt.verify(token, key, at(END_SECONDS - 1, "HS512")), {
    message: "invalid algorithm",
  });
});

test("RFC 7515 A.5: an unsecured token is refused where an algorithm is named", () => {
  assert.throws(() => jwt.verify(unsecured, key, at(END_SECONDS - 1)), {
    name: "JsonWebTokenError",
  });
});
