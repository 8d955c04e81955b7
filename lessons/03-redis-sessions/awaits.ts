import {
  AWAY_MS,
  type Browser,
  expectThat,
  findLateCommands,
  type Lab,
  type Response,
  type Scene,
  type SlowServer,
} from "#harness";
import type { DistantServers } from "./distant-server.ts";
import type { SessionKeys } from "./session-keys.ts";

type Surroundings = {
  lab: Pick<Lab, "servers" | "time" | "redis">;
  distant: DistantServers;
  keys: SessionKeys;
  startD: () => Promise<SlowServer>;
  startF: () => Promise<SlowServer>;
};
type Asked = { what: string; send: (alice: Browser) => Promise<Response>; where: string };

/** A response waits for what its server tells the store: a check for each function. */
export class Awaits {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  readonly inSignIn = async (scene: Scene): Promise<void> => {
    await this.#expectAwaited(scene, await this.#around.startD(), {
      what: "POST /login",
      send: (alice) => alice.signIn(),
      where: "In signIn, an await is missing.",
    });
  };

  readonly inWhoIs = this.#afterSignIn({
    what: "GET /me",
    send: (alice) => alice.get("/me"),
    where:
      "In whoIs, an await is missing; if there is a callback, it is called too late.",
  });

  readonly inWriteBack = this.#afterSignIn({
    what: "POST /cart",
    send: (alice) => alice.post("/cart", { item: "apple" }),
    where:
      "writeBack has to await the command, and save has to await writeBack: one await is missing.",
  });

  readonly inSignOut = this.#afterSignIn({
    what: "POST /logout",
    send: (alice) => alice.signOut(),
    where: "In signOut, an await is missing.",
  });

  readonly inKeepInUse = async (scene: Scene): Promise<void> => {
    const { distant, keys, startF } = this.#around;
    const server = await startF();
    await distant.only(server.name, () => keys.signIn(scene, scene.alice));
    await this.#expectAwaited(scene, server, {
      what: "GET /me",
      send: (alice) => alice.get("/me"),
      where:
        "whoIs has to await keepInUse, and keepInUse its command: one await is missing.",
    });
  };

  /** Has server D answer someone whom any server has signed in. */
  #afterSignIn(asked: Asked) {
    return async (scene: Scene): Promise<void> => {
      await this.#around.keys.signIn(scene, scene.alice);
      await this.#expectAwaited(scene, await this.#around.startD(), asked);
    };
  }

  async #expectAwaited(
    scene: Scene,
    server: SlowServer,
    { what, send, where }: Asked,
  ): Promise<void> {
    const { lab, distant } = this.#around;
    scene.note(`Redis is put ${AWAY_MS} ms away from server ${server.name}`);
    const late = await findLateCommands(lab, distant, server, () => send(scene.alice));
    expectThat(
      late.length === 0,
      `Server ${server.name} answered ${what}, and only then did ${late.join(", ")} reach Redis: the response did not wait. ${where}`,
    );
  }
}
