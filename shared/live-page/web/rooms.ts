import type { Response } from "express";
import type { Refusal } from "./refuse.ts";

const MAX_KEYED = 20;
const MAX_WATCHERS = 4;

/** The open streams, up to a limit. */
export class Room {
  readonly #streams = new Set<Response>();
  readonly #most: number;
  /** The answer when there's no place left. */
  readonly refusal: Refusal;

  /** @param who "20 `who` are already open" */
  constructor(most: number, who: string, hint: string) {
    this.#most = most;
    this.refusal = { error: `${most} ${who} are already open`, hint };
  }

  /** Takes a place until the stream closes; returns whether there was one. */
  take(stream: Response): boolean {
    if (this.#streams.size >= this.#most) return false;
    this.#streams.add(stream);
    stream.once("close", () => this.#streams.delete(stream));
    return true;
  }
}

/** Two rooms, so that those who only watch take no place from those who have the key. */
export function createRooms(): { keyed: Room; watching: Room } {
  return {
    keyed: new Room(MAX_KEYED, "tabs with the key", "close one of them"),
    watching: new Room(
      MAX_WATCHERS,
      "tabs without the key",
      "open the link that stands in the terminal, or close one of them",
    ),
  };
}
