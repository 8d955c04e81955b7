import type { Answer } from "./answer.ts";
import { nameOf } from "./people.ts";

/** What an answer meant, in a few words: the note beside a hop. */
export function describeAnswer(answer: Answer, owner: string, copied: boolean): string {
  const { hop, status } = answer;
  const notes = [
    ...settingOf(hop.cookiesSet),
    ...hop.cookiesCleared.map((name) => `tells ${owner}'s browser to drop ${name}`),
  ];
  if (hop.method === "GET" && answer.user !== undefined) {
    const greeted = nameOf(answer.user);
    // Whoever shows a token by hand is whoever it names; a browser is its owner's.
    const asExpected = greeted === owner || owner === nameOf("stranger");
    notes.unshift(asExpected ? greeted : `${greeted}, but ${owner} asked`);
  }
  if (status < 300 && Array.isArray(answer.member("cart"))) {
    notes.unshift(`cart: ${answer.cart.join(", ") || "empty"}`);
  }
  if (status >= 500) notes.push(complaintOf(answer));
  if (copied && status < 400) notes.push("with the copied cookie");
  return notes.join(", ");
}

function settingOf(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const what = names.length === 1 ? "the cookie" : "the cookies";
  return [`sets ${what} ${names.join(", ")}`];
}

/** What an answer of 5xx says: the error of its JSON body, or its first line. */
function complaintOf(answer: Answer): string {
  const error = answer.member("error");
  return typeof error === "string" ? error : (answer.text.split("\n")[0] ?? "");
}
