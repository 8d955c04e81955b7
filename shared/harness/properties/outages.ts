import type { Browser } from "../browser/browser.ts";
import { expect, expectThat } from "../check/expect.ts";
import type { Scene } from "../check/scene.ts";
import { eventually } from "../core/eventually.ts";
import { freezeRedis, killRedis } from "../faults/redis-outage.ts";
import type { Lab } from "../lab/lab.ts";
import { askEverything, expectHonest, expectInTime, type Timed } from "./outage.ts";

type Outage = { alice: Browser; responses: readonly Timed[]; record: Lab["timeline"] };

/**
 * What users see while Redis hangs, dies and comes back: one story, told by several
 * checks.
 */
export class Outages {
  #frozen: Outage | null = null;
  /** The browser whose session was lost when Redis died. */
  #bereft: Browser | null = null;

  /**
   * A sign-out that can't reach the store ends nothing, and leaves her cookie in place.
   */
  readonly signOutKeepsTheCookie = async (scene: Scene): Promise<void> => {
    const { alice, lab } = scene;
    // This server has just started, so its connection to Redis might take a moment.
    await eventually(() => scene.signIn(alice));
    await lab.beginAnew();
    const killed = await killRedis(lab);
    scene.note("Redis is killed");
    const out = await alice.signOut();
    await killed[Symbol.asyncDispose]();
    await comeBack(lab);
    // A server that dies or waits forever is the business of two later guards: it says
    // nothing about which of the two this task ended first.
    if (out.status === 502 || out.status === 504) return;
    expect(out)
      .that(
        out.status === 503,
        "503",
        `Server A can't reach Redis, so it ended nothing, and it answers ${out.status}.`,
      )
      .that(
        out.setCookies.length === 0,
        "no Set-Cookie",
        "The session could not be ended, and Alice's browser was told to drop its ticket: a copied cookie works again as soon as Redis is back, and she has no ticket left to end it with.",
      );
  };

  /** A hanging store leaves no request waiting forever. */
  readonly everyRequestIsAnswered = async (scene: Scene): Promise<void> => {
    expectInTime((await this.#askWhileFrozen(scene)).responses);
  };

  /** No one is let in on a guess. */
  readonly nobodyIsLetInUnasked = async (scene: Scene): Promise<void> => {
    const { responses } = await this.#askWhileFrozen(scene);
    const me = responses.find(({ what }) => what === "GET /me")?.response;
    if (!me) return;
    expect(me).that(
      me.user === undefined,
      "503",
      `Redis is frozen, so ${me.answeredBy} got no answer from it, and let ${me.greeted} in all the same: as long as Redis is away, a token that was revoked may open the shop.`,
    );
  };

  /**
   * A user who couldn't be looked up is unknown for now, and the answer says so; later
   * she is known again.
   */
  readonly outageIsNoStranger = async (scene: Scene): Promise<void> => {
    const { alice, responses } = await this.#askWhileFrozen(scene);
    expectHonest(responses);
    await eventually(async () => {
      expect(await alice.get("/me")).status(
        200,
        "Redis was away for a moment and is back, and the server does not know Alice any more.",
      );
    });
  };

  /** A lost connection to Redis doesn't end a server. */
  readonly noServerDiesWithRedis = async (scene: Scene): Promise<void> => {
    const { alice, bob, lab } = scene;
    await scene.signIn(alice);
    await scene.signIn(bob);
    await using _killed = await killRedis(lab);
    scene.note("Redis is killed");
    // She sends her old ticket along. Ending its session fails too, and that failure has
    // to be handled.
    await alice
      .twin()
      .signIn()
      .catch(() => null);
    const all = await askEverything(lab, alice, bob);
    // The balancer might notice a lost connection before the lab notices that a server
    // ended.
    if (all.some(({ response }) => response?.status === 502)) await waitForFall(lab);
    const { fallen } = lab.servers;
    expectThat(
      fallen.length === 0,
      `Redis was killed, and server ${fallen.join(", ")} ended with it.`,
    );
    expectInTime(all);
    expectHonest(all);
    this.#bereft = alice;
  };

  /** A store that is back, and empty, is used again without a restart. */
  readonly serverFindsRedisAgain = async (scene: Scene): Promise<void> => {
    scene.note("Redis was killed, and is started again, empty");
    const alice = this.#bereft ?? scene.alice;
    await eventually(async () => {
      expect(await alice.get("/me")).status(
        401,
        "Redis is back and empty, so nobody is signed in, and the server did not find that out.",
      );
    });
    const { phone } = scene;
    await scene.signIn(phone);
    expect(await phone.get("/me")).status(
      200,
      "Redis is back, Alice signed in, and the server does not know her.",
    );
  };

  /**
   * What a server answers while Redis is frozen; afterward, Redis is resumed. Two checks
   * look at the same outage, each for a different thing, and both their records show it.
   */
  async #askWhileFrozen({ lab, alice, bob }: Scene): Promise<Outage> {
    if (this.#frozen) {
      lab.timeline.recall(this.#frozen.record);
      return this.#frozen;
    }
    for (const browser of [alice, bob]) {
      await eventually(async () => {
        expect(await browser.signIn()).success("Redis is up; nobody can sign in.");
      });
    }
    await alice.get("/me");
    const note = (text: string) => {
      const goesOn = text.startsWith("SIGCONT");
      lab.timeline.addEvent(
        goesOn
          ? "Redis goes on"
          : "Redis is frozen: it keeps its connections and answers nothing",
      );
    };
    await using _frozen = await freezeRedis(lab, note);
    const responses = await askEverything(lab, alice, bob);
    this.#frozen = { alice, responses, record: lab.timeline };
    return this.#frozen;
  }
}

/** Restarts the server if the outage killed it, which is the business of two guards. */
async function comeBack(lab: Lab): Promise<void> {
  const goesOn = async () =>
    expect(await lab.browser("bob").signIn()).success("It has not come back.");
  await eventually(goesOn, 1_000).catch(() => lab.servers.start("A"));
}

async function waitForFall(lab: Lab): Promise<void> {
  const hasFallen = () => expectThat(lab.servers.fallen.length > 0, "All are up.");
  await eventually(hasFallen, 1_000).catch(() => {});
}
