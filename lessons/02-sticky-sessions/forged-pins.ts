import { expect, expectThat, type Lab, type Response } from "#harness";
import { expectServed, namedTheDead, sayInstead } from "./served.ts";
import type { Visitors } from "./visitors.ts";

/** What someone could write into the pin by hand. */
const forgedPins = [
  "Z",
  "a",
  "127.0.0.1:6379",
  "__proto__",
  "constructor",
  "0",
  "undefined",
  "",
  "A,B",
  "A%0D%0Ax",
  "%E0%A4%A",
  "{}",
  "[",
  "x".repeat(3_000),
];

/** A pin that was written by hand leads nowhere that the pick has not chosen. */
export async function chooseNoServer(visitors: Visitors): Promise<void> {
  for (const pin of await forgePins(visitors)) {
    const { first } = await visitors.askWith(pin);
    const isBroken = first.hop.server === null && first.status === 500;
    expect(first)
      .that(
        !namedTheDead(first, pin),
        "200",
        `A browser wrote the pin ${shown(pin)} by hand, and the pick took it for the name of a server: strangers choose where requests go.`,
      )
      .that(
        !isBroken,
        "200",
        `A browser wrote the pin ${shown(pin)} by hand. ${sayInstead(first)}`,
      );
  }
  await expectNoneFollowed(visitors);
}

/** A browser with such a pin is served, whatever it asks for. */
export async function areServed(lab: Lab, visitors: Visitors): Promise<void> {
  const name = await visitors.pinName();
  const responses: Response[] = [];
  for (const pin of await forgePins(visitors)) {
    responses.push((await visitors.askWith(pin)).first);
  }
  for (const Cookie of [
    `${name}=Z; ${name}=A`,
    `${name}=A; ${name}=Z`,
    `${name}; ${name}=`,
  ]) {
    responses.push(await lab.browser("bob").get("/products", { headers: { Cookie } }));
  }
  const bob = lab.browser("bob");
  bob.setCookie(name, "Z");
  responses.push(await bob.signIn());
  for (const response of responses) {
    const { hop } = response;
    expect(response).that(
      response.status !== 503,
      "200",
      `A browser came with a pin that the balancer had not given, and its ${hop.method} ${hop.path} was turned away. Such a pin may be years old, or from another shop on this host.`,
    );
    expectServed(lab, response);
  }
}

/** It gets a pin that holds, and such browsers are spread over the servers. */
export async function areReplaced(visitors: Visitors): Promise<void> {
  const met = new Set<string>();
  const pins = await forgePins(visitors);
  for (const pin of pins) {
    const mallory = await visitors.arriveWith(pin);
    met.add(mallory.home);
    await mallory.comesHome((browser) => browser.get("/products"), {
      fact: ({ server }) =>
        `A browser with the forged pin ${shown(pin)} met ${mallory.home}, and then ${server}.`,
    });
  }
  expectThat(
    met.size > 1,
    `${pins.length} browsers with forged pins all went to ${[...met].join()}.`,
  );
}

/**
 * Pins that are none. A real one with more behind it is none either: it was never given to
 * anyone.
 */
async function forgePins(visitors: Visitors): Promise<string[]> {
  const name = await visitors.pinName();
  const { first } = await visitors.arrive();
  const real = first.cookies.find((cookie) => cookie.name === name);
  return real ? [...forgedPins, `${real.value}9999`] : forgedPins;
}

/** A real pin that someone has changed was never given out: it must not lead where the real one does. */
async function expectNoneFollowed(visitors: Visitors): Promise<void> {
  await expectChangedNotFollowed(
    visitors,
    'with "9999" behind it',
    (pin) => `${pin}9999`,
  );
  await expectChangedNotFollowed(visitors, "with small letters for large ones", swapCase);
}

async function expectChangedNotFollowed(
  visitors: Visitors,
  how: string,
  change: (pin: string) => string,
): Promise<void> {
  const name = await visitors.pinName();
  const led: string[] = [];
  let last: Response | null = null;
  for (let count = 0; count < 3; count++) {
    const { first, home } = await visitors.arrive();
    const real = first.cookies.find((cookie) => cookie.name === name)?.value ?? "";
    if (change(real) === real) return;
    const forged = (await visitors.askWith(change(real))).first;
    if (forged.server !== home || forged.hop.cookiesSet.includes(name)) return;
    led.push(home);
    last = forged;
  }
  if (last === null) return;
  expect(last).that(
    false,
    "a new pin",
    `Browsers wrote a pin that the balancer had given out, ${how}. The pick followed each of them as if it had been the real one, to ${led.join(", ")}, and set no other.`,
  );
}

function swapCase(text: string): string {
  const swap = (letter: string) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return [...text].map(swap).join("");
}

/** How a forged pin is shown: a long one by its length. */
function shown(pin: string): string {
  return pin.length > 20 ? `of ${pin.length} characters` : `"${pin}"`;
}
