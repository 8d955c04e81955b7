import type { Socket } from "node:net";

const MAX_GUESTS = 100;

/**
 * The connections on which nobody has shown the key. When there are too many, the oldest
 * gives way to the newest: so those that do nothing keep nobody out.
 */
export class Guests {
  readonly #sockets = new Set<Socket>();

  /** Takes in a new connection, and ends the oldest one if there are too many. */
  receive(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    const [oldest] = this.#sockets;
    if (this.#sockets.size > MAX_GUESTS) oldest?.destroy();
  }

  /** The key was shown on this connection: it no longer has to give way. */
  welcome(socket: Socket): void {
    this.#sockets.delete(socket);
  }
}
