import {
  AWAY_MS,
  expectThat,
  findLateCommands,
  type Response,
  type Scene,
  type SlowServers,
  signInForToken,
} from "#harness";
import { patch } from "./end-all.ts";

type Asked = { what: string; send: () => Promise<Response>; where: string };

/** A response waits for what its server tells the store: a check for each function. */
export class Awaits {
  readonly #further: SlowServers;

  constructor(further: SlowServers) {
    this.#further = further;
  }

  readonly inSignOut = async (scene: Scene): Promise<void> => {
    const { alice } = scene;
    await signInForToken(alice);
    await this.#expectAwaited(scene, {
      what: "POST /logout",
      send: () => alice.signOut(),
      where: "In signOut, an await is missing.",
    });
  };

  readonly inWhoIs = async (scene: Scene): Promise<void> => {
    const { alice } = scene;
    await signInForToken(alice);
    await this.#expectAwaited(scene, {
      what: "GET /me",
      send: () => alice.get("/me"),
      where: "Where whoIs asks about a token, an await is missing.",
    });
  };

  readonly inEndAll = async (scene: Scene): Promise<void> => {
    const { admin } = scene;
    await signInForToken(admin);
    const password = "wonderland";
    await this.#expectAwaited(scene, {
      what: "PATCH /admin/accounts/alice",
      send: () => patch(admin, "alice", { password }),
      where: "In endAll, an await is missing.",
    });
  };

  async #expectAwaited(scene: Scene, { what, send, where }: Asked): Promise<void> {
    const { lab } = scene;
    const server = await this.#further.start("D");
    scene.note(`Redis is put ${AWAY_MS} ms away from server ${server.name}`);
    const late = await findLateCommands(lab, this.#further, server, send);
    expectThat(
      late.length === 0,
      `Server ${server.name} answered ${what}, and only then did ${late.join(", ")} reach Redis: the response did not wait. ${where}`,
    );
  }
}
