/**
 * The record of one request through the balancer. Never contains a value that signs in.
 */
export type Hop = {
  number: number;
  method: string;
  path: string;
  status: number;
  /** The server that answered; null if the balancer had to answer itself. */
  server: string | null;
  /** Every server that was tried, in order: more than one after a second try. */
  tried: string[];
  /** Why that server was picked. */
  why: string;
  /**
   * Names of cookies: sent with the request, set by the answer, cleared by the answer.
   */
  cookiesSeen: string[];
  cookiesSet: string[];
  cookiesCleared: string[];
  /** The store commands the server used, as far as they could be observed. */
  storeCalls: string[];
  /** From the request's arrival to the answer's head, in ms. */
  milliseconds: number;
};

/** A request, and what it meant; marked if the check expected something else. */
export type HopMoment = {
  kind: "hop";
  hop: Hop;
  note: string;
  /** The account that the answer greets, if it greets one. */
  greets?: string;
  /** Other requests were in progress at the same time, so the order means nothing. */
  atOnce?: true;
  expected?: string;
  /** Why a cookie that a response had set wasn't sent with it, as a sentence. */
  heldBack?: string;
  /** The check had taken the store down when this was answered. */
  storeDown?: true;
  /**
   * The cookies that it sets or clears and that the browser ignored: the note says why.
   */
  dropped?: string[];
};

/** One line of what happened: a request, or something that someone did in between. */
export type Moment = HopMoment | { kind: "event"; text: string };

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isNumber: Test = (value) => typeof value === "number" && Number.isFinite(value);
const areTexts: Test = (value) => Array.isArray(value) && value.every(isText);

const members: Record<keyof Hop, Test> = {
  number: isNumber,
  method: isText,
  path: isText,
  status: isNumber,
  server: (value) => value === null || isText(value),
  tried: areTexts,
  why: isText,
  cookiesSeen: areTexts,
  cookiesSet: areTexts,
  cookiesCleared: areTexts,
  storeCalls: areTexts,
  milliseconds: isNumber,
};

/**
 * Whether it is a complete hop: an incomplete one would fail far from where it came in.
 */
export function isHop(value: unknown): value is Hop {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map(Object.entries(value));
  return Object.entries(members).every(([name, test]) => test(given.get(name)));
}
