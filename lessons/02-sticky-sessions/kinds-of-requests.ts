import type { Browser, Response } from "#harness";
import type { Visitor } from "./visitor.ts";
import type { Visitors } from "./visitors.ts";

export type KindOfRequest = {
  /** The same for people: "GET /products". */
  what: string;
  send: (browser: Browser) => Promise<Response>;
};

/** What a browser may send: a pin counts for all of it. */
export const kindsOfRequests: readonly KindOfRequest[] = [
  ...["HEAD", "POST", "PUT", "DELETE", "OPTIONS"].map((method) => ({
    what: `${method} /cart`,
    send: (browser: Browser) => browser.send(method, "/cart"),
  })),
  ...["/", "/healthz", "/products?page=2", "/cart/a/b/c", "/nowhere"].map((path) => ({
    what: `GET ${path}`,
    send: (browser: Browser) => browser.get(path),
  })),
  ...Object.entries({
    Connection: "close",
    "User-Agent": "another",
    "X-Forwarded-For": "192.0.2.7",
  }).map(([name, value]) => ({
    what: `a request whose ${name} was "${value}"`,
    send: (browser: Browser) => browser.get("/me", { headers: { [name]: value } }),
  })),
];

/** Whatever they send, and with a ticket or without one, all stay where their pin says. */
export async function comeHomeWithAll(visitors: Visitors): Promise<void> {
  const byPin = ({ home }: Visitor, what: string) => ({
    fact: ({ server }: Response) =>
      `Alice signed in on ${home}, and her pin came with ${what}. It went to ${server}. Bob's browser, which has no ticket, stayed on its server: the pin has to decide, not the ticket.`,
    slug: null,
  });
  // A stranger first: if he stays, and Alice does not, it is her ticket that moves her.
  const bob = await visitors.arrive();
  for (const { what, send } of kindsOfRequests) {
    await bob.comesHome(send, {
      fact: ({ server }) =>
        `Bob belongs to ${bob.home}, and his pin came with ${what}. It went to ${server}.`,
    });
  }
  const signsIn = { what: "POST /login", send: (browser: Browser) => browser.signIn() };
  await bob.comesHome(signsIn.send, {
    fact: ({ server }) =>
      `Bob belongs to ${bob.home}, and his pin came with ${signsIn.what}. It went to ${server}.`,
  });
  // A ticket's hash leads home by chance, but not each time.
  for (let count = 0; count < 6; count++) {
    const again = await visitors.signIn("alice");
    await again.comesHome((browser) => browser.get("/me"), byPin(again, "GET /me"));
  }
  const alice = await visitors.signIn("alice");
  for (const { what, send } of kindsOfRequests) {
    await alice.comesHome(send, byPin(alice, what));
  }
  const atOnce = Array.from({ length: 6 }, () =>
    alice.comesHome((browser) => browser.get("/me"), {
      fact: ({ server }) =>
        `Alice is known to ${alice.home}, and her pin came with six requests at the same time. One went to ${server}.`,
    }),
  );
  await Promise.all(atOnce);
}
