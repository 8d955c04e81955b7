import { nameOf } from "./demo-accounts.ts";
import type { Response } from "./response.ts";
import type { JudgedCookie } from "./set-cookie-rules.ts";

/** What a response meant, in a few words: the note next to a hop. */
export function describeResponse(
  response: Response,
  { owner, copied, label }: { owner: string; copied: boolean; label: string },
): string {
  const { hop, status, dropped } = response;
  const notes = [
    ...settingOf(hop.cookiesSet.filter((name) => !dropped.has(name))),
    ...hop.cookiesCleared.map((name) => clearingOf(name, dropped.get(name), owner)),
    ...response.judged
      .filter(({ name, reason }) => reason === null || !hop.cookiesCleared.includes(name))
      .flatMap((cookie) => whatIsIgnored(cookie, owner)),
  ];
  if (hop.method === "GET" && response.user !== undefined) {
    const greeted = nameOf(response.user);
    // A stranger who shows a token by hand counts as the user it names; a browser is its
    // owner's.
    const asExpected = greeted === owner || owner === nameOf("stranger");
    notes.unshift(asExpected ? greeted : `${greeted}, but ${owner} asked`);
  }
  if (status < 300 && Array.isArray(response.member("cart"))) {
    notes.unshift(`cart: ${response.cart.join(", ") || "empty"}`);
  }
  if (status >= 500) notes.push(complaintOf(response));
  if (copied && status < 400) notes.push("with the copied cookie");
  if (label !== "") notes.push(`from ${label}`);
  return notes.join(", ");
}

function settingOf(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const what = names.length === 1 ? "the cookie" : "the cookies";
  return [`sets ${what} ${names.join(", ")}`];
}

function clearingOf(name: string, reason: string | undefined, owner: string): string {
  const wish = `tells ${owner}'s browser to drop ${name}`;
  return reason === undefined ? wish : `${wish}, and it doesn't: ${reason}`;
}

function whatIsIgnored(
  { name, reason, passedOver }: JudgedCookie,
  owner: string,
): string[] {
  const cookie = name || "a cookie without a name";
  if (reason !== null) {
    return [`${owner}'s browser ignores the Set-Cookie of ${cookie}: ${reason}`];
  }
  return passedOver.map(
    (attribute) =>
      `${owner}'s browser ignores the ${attribute} of ${cookie}: it is longer than 1024 bytes`,
  );
}

/** What a 5xx response says: the error in its JSON body, or its first line. */
function complaintOf(response: Response): string {
  const error = response.member("error");
  return typeof error === "string" ? error : (response.text.split("\n")[0] ?? "");
}
