import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../../harness/check/scene.ts";
import { Finding } from "../../harness/core/finding.ts";
import {
  eachBrowserHasItsOwnSession,
  everyoneStaysSignedIn,
  formOfAnotherSiteChangesNothing,
  inventedTicketsOpenNothing,
  linkSignsNobodyOut,
  nobodyIsGreetedAsSomeoneElse,
  nobodySharesACart,
  onlyWhoSignedOutIsAStranger,
  signInEndsTheOldTicket,
  signOutEndsEveryCopy,
  signOutEndsNobodyElse,
  survivesAKill,
  ticketEndsInTime,
  ticketIsOutOfReach,
} from "../../harness/properties/index.ts";
import type { Property } from "../../harness/properties/property.ts";
import { openSolution } from "../support/labs.ts";

const versions = ["01", "03", "04", "05"] as const;
type Version = (typeof versions)[number];

/**
 * Which versions satisfy which properties, when each runs on three servers; 01 on one.
 */
const holders: [holding: readonly Version[], properties: Record<string, Property>][] = [
  [
    ["01", "03", "04", "05"],
    {
      ticketIsOutOfReach,
      signOutEndsNobodyElse,
      nobodyIsGreetedAsSomeoneElse,
      nobodySharesACart,
      inventedTicketsOpenNothing,
      ticketEndsInTime,
      formOfAnotherSiteChangesNothing,
      linkSignsNobodyOut,
      everyoneStaysSignedIn,
      onlyWhoSignedOutIsAStranger,
    },
  ],
  [["01", "03"], { signInEndsTheOldTicket, eachBrowserHasItsOwnSession }],
  [["01", "03", "05"], { signOutEndsEveryCopy }],
  [["03", "04", "05"], { survivesAKill }],
];

for (const version of versions) {
  test(`${version}: which properties it holds, asked as users ask`, async (context) => {
    await using lab = await openSolution(version, {
      servers: version === "01" ? 1 : 3,
      breaksRedis: true,
    });
    for (const [holding, properties] of holders) {
      for (const [name, { play, source }] of Object.entries(properties)) {
        await context.test(`${name} (${source})`, async () => {
          const playing = play(new Scene(lab));
          if (holding.includes(version)) await playing;
          else await assert.rejects(playing, Finding);
        });
      }
    }
  });
}
