import {
  everyoneStaysSignedIn,
  expect,
  formOfAnotherSiteChangesNothing,
  inTurn,
  onlyWhoSignedOutIsAStranger,
  openChecks,
  ticketIsOutOfReach,
} from "#harness";
import { onlyOursForUs } from "./addressees.ts";
import {
  saveAwaitsTheStore,
  signInAwaitsTheToken,
  whoIsAwaitsTheClaims,
} from "./awaits.ts";
import { nonsenseBreaksNothing, nonsenseOpensNothing } from "./broken-tokens.ts";
import { handVerifiesTheSame } from "./by-hand.ts";
import { cartIsHersEverywhere, onlyCartsNeedTheStore } from "./carts.ts";
import { lifeIsInItsUnit, momentsAreNoDurations } from "./ends.ts";
import { onlyOurSignatureCounts, tokenChoosesNothing } from "./forged-signatures.ts";
import { badKeyStartsNothing } from "./keys.ts";
import { everyServerKnowsHer } from "./known-everywhere.ts";
import { misconceptions } from "./misconceptions.ts";
import { onlyOurRolesCount } from "./roles.ts";
import { browserDropsTheToken } from "./sign-out.ts";
import {
  clocksMayDiffer,
  earlyOpensNothing,
  expiredOpensNothing,
  leewayIsShort,
} from "./times.ts";
import {
  addressBringsNoToken,
  nothingElseBringsOne,
  onlyOneBearerBringsOne,
} from "./ways-in.ts";
import {
  eachSignInGivesAToken,
  secretIsTheKey,
  tokenHasAnAddress,
  tokenIsNoSecret,
  tokenIsSigned,
  tokenSaysWhoSheIs,
} from "./written-tokens.ts";

const { check } = await openChecks(import.meta.url, misconceptions);

// TODO 1

check("forgotten-await-in-sign-in", signInAwaitsTheToken);

check("no-signed-token", tokenIsSigned);

check("key-of-one-server", secretIsTheKey);

check("token-without-a-subject", tokenSaysWhoSheIs);

check("token-without-an-address", tokenHasAnAddress);

check("duration-for-a-moment", momentsAreNoDurations);

check("expiry-in-the-wrong-unit", lifeIsInItsUnit);

check("cookie-open-to-others", ticketIsOutOfReach);

check("token-tells-too-much", tokenIsNoSecret);

check("an-old-cookie-counts", eachSignInGivesAToken);

// TODO 2

check("forgotten-await-in-who-is", whoIsAwaitsTheClaims);

check("token-known-to-one-server", everyServerKnowsHer);

check("wrong-token-crashes", nonsenseBreaksNothing);

check("decode-instead-of-verify", onlyOurSignatureCounts);

check("algorithm-from-the-token", tokenChoosesNothing);

check("leeway-without-measure", leewayIsShort);

check("token-without-an-end", expiredOpensNothing);

check("token-before-its-time", earlyOpensNothing);

check("token-for-somebody-else", onlyOursForUs);

check("accepts-broken-tokens", nonsenseOpensNothing);

check("role-from-the-request", onlyOurRolesCount);

// TODO 3

check("token-in-the-address", addressBringsNoToken);

check("token-from-elsewhere", nothingElseBringsOne);

check("bearer-by-replace", onlyOneBearerBringsOne);

// TODO 4

check("secret-with-a-default", badKeyStartsNothing);

// Guards: what the given code does right already.

check("no-challenge", async (scene) => {
  const me = await scene.stranger.get("/me");
  expect(me)
    .status(
      401,
      me.status < 300
        ? "Someone without any token was let in."
        : `Someone without any token asked for /me, and got ${me.status}: a program can't do anything with another page's address.`,
    )
    .that(
      /^[a-z]+/i.test(me.headers["www-authenticate"] ?? ""),
      "WWW-Authenticate",
      "The 401 has no WWW-Authenticate.",
    );
});

check(
  "logout-keeps-the-cookie",
  inTurn(browserDropsTheToken, onlyWhoSignedOutIsAStranger),
);

check("cross-site-post", formOfAnotherSiteChangesNothing);

check("cart-in-the-token", inTurn(cartIsHersEverywhere, everyoneStaysSignedIn));

check("forgotten-await-in-save", saveAwaitsTheStore);

check("asks-the-store-who-she-is", onlyCartsNeedTheStore);

// Stretch tasks

check("lenient-by-hand", handVerifiesTheSame);

check("clocks-that-agree", clocksMayDiffer);
