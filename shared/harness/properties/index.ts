export { ticketIsOutOfReach } from "./cookie-flags.ts";
export { signInEndsTheOldTicket } from "./fixation.ts";
export { everyoneStaysSignedIn, onlyWhoSignedOutIsAStranger } from "./going-on.ts";
export {
  eachBrowserHasItsOwnSession,
  inventedTicketsOpenNothing,
  nobodyIsGreetedAsSomeoneElse,
  nobodySharesACart,
} from "./identity.ts";
export { survivesAKill } from "./kill.ts";
export {
  idleLifeOf,
  lifeOf,
  noUseOutlivesTheTicket,
  ticketEndsInTime,
  unusedTicketEnds,
} from "./lifetime.ts";
export { formOfAnotherSiteChangesNothing, linkSignsNobodyOut } from "./other-sites.ts";
export { Outages } from "./outages.ts";
export { inTurn, property } from "./property.ts";
export { roleTakenAwayOpensNothing } from "./roles.ts";
export {
  signOutDropsTheTicket,
  signOutEndsEveryCopy,
  signOutEndsNobodyElse,
} from "./sign-out.ts";
