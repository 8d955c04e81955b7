import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { solutionFolder } from "../../course/catalogue.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { entryOf, openAnswer } from "../support/labs.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

const Vectors = v.object({
  source: v.string(),
  groups: v.array(
    v.object({
      comment: v.string(),
      key: v.nullable(v.string()),
      tests: v.array(
        v.object({
          tcId: v.number(),
          comment: v.string(),
          jws: v.string(),
          result: v.picklist(["valid", "invalid"]),
        }),
      ),
    }),
  ),
});
type Vector = v.InferOutput<typeof Vectors>["groups"][number]["tests"][number];

const file = new URL("../vectors/wycheproof-hmac.json", import.meta.url);

/**
 * Vectors whose label doesn't say what a verifier of the compact form must do, and why.
 */
const others = new Map<number, { result: Vector["result"]; because: string }>([
  [367, { result: "valid", because: "to the letter the same as 357, which is valid" }],
  [370, { result: "valid", because: "to the letter the same as 357, which is valid" }],
  [372, { result: "invalid", because: "it holds a ?, which base64url does not" }],
  [373, { result: "invalid", because: "it holds a ?, which base64url does not" }],
  [
    375,
    { result: "valid", because: "the MAC is over the text as it stands, stray bits too" },
  ],
]);

// The payloads aren't our claims, and the keys aren't text. So this keeps the parts of
// the solution that check form, algorithm and signature; the rest has its own probes
// (tokens.ts).
const changes: [from: string | RegExp, to: string][] = [
  [
    /createSecretKey\(secret, "utf8"\)/,
    'createSecretKey(Buffer.from(process.env.VECTOR_KEY ?? "", "base64url"))',
  ],
  ["const ours = { issuer: ISSUER, audience: AUDIENCE, ", "const ours = { "],
  ["typ: v.literal(HEADER.typ), ", ""],
  [
    /v\.safeParse\((Claims|Payload), .*\);/g,
    '{ success: true, output: { sub: "alice", role: "customer" as const, nbf: 0, exp: 2 ** 40 } };',
  ],
];

function signatureOnly(): TemporaryAnswer {
  const source = join(solutionFolder(entryOf("04")), "tokens.ts");
  let text = readFileSync(source, "utf8");
  for (const [from, to] of changes) {
    const before = text;
    text = text.replace(from, to);
    assert.notEqual(text, before, `the solution of 04 has no ${from}`);
  }
  return new TemporaryAnswer([{ path: "tokens.ts", text }]);
}

function probesOf(lab: Lab, { tcId, comment, jws, result }: Vector): Probe[] {
  const wanted = others.get(tcId)?.result ?? result;
  const title = `${tcId} ${comment} is ${wanted}`;
  return [
    {
      title: `${title}, by hand`,
      run: async () => {
        const said = await lab.call("A", "verifyByHand", jws);
        assert.equal(said === null ? "invalid" : "valid", wanted);
      },
    },
    {
      title: `${title}, by jsonwebtoken`,
      run: async () => {
        const Cookie = `__Host-token=${encodeURIComponent(jws)}`;
        const { status } = await lab.browser("stranger").get("/me", {
          headers: { Cookie },
        });
        assert.equal(status, wanted === "valid" ? 200 : 401);
      },
    },
  ];
}

/** HMAC signatures collected by C2SP's project Wycheproof. */
export const wycheproof: ProbeGroup = {
  name: "Wycheproof's tokens",
  async open() {
    const { groups } = v.parse(Vectors, JSON.parse(readFileSync(file, "utf8")));
    const answer = signatureOnly();
    const labs: Lab[] = [];
    const probes: Probe[] = [];
    for (const { key, tests } of groups) {
      // A token signed with someone's public key: here, any of our keys will do.
      const VECTOR_KEY = key ?? groups[0]?.key ?? "";
      const lab = await openAnswer("04", answer.folder, {
        servers: 1,
        env: { VECTOR_KEY },
      });
      labs.push(lab);
      probes.push(...tests.flatMap((vector) => probesOf(lab, vector)));
    }
    return {
      probes,
      async [Symbol.asyncDispose]() {
        await Promise.all(labs.map((lab) => lab[Symbol.asyncDispose]()));
        answer[Symbol.dispose]();
      },
    };
  },
};
