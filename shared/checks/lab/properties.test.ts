import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../../harness/check/scene.ts";
import { Finding } from "../../harness/core/finding.ts";
import * as catalogue from "../../harness/properties/index.ts";
import type { Property } from "../../harness/properties/property.ts";
import { openSolution } from "../support/labs.ts";

type Version = "01" | "03" | "04";

/** Which versions hold a property, when each runs on three servers; 01 on one. */
const expected: [name: string, property: Property, held: readonly Version[]][] = [
  ["ticketIsOutOfReach", catalogue.ticketIsOutOfReach, ["01", "03", "04"]],
  ["signInEndsTheOldTicket", catalogue.signInEndsTheOldTicket, ["01", "03"]],
  ["signOutEndsEveryCopy", catalogue.signOutEndsEveryCopy, ["01", "03"]],
  ["signOutEndsNobodyElse", catalogue.signOutEndsNobodyElse, ["01", "03", "04"]],
  [
    "nobodyIsGreetedAsSomeoneElse",
    catalogue.nobodyIsGreetedAsSomeoneElse,
    ["01", "03", "04"],
  ],
  ["nobodySharesACart", catalogue.nobodySharesACart, ["01", "03", "04"]],
  ["eachBrowserHasItsOwnSession", catalogue.eachBrowserHasItsOwnSession, ["01", "03"]],
  [
    "inventedTicketsOpenNothing",
    catalogue.inventedTicketsOpenNothing,
    ["01", "03", "04"],
  ],
  ["ticketEndsInTime", catalogue.ticketEndsInTime, ["01", "03", "04"]],
  [
    "formOfAnotherSiteChangesNothing",
    catalogue.formOfAnotherSiteChangesNothing,
    ["01", "03", "04"],
  ],
  ["linkSignsNobodyOut", catalogue.linkSignsNobodyOut, ["01", "03", "04"]],
  ["survivesAKill", catalogue.survivesAKill, ["03", "04"]],
];

for (const version of ["01", "03", "04"] as const) {
  test(`${version}: which properties it holds, asked as users ask`, async (context) => {
    await using lab = await openSolution(version, {
      servers: version === "01" ? 1 : 3,
      breaksRedis: true,
    });
    for (const [name, { play, source }, held] of expected) {
      await context.test(`${name} (${source})`, async () => {
        const playing = play(new Scene(lab));
        if (held.includes(version)) await playing;
        else await assert.rejects(playing, Finding);
      });
    }
  });
}
