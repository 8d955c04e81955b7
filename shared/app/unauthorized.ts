/** No one is signed in with this request. The shop answers 401, with a challenge. */
export class Unauthorized extends Error {
  override readonly name: string = "Unauthorized";
}

/**
 * The session ended while this request was in progress, so there's nowhere left to store
 * what it wanted to keep. The shop answers 401, as for anyone who isn't signed in.
 */
export class SessionEnded extends Unauthorized {
  override readonly name = "SessionEnded";

  constructor() {
    super("you have been signed out in the meantime");
  }
}
