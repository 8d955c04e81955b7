// Not @types/express-session, because it gives every Request a session, even in the
// learner's files.
declare module "express-session" {
  import type { CookieOptions, RequestHandler } from "express";

  export type Options = {
    name: string;
    secret: string;
    resave: boolean;
    saveUninitialized: boolean;
    cookie: CookieOptions;
  };
  export default function session(options: Options): RequestHandler;
}
