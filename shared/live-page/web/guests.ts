import type { Socket } from "node:net";

const MAX_GUESTS = 100;

/**
 * The connections that haven't shown the key. If there are too many, the oldest makes way
 * for the newest, so idle connections keep no one out.
 */
export class Guests {
  readonly #sockets = new Set<Socket>();

  /** Registers a new connection, and ends the oldest one if there are too many. */
  receive(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    const [oldest] = this.#sockets;
    if (this.#sockets.size > MAX_GUESTS) oldest?.destroy();
  }

  /** The key was shown on this connection, so it no longer has to make way. */
  welcome(socket: Socket): void {
    this.#sockets.delete(socket);
  }
}
