import {
  everyoneStaysSignedIn,
  expectRefused,
  Forgery,
  formOfAnotherSiteChangesNothing,
  inTurn,
  Outages,
  onlyWhoSignedOutIsAStranger,
  openChecks,
  SlowServers,
  signOutDropsTheTicket,
} from "#harness";
import { Awaits } from "./awaits.ts";
import {
  nobodyElseEnds,
  nothingOfHersIsLeft,
  secondsMakeNoDifference,
  sheSignsInAgain,
} from "./end-all.ts";
import {
  emptyStoreRevivesNothing,
  everyServerKnowsTheGeneration,
  generationLastsLongEnough,
  onlyTheGenerationCounts,
  SignInsAtOnce,
  signInEndsNoOther,
} from "./generations.ts";
import { eachTokenHasItsOwnId } from "./ids.ts";
import {
  listHasAnEnd,
  listIsWrittenAtOnce,
  listKeepsNoToken,
  signOutNeedsNoLiveToken,
  signOutTellsTheStore,
} from "./list.ts";
import { misconceptions } from "./misconceptions.ts";
import {
  bearerIsRevokedToo,
  everyServerAsksTheList,
  listLastsAsLongAsTheToken,
  otherSpellingsAreRevokedToo,
  othersStaySignedIn,
} from "./revoked.ts";
import { Trust } from "./trust.ts";

const { lab, check, openSideLab } = await openChecks(import.meta.url, misconceptions);
const further = new SlowServers(lab);
const awaits = new Awaits(further);
const trust = new Trust(further);
const signInsAtOnce = new SignInsAtOnce(further);
// What breaks Redis has a Redis and a server of its own, so that nobody else notices.
const brokenLab = openSideLab({ servers: 1, breaksRedis: true });
const outages = new Outages();

// TODO 1

check("id-that-repeats", eachTokenHasItsOwnId);

// TODO 2

check("sign-out-needs-a-live-token", signOutNeedsNoLiveToken);

check("forgotten-await-in-sign-out", awaits.inSignOut);

check("list-kept-in-the-process", signOutTellsTheStore);

check("token-on-the-list", listKeepsNoToken);

check("list-without-an-end", listHasAnEnd);

check("list-then-expire", listIsWrittenAtOnce);

check("ticket-left-in-her-browser", signOutDropsTheTicket);

brokenLab.check("clears-the-cookie-first", outages.signOutKeepsTheCookie);

// TODO 3

check("forgotten-await-in-who-is", awaits.inWhoIs);

check("logout-ends-everybody", othersStaySignedIn);

check("list-never-asked", everyServerAsksTheList);

check("list-of-spellings", otherSpellingsAreRevokedToo);

check("bearer-survives-sign-out", bearerIsRevokedToo);

brokenLab.check("list-forgets-too-soon", listLastsAsLongAsTheToken);

// TODO 4

check("empty-store-revives", emptyStoreRevivesNothing);

check("generation-kept-in-the-process", everyServerKnowsTheGeneration);

check(
  "generation-of-each-sign-in",
  inTurn(signInEndsNoOther, everyoneStaysSignedIn, onlyWhoSignedOutIsAStranger),
);

check("generation-made-twice", signInsAtOnce.shareAGeneration);

check("generation-ends-too-soon", generationLastsLongEnough);

check("token-without-a-generation", onlyTheGenerationCounts);

// TODO 5

check("forgotten-await-in-end-all", awaits.inEndAll);

check("end-all-ends-everyone", nobodyElseEnds);

check("end-all-for-good", sheSignsInAgain);

check("end-all-in-whole-seconds", secondsMakeNoDifference);

check("end-all-leaves-some", nothingOfHersIsLeft);

// Guards: what the given code does right already.

check("decode-instead-of-verify", async (scene) => {
  const forgery = await Forgery.open(scene);
  const forged = forgery.write({}, { key: "another key of 32 bytes or more" });
  expectRefused(
    await forgery.show("a token like hers, signed with another key", forged),
    "A token that someone else signed opened the shop: anyone can write what it says.",
  );
});

check("cross-site-post", formOfAnotherSiteChangesNothing);

brokenLab.check("waits-without-end", outages.everyRequestIsAnswered);

brokenLab.check("store-away-lets-in", outages.nobodyIsLetInUnasked);

brokenLab.check("outage-taken-for-a-stranger", outages.outageIsNoStranger);

// Stretch tasks

check("asks-every-time", trust.answersAreReused);

check("trusts-for-ever", trust.trustHasAnEnd);
