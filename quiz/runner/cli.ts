import { findByWord } from "../../shared/course/catalogue.ts";
import { leaveOutputToProgram, print } from "../../shared/terminal/style.ts";
import { isQuit } from "./ask.ts";
import { type Asked, type Deck, listDecks, questionsOf } from "./decks.ts";
import { Dialogue } from "./dialogue.ts";
import { findDue, findNext, readShown } from "./due.ts";
import { formatJson, formatJsonRefusal } from "./json.ts";
import { recall } from "./memory.ts";
import { type Next, showOverview } from "./overview.ts";
import { type Refusal, UnreadableReply } from "./refusal.ts";
import { formatWhen } from "./score.ts";
import { type Result, runQuestions } from "./session.ts";
import { showDeck } from "./show.ts";
import { MAX_IN_WARM_UP } from "./warm-up.ts";

const usage = `
 npm run quiz                 the decks, and where you stand
 npm run quiz 03              all questions of a deck
 npm run quiz 03 short        its first five
 npm run quiz review          what is due, from all decks
 npm run quiz review short    the first five of those, as a warm-up
 npm run quiz 03 show         for a class: one question at a time, with a show of hands
 npm run quiz 03 json         reads answers from standard input, prints JSON, errors too
`;

/** One sitting asks no more than this: what is left is still due tomorrow. */
const MAX_IN_REVIEW = 20;

// So that the tests can live through weeks.
const now = () => new Date(process.env.LESSON_NOW ?? Date.now());

/** Reads the words after `npm run quiz`; gives the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const decks = await listDecks();
  const [word, ...rest] = words;
  if (word === undefined) return choose(decks);
  if (word === "review") return runReview(decks, rest.join(" "));
  if (word === "help") {
    print(usage);
    return 0;
  }
  const { found, ...other } = findByWord(word, decks);
  if (found !== null) return runDeck(found, rest.join(" "));
  const nearest = "nearest" in other ? other.nearest : undefined;
  const fact = `There is no deck "${word}".`;
  if (words.includes("json")) {
    const names = decks.map(({ number }) => number).join(", ");
    const meant = nearest && `npm run quiz ${nearest.number} json`;
    return refuseJson({ code: "unknown-deck", fact, fix: meant ?? `One of: ${names}` });
  }
  print(`\n ${fact}`);
  if (nearest) print(` Did you mean: npm run quiz ${nearest.number}`);
  print(" The decks: npm run quiz");
  return 2;
}

async function runDeck(deck: Deck, request: string): Promise<number> {
  if (request === "" || request === "short") {
    return ask(questionsOf(deck, request === "short"), (result) => exitCode(result));
  }
  if (request === "json") return replyJson(deck);
  if (request === "show") {
    using dialogue = new Dialogue();
    await showDeck(deck, dialogue, now().toISOString());
    return 0;
  }
  const fact = `A deck has no command "${request}".`;
  return refuseCommand(request, fact, `npm run quiz ${deck.number} json`);
}

function runReview(decks: readonly Deck[], request: string) {
  if (request === "") return review(decks, MAX_IN_REVIEW);
  if (request === "short") return review(decks, MAX_IN_WARM_UP);
  const fact = `review has no command "${request}".`;
  return refuseCommand(request, fact, "npm run quiz 03 json, or another deck");
}

function refuseCommand(request: string, fact: string, fix: string): number {
  if (request.split(" ").includes("json"))
    return refuseJson({ code: "unknown-command", fact, fix });
  print(`\n ${fact} The commands are:`);
  print(usage);
  return 2;
}

/** The list; at a terminal, a deck is chosen right there. */
async function choose(decks: readonly Deck[]): Promise<number> {
  const next = await showOverview(decks, now());
  const words = await readDeckName(decks, next);
  return words === null ? 0 : main(words);
}

async function readDeckName(decks: readonly Deck[], next: Next) {
  using dialogue = new Dialogue();
  if (!dialogue.asks) return null;
  print();
  const what = `its number or name · Enter: ${next.means} · q: stop`;
  for (;;) {
    const line = await dialogue.next(` which deck? (${what}) `);
    if (line === null || isQuit(line)) return null;
    const word = line.trim();
    if (word === "") return next.words;
    if (word === "review" || findByWord(word, decks).found) return [word];
    dialogue.say([` There is no deck "${word}".`]);
  }
}

async function review(decks: readonly Deck[], max: number): Promise<number> {
  const due = findDue(decks, await readShown(), now());
  if (due.length > 0) return ask(due.slice(0, max), () => 0);
  const next = findNext(decks, now());
  print();
  print(" Nothing is due.");
  if (next) print(` The next questions come ${formatWhen(next, now())}.`);
  print(" To go over a deck anyway: npm run quiz   (the decks)");
  return 0;
}

async function ask(
  questions: readonly Asked[],
  code: (result: Result) => number,
): Promise<number> {
  using dialogue = new Dialogue();
  try {
    // A script must find the questions in their places; a person goes on where they stopped.
    const inOrder = dialogue.asks ? newOnesFirst(questions) : questions;
    const result = await runQuestions(inOrder, dialogue, now());
    if (!result.finished && dialogue.asks) {
      print(" Your answers are saved. To go on: npm run quiz");
    }
    if (dialogue.interrupted) return 130;
    return dialogue.asks ? 0 : code(result);
  } catch (error) {
    return refuse(error);
  }
}

function newOnesFirst(questions: readonly Asked[]): Asked[] {
  const isNew = ({ question }: Asked) => recall(question) === null;
  return [...questions.filter(isNew), ...questions.filter((each) => !isNew(each))];
}

/** Without a terminal: 0 if all were right, 1 if not. */
function exitCode({ firsts, asked }: Result): number {
  const right = firsts.filter(({ result }) => result === "right").length;
  return right === asked ? 0 : 1;
}

async function replyJson(deck: Deck): Promise<number> {
  leaveOutputToProgram();
  using dialogue = new Dialogue(true);
  try {
    const result = await runQuestions(questionsOf(deck), dialogue, now());
    process.stdout.write(`${formatJson(deck, result)}\n`);
    return exitCode(result);
  } catch (error) {
    return refuseJson(describeUnreadable(error));
  }
}

function refuse(error: unknown): number {
  const { fact, fix } = describeUnreadable(error);
  print();
  print(` That line can't be read: ${fact}`);
  print(` ${fix}`);
  return 2;
}

function describeUnreadable(error: unknown): Refusal {
  if (!(error instanceof UnreadableReply)) throw error;
  return {
    code: "unreadable-reply",
    fact: error.message,
    fix: "The answers before it are saved. Type one line for each question: 2, or 1 3, or ?",
  };
}

function refuseJson(refusal: Refusal): number {
  process.stdout.write(`${formatJsonRefusal(refusal)}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
