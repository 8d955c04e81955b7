import { print, style } from "../../shared/terminal/style.ts";
import { type Asked, type Deck, lessonsOf } from "./decks.ts";
import { findDue, readShown } from "./due.ts";
import { recall } from "./memory.ts";
import { questions } from "./score.ts";

/** What to do next: the words after `npm run quiz`, and what they stand for. */
export type Next = { words: readonly string[]; means: string };

/** Shows where one stands, a line for each deck; gives what to do next. */
export async function showOverview(decks: readonly Deck[], now: Date): Promise<Next> {
  const due = findDue(decks, await readShown(), now);
  const next = chooseNext(decks, due.length);
  print();
  print(style.bold(" The quiz: what you still know when the lesson is over"));
  print();
  print(
    style.dim(formatRow("deck", "right on first try", "new", "due", "look again at")),
  );
  for (const deck of decks) print(formatDeck(deck, due));
  print();
  print(` next: npm run quiz ${next.words.join(" ")}   (${next.means})`);
  return next;
}

/** What is due stands first; then a deck that was begun, and then the first new one. */
function chooseNext(decks: readonly Deck[], due: number): Next {
  if (due > 0) return { words: ["review"], means: `${questions(due)} due` };
  const fresh = (deck: Deck) =>
    deck.quiz.questions.filter((each) => !recall(each)).length;
  const begun = decks.find(
    (deck) => fresh(deck) > 0 && fresh(deck) < deck.quiz.questions.length,
  );
  if (begun) {
    const count = fresh(begun);
    const are = count === 1 ? "is" : "are";
    return { words: [begun.number], means: `${count} of its questions ${are} new` };
  }
  const next = decks.find((deck) => fresh(deck) > 0) ?? decks[0];
  return { words: [next?.number ?? "", "short"], means: "its first five questions" };
}

function formatDeck(deck: Deck, due: readonly Asked[]): string {
  const { quiz, number, name } = deck;
  const remembered = quiz.questions.flatMap((question) => recall(question) ?? []);
  const right = remembered.filter((each) => each.right).length;
  const dueHere = due.filter((asked) => asked.deck === deck).length;
  return formatRow(
    number === name ? name : `${number}  ${quiz.title}`,
    remembered.length === 0 ? "-" : `${right} of ${remembered.length}`,
    String(quiz.questions.length - remembered.length || "-"),
    String(dueHere || "-"),
    lookAgain(deck),
  );
}

function formatRow(deck: string, right: string, fresh: string, due: string, see: string) {
  const cells = [deck.padEnd(22), right.padEnd(20), fresh.padStart(3), due.padStart(5)];
  return ` ${cells.join(" ")}   ${see}`.trimEnd();
}

/** The lesson that most of the questions belong to which were not right. */
function lookAgain({ quiz }: Deck): string {
  const [most] = lessonsOf(
    quiz.questions.filter((question) => recall(question)?.right === false),
  );
  return most === undefined ? "" : `lesson ${most}`;
}
