import type { Request, Response } from "express";

/** What a user may do in the shop. */
export type Role = "customer" | "admin";

/** What a server knows about the browser that is asking. */
export type Session = {
  user: string;
  /** The browser's cart, unless the lesson keeps carts elsewhere. */
  cart: string[];
  /** Set only if the ticket itself says so (a token); otherwise the shop looks it up. */
  role?: Role;
};

/** A user whose password was right. Every sign-in starts from one. */
export type User = { name: string; role: Role };

export type Maybe<T> = T | Promise<T>;

/**
 * The seam: the part each lesson builds, and the only part in which the lessons' shops
 * differ. Everything is Express: real requests in, real responses out.
 */
export type Sessions = {
  /** Alice's password was right: give her browser something to be recognized by. */
  signIn(req: Request, res: Response, user: User): Maybe<void>;
  /** Who is asking? Null for a stranger. Throws only if it can't find out. */
  whoIs(req: Request): Maybe<Session | null>;
  /**
   * Save what changed in the session. A session in a cookie needs the response for that.
   */
  save(req: Request, session: Session, res: Response): Maybe<void>;
  /** End the session, for every copy of the ticket. */
  signOut(req: Request, res: Response): Maybe<void>;
  /**
   * Answer someone who isn't signed in. Without it: 401 and a challenge. This is the only
   * one of these functions that answers; after the others, the shop does.
   */
  refuse?(req: Request, res: Response): Maybe<void>;
  /** A session's cart, if it isn't kept in the session; the request has the ticket. */
  cartOf?(session: Session, req: Request): Maybe<readonly string[]>;
  /**
   * Add one item to the cart in a single step, and return the cart. Without it the shop
   * reads the cart and saves all of it.
   */
  addToCart?(
    req: Request,
    session: Session,
    item: string,
    res: Response,
  ): Maybe<readonly string[]>;
  /** How many sessions this process keeps in its own memory. */
  size?(): number;
  /** Release timers and connections: the server is about to stop. */
  close?(): Maybe<void>;
};
