import {
  aboutSessions,
  type Command,
  expect,
  expectThat,
  type Scene,
  type SlowServers,
  signInForToken,
  storeOf,
  watchCommands,
} from "#harness";
import { expectSuccess } from "./list.ts";

/** For so long server F may rely on what Redis said of a token, in s. */
const TRUST_SECONDS = 5;

/** What servers send: what a script does in Redis is no question of theirs. */
export function withoutScripts(commands: readonly Command[]): Command[] {
  return aboutSessions(commands).filter(({ source }) => source !== "lua");
}

export class Trust {
  readonly #further: SlowServers;

  constructor(further: SlowServers) {
    this.#further = further;
  }

  /** A server asks once for each token, and then not for a while. */
  readonly answersAreReused = async (scene: Scene): Promise<void> => {
    const { alice, lab } = scene;
    await signInForToken(alice);
    const ask = await this.#onServerF(scene);
    using watch = await watchCommands(storeOf(lab));
    await using _held = await lab.time.hold();
    expect(await ask(() => alice.get("/me"))).status(200, "Alice is not known.", {
      slug: null,
    });
    const from = await watch.countNow();
    for (let times = 1; times <= 4; times++) await ask(() => alice.get("/me"));
    const told = withoutScripts(watch.commands.slice(from, await watch.countNow()));
    const names = told.map(({ words: [name = ""] }) => name.toUpperCase());
    expectThat(
      told.length === 0,
      `Server F may rely on an answer for ${TRUST_SECONDS} s. Alice asked for /me, and four times more in the same second, and for these four it sent Redis ${names.join(", ")}.`,
    );
  };

  /** What was revoked elsewhere is refused once the time is over, no matter who else is asked about. */
  readonly trustHasAnEnd = async (scene: Scene): Promise<void> => {
    const { alice: laptop, phone, lab } = scene;
    // A server that asks every time has no answer that could last too long.
    await this.answersAreReused(scene.where({}));
    await lab.beginAnew();
    await signInForToken(laptop);
    await signInForToken(phone);
    const ask = await this.#onServerF(scene);
    const copy = scene.copyOf(laptop);
    for (const browser of [copy, phone]) await ask(() => browser.get("/me"));
    const out = expectSuccess(await laptop.signOut());
    await lab.time.pass(TRUST_SECONDS - 2);
    // Its use must not make the trust last longer.
    await ask(() => copy.get("/me"));
    await lab.time.pass(3);
    await ask(() => phone.get("/me"));
    expect(await ask(() => copy.get("/me"))).status(
      401,
      `Alice's laptop signed out on ${out.answeredBy} ${TRUST_SECONDS + 1} s ago. Server F may rely on an answer for ${TRUST_SECONDS} s, and it still honors a copy of that token.`,
    );
    expect(await ask(() => copy.get("/me"))).status(
      401,
      "Server F refused a copy of a revoked token, and let it in when it came once more.",
    );
    expect(await ask(() => phone.get("/me"))).status(
      200,
      "Alice's laptop signed out, and server F refuses her phone.",
    );
  };

  async #onServerF(scene: Scene) {
    const { name } = await this.#further.start("F", {
      TRUST_SECONDS: String(TRUST_SECONDS),
    });
    scene.note(`server F may rely on an answer for ${TRUST_SECONDS} s`);
    return <T>(send: () => Promise<T>) => this.#further.only(name, send);
  }
}
