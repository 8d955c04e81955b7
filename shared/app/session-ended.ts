/**
 * The session ended while this request was under way, so what it wanted to keep has no
 * place any more. The shop answers 401, as for anybody who isn't signed in.
 */
export class SessionEnded extends Error {
  override readonly name = "SessionEnded";
}
