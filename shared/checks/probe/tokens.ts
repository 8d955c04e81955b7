import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { Lab } from "../../harness/lab/lab.ts";
import { openSolution } from "../support/labs.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

type Part = Record<string, unknown>;
type Case = [what: string, token: string, good?: "good"];

const LIFE_SECONDS = 28_800;
const COOKIE = "__Host-token";

const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString(
    "base64url",
  );

/** Writes tokens with the shop's own key, as one of our servers could by mistake. */
function writer(secret: string) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "HS256", typ: "shop+jwt" };
  const claims = {
    role: "customer",
    iat: now,
    exp: now + LIFE_SECONDS,
    aud: "shop",
    iss: "shop-login",
    sub: "alice",
  };
  const sign = (head: string, body: string) => {
    const mac = createHmac("sha256", secret).update(`${head}.${body}`);
    return `${head}.${body}.${mac.digest("base64url")}`;
  };
  return {
    now,
    /** A token with these changes (undefined removes a claim). */
    write: (changes: Part = {}, of: Part = {}) =>
      sign(encode({ ...header, ...of }), encode({ ...claims, ...changes })),
    /** Signs these two texts, no matter what they are. */
    sign: (head: string, body: string) => sign(encode(head), encode(body)),
    raw: sign,
    header: JSON.stringify(header),
    claims: JSON.stringify(claims),
  };
}

function cases(secret: string): Case[] {
  const { now, write, sign, raw, header, claims } = writer(secret);
  const good = write();
  const [head = "", body = "", mac = ""] = good.split(".");
  return [
    ["ours", good, "good"],
    ["a claim that we don't know", write({ jti: "x" }), "good"],
    ["a header that we don't know", write({}, { kid: "1" }), "good"],
    ["nbf now", write({ nbf: now }), "good"],
    ["typ JWT", write({}, { typ: "JWT" })],
    ["typ of another service", write({}, { typ: "at+jwt" })],
    ["typ in capitals", write({}, { typ: "SHOP+JWT" })],
    ["no typ", write({}, { typ: undefined })],
    ["typ null", write({}, { typ: null })],
    ["typ in a list", write({}, { typ: ["shop+jwt"] })],
    ["crit that names exp", write({}, { crit: ["exp"], exp: 1 })],
    ["crit that names b64", write({}, { crit: ["b64"], b64: false })],
    ["crit, empty", write({}, { crit: [] })],
    ["crit null", write({}, { crit: null })],
    ["crit true", write({}, { crit: true })],
    ["alg none", write({}, { alg: "none" })],
    ["alg HS512", write({}, { alg: "HS512" })],
    ["alg in small letters", write({}, { alg: "hs256" })],
    ["no alg", write({}, { alg: undefined })],
    ["alg in a list", write({}, { alg: ["HS256"] })],
    ["exp in a hundred years", write({ exp: now + 3_153_600_000 })],
    ["exp in two lives", write({ exp: now + 2 * LIFE_SECONDS })],
    ["exp in ms", write({ exp: (now + 60) * 1000 })],
    ["exp as large as numbers get", write({ exp: Number.MAX_VALUE })],
    ["exp as a text", write({ exp: String(now + 60) })],
    ["exp null", write({ exp: null })],
    ["exp negative", write({ exp: -1 })],
    ["no exp", write({ exp: undefined })],
    ["exp an hour ago", write({ exp: now - 3_600 })],
    ["nbf in an hour", write({ nbf: now + 3_600 })],
    ["nbf as a text", write({ nbf: "now" })],
    ["an audience in a list", write({ aud: ["shop"] }), "good"],
    ["several audiences, ours among them", write({ aud: ["orders", "shop"] }), "good"],
    ["several audiences, none of them ours", write({ aud: ["orders", "workshop"] })],
    ["a list of audiences in a list", write({ aud: [["shop"]] })],
    ["another issuer", write({ iss: "shop" })],
    ["no issuer", write({ iss: undefined })],
    ["another audience", write({ aud: "orders" })],
    ["an audience that ends in ours", write({ aud: "workshop" })],
    ["an audience with ours in it", write({ aud: "shop-admin" })],
    ["no audience", write({ aud: undefined })],
    ["an account that is gone", write({ sub: "carol" })],
    ["an account in capitals", write({ sub: "ALICE" })],
    ["a sub of an object's", write({ sub: "__proto__" })],
    ["a sub that is empty", write({ sub: "" })],
    ["a sub in a list", write({ sub: ["alice"] })],
    ["a role that is none", write({ role: "root" })],
    ["no role", write({ role: undefined })],
    ["a payload that is no JSON", sign(header, "hello")],
    ["a payload that is null", sign(header, "null")],
    ["a payload that is a list", sign(header, "[]")],
    ["a payload that is a text", sign(header, '"alice"')],
    ["a payload that is empty", raw(encode(header), "")],
    ["a payload that is no UTF-8", raw(encode(header), "_____w")],
    ["a header that is no JSON", sign("hello", claims)],
    ["a header that is null", sign("null", claims)],
    ["a header that is a list", sign("[]", claims)],
    ["a header that is a number", sign("7", claims)],
    ["a header that is empty", raw("", encode(claims))],
    ["nothing", ""],
    ["dots", ".."],
    ["one part", head],
    ["two parts", `${head}.${body}`],
    ["four parts", `${good}.x`],
    ["five parts", `${good}..`],
    ["no signature", `${head}.${body}.`],
    ["a signature of another token", `${head}.${encode({})}.${mac}`],
    ["a signature cut off", `${head}.${body}.${mac.slice(0, 20)}`],
    ["a signature twice", `${good}${mac}`],
    ["padding", `${good}=`],
    ["a blank behind it", `${good} x`],
    ["the parts in another order", `${body}.${head}.${mac}`],
    ["12 kB of letters", "A".repeat(12_000)],
  ];
}

/** What the shop and verifyByHand decide about a token; both must agree. */
function probesOf(lab: Lab): Probe[] {
  const secret = lab.env.JWT_SECRET ?? "";
  return cases(secret).flatMap(([what, token, good]): Probe[] => {
    const wanted = good ? 200 : 401;
    const ask = async (headers: Record<string, string>) =>
      (await lab.browser("stranger").get("/me", { headers })).status;
    return [
      {
        title: `${what}, in the cookie: ${wanted}`,
        run: async () =>
          assert.equal(await ask({ Cookie: `${COOKIE}=${token}` }), wanted),
      },
      {
        title: `${what}, as a Bearer: ${wanted}`,
        run: async () =>
          assert.equal(await ask({ Authorization: `Bearer ${token}` }), wanted),
      },
      {
        title: `${what}, by hand: ${good ? "its claims" : "null"}`,
        run: async () => {
          const said = await lab.call("A", "verifyByHand", token);
          assert.equal(said !== null, good === "good");
        },
      },
    ];
  });
}

/** Tokens that are signed with the right key but wrong in another way. */
export const tokens: ProbeGroup = {
  name: "tokens of 04",
  async open() {
    const lab = await openSolution("04", { servers: 1 });
    return {
      probes: probesOf(lab),
      [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
    };
  },
};
