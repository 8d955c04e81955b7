import type { Request, Response } from "express";

/** What a user may do in the shop. */
export type Role = "customer" | "admin";

/** What a server knows about the browser that is asking. */
export type Session = {
  user: string;
  /** What the browser put into its cart, unless the lesson keeps carts elsewhere. */
  cart: string[];
  /** Only where the ticket itself says so (a token); else the shop looks it up. */
  role?: Role;
};

/** A user whose password was right: what a sign-in starts from. */
export type User = { name: string; role: Role };

export type Maybe<T> = T | Promise<T>;

/**
 * The seam: what each lesson builds, and the only thing in which the lessons' shops
 * differ. Everything is Express: real requests in, real responses out.
 */
export type Sessions = {
  /** Alice's password was right: give her browser what makes it known from now on. */
  signIn(req: Request, res: Response, user: User): Maybe<void>;
  /** Who is asking? null for a stranger. Throws only if that can't be found out. */
  whoIs(req: Request): Maybe<Session | null>;
  /** Keep what changed in the session. A session in a cookie needs the response for that. */
  save(req: Request, session: Session, res: Response): Maybe<void>;
  /** End the session, for every copy of the ticket. */
  signOut(req: Request, res: Response): Maybe<void>;
  /**
   * Answer somebody who isn't signed in. Without it: 401 and a challenge. It alone of these
   * functions answers; after the others, the shop does.
   */
  refuse?(req: Request, res: Response): Maybe<void>;
  /** Where a session's cart is, if not in the session; the request has the ticket. */
  cartOf?(session: Session, req: Request): Maybe<readonly string[]>;
  /**
   * Put one item into the cart, in one step; gives the cart. Without it the shop reads the
   * cart and saves the whole of it.
   */
  addToCart?(
    req: Request,
    session: Session,
    item: string,
    res: Response,
  ): Maybe<readonly string[]>;
  /** How many sessions this process holds itself. */
  size?(): number;
  /** Let go of timers and connections: the server is going to stop. */
  close?(): Maybe<void>;
};
