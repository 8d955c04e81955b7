// Not @types/express-session: it gives every Request a session, in the learner's files too.
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
