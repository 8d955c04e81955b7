import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { Browser } from "../../harness/browser/browser.ts";
import type { Response } from "../../harness/browser/response.ts";
import { eventually } from "../../harness/core/eventually.ts";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { MachineUse } from "../../harness/machine/machine-use.ts";
import { openSolution } from "../support/labs.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

const GUESSES = 80;
const MOST_TRIES = 3;

/**
 * Retries while other programs keep this machine busy, because then a late result says
 * nothing.
 */
async function inTime(lab: Lab, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const machine = new MachineUse(() => lab.pids);
    try {
      await work();
      return;
    } catch (error) {
      const { isBusy } = await machine.look();
      if (!isBusy || tries >= MOST_TRIES) throw error;
    }
  }
}

/** One customer signs in again and again; the others must not notice. */
function signsOutNobody(number: string, lab: Lab, times: number): Probe {
  return {
    title: `${number}: Alice signs in ${times} times, and Bob stays signed in`,
    run: async () => {
      const [bob, first] = [lab.browser("bob"), lab.browser("alice")];
      await bob.signIn();
      await first.signIn();
      let last: Browser = first;
      for (let time = 0; time < times; time++) {
        last = lab.browser("alice");
        assert.equal((await last.signIn()).status, 200);
      }
      assert.equal((await bob.get("/me")).status, 200, "Bob is out");
      assert.equal((await last.get("/me")).status, 200, "her newest session is out");
    },
  };
}

function cartHasALimit(number: string, lab: Lab): Probe {
  return {
    title: `${number}: a cart takes no more than 100 items, and keeps what it has`,
    run: async () => {
      const alice = lab.browser("alice");
      await alice.signIn();
      const { cart: before } = await alice.get("/cart");
      for (let at = before.length; at < 100; at++) {
        assert.equal((await alice.post("/cart", { item: "apple" })).status, 201, `${at}`);
      }
      const over = await alice.post("/cart", { item: "book" });
      assert.equal(over.status, 400);
      assert.match(over.text, /100 items/);
      const { cart } = await alice.get("/cart");
      assert.ok(cart.length === 100 && !cart.includes("book"));
    },
  };
}

/** Passwords at their production cost: guesses must not keep a user waiting. */
function guessesAreRefused(lab: Lab): Probe {
  return {
    title: `${GUESSES} guesses at once: each is answered, the rest by 503, and Alice gets in`,
    run: () => inTime(lab, () => guessAtOnce(lab)),
  };
}

async function guessAtOnce(lab: Lab): Promise<void> {
  const guess = () => lab.browser("mallory").signIn("a guess");
  const guesses = Promise.all(Array.from({ length: GUESSES }, guess));
  const alice = lab.browser("alice");
  let signedIn: Response = await alice.signIn();
  for (let tries = 0; signedIn.status === 503 && tries < 20; tries++) {
    assert.match(String(signedIn.headers["retry-after"]), /^\d+$/);
    signedIn = await alice.signIn();
  }
  assert.equal(signedIn.status, 200);
  const answers = await guesses;
  const statuses = new Set(answers.map(({ status }) => status));
  for (const status of statuses) assert.ok([401, 503].includes(status), `${status}`);
  assert.ok(statuses.has(503), "none was refused");
  for (const answer of answers.filter(({ status }) => status === 503)) {
    assert.ok(answer.headers["retry-after"], "503 without Retry-After");
  }
}

/** Requests that never end must not take every connection to the server. */
function unfinishedKeepNobodyWaiting(lab: Lab): Probe {
  return {
    title: "300 requests that never end, and Alice is answered",
    run: async () => {
      const head = "GET /healthz HTTP/1.1\r\nHost: shop\r\nContent-Length: 10\r\n\r\nx";
      const sockets = Array.from({ length: 300 }, () => connect(lab.port, "127.0.0.1"));
      try {
        for (const socket of sockets) socket.on("error", () => {}).write(head);
        await Promise.all(sockets.map((socket) => once(socket, "data")));
        assert.equal((await lab.browser("alice").get("/products")).status, 200);
      } finally {
        for (const socket of sockets) socket.destroy();
      }
    },
  };
}

/** Guesses at an unknown name, one after the other: Alice still gets her turn. */
function guessesAtOthersWait(lab: Lab): Probe {
  return {
    title: "a steady flood of guesses at another name, and Alice gets in each time",
    run: async () => {
      let goesOn = true;
      const flood = Array.from({ length: 12 }, async () => {
        const mallory = lab.browser("mallory");
        while (goesOn) await mallory.signIn("a guess");
      });
      try {
        for (let time = 0; time < 5; time++) {
          const alice = lab.browser("alice");
          let signedIn = await alice.signIn();
          // On a busy machine a single password can take longer than a turn may.
          for (let tries = 1; signedIn.status === 503 && tries < 5; tries++) {
            assert.match(String(signedIn.headers["retry-after"]), /^\d+$/);
            signedIn = await alice.signIn();
          }
          assert.equal(signedIn.status, 200);
        }
      } finally {
        goesOn = false;
        await Promise.all(flood);
      }
    },
  };
}

/** A client that leaves hasn't asked for a second try. */
function leavingRepeatsNothing(lab: Lab): Probe {
  return {
    title: "02: a client leaves in the middle of its order, and no other server gets it",
    run: async () => {
      const body = '{"user":"bob","password":"builder"}';
      const head = [
        "POST /login HTTP/1.1",
        "Host: shop",
        "Content-Type: application/json",
      ];
      const text = [...head, `Content-Length: ${body.length}`, "", body].join("\r\n");
      const frozen = freezeServer(lab, "A");
      const socket = connect(lab.port, "127.0.0.1").on("error", () => {});
      try {
        await once(socket, "connect");
        socket.write(text);
        // When the next request has been answered, this one has been forwarded.
        await lab.browser("alice").get("/products");
        socket.destroy();
        await frozen[Symbol.asyncDispose]();
        await eventually(async () => assert.equal(await lab.call("A", "size"), 1));
        for (const name of ["B", "C"]) {
          assert.equal(await lab.call(name, "size"), 0, `${name} has a session`);
        }
      } finally {
        await frozen[Symbol.asyncDispose]();
      }
    },
  };
}

/** One customer, or one guesser, can't take the shop away from the others. */
export const floods: ProbeGroup = {
  name: "one who asks for everybody's share",
  async open() {
    const memory = await openSolution("01", { servers: 1, env: { SESSION_CAP: "10" } });
    const redis = await openSolution("03", { servers: 1 });
    const jwt = await openSolution("04", { servers: 1 });
    const real = await openSolution("01", { servers: 1, realPasswords: true });
    const sticky = await openSolution("02");
    const labs = [memory, redis, jwt, real, sticky];
    return {
      probes: [
        signsOutNobody("01", memory, 40),
        signsOutNobody("03", redis, 40),
        cartHasALimit("01", memory),
        cartHasALimit("03", redis),
        cartHasALimit("04", jwt),
        guessesAreRefused(real),
        guessesAtOthersWait(real),
        unfinishedKeepNobodyWaiting(memory),
        leavingRepeatsNothing(sticky),
      ],
      async [Symbol.asyncDispose]() {
        await Promise.all(labs.map((lab) => lab[Symbol.asyncDispose]()));
      },
    };
  },
};
