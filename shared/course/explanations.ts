import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, explanationsOf, root } from "./catalogue.ts";

/** Another right way to write a task: what it gains and what it costs, and its code. */
export type Variant = { trade: string; code: readonly string[] };

/** Why a task's solution is the way it is. */
export type Explanation = {
  task: number;
  /** The heading's text after "TODO n", with the star if it's a stretch task. */
  title: string;
  why: string;
  variants: readonly Variant[];
};

const heading = /^## TODO (\d+)(?: ☆)? — (.+)$/;
const fence = "```";

/**
 * The explanations of a lesson's tasks, in order. Each is a heading, a paragraph that
 * says why, and for each variant a paragraph and its code.
 *
 * @throws if the file doesn't have this form
 */
export function readExplanations(entry: Entry): Explanation[] {
  return parseExplanations(readFileSync(join(root, explanationsOf(entry)), "utf8"));
}

/** @throws as readExplanations does */
export function parseExplanations(text: string): Explanation[] {
  const [, ...sections] = text.replaceAll("\r\n", "\n").split(/^(?=## )/m);
  return sections.map(parseSection);
}

function parseSection(section: string): Explanation {
  const [head = "", ...lines] = section.trimEnd().split("\n");
  const [, task, title] = heading.exec(head) ?? [];
  if (task === undefined || title === undefined)
    throw new Error(`"${head}" names no task: write "## TODO 1 — what it asks for"`);
  const [why, ...blocks] = splitBlocks(lines);
  if (typeof why !== "string")
    throw new Error(`TODO ${task} says nothing under its heading`);
  return { task: Number(task), title, why, variants: pairUp(blocks, task) };
}

/** A paragraph is a string; code is a list of lines. */
type Block = string | readonly string[];

function splitBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let code: string[] | null = null;
  const close = () => {
    if (paragraph.length > 0) blocks.push(paragraph.join(" "));
    paragraph = [];
  };
  for (const line of lines) {
    if (line.startsWith(fence)) {
      close();
      if (code) blocks.push(code);
      code = code ? null : [];
    } else if (code) code.push(line);
    else if (line === "") close();
    else paragraph.push(line);
  }
  close();
  return blocks;
}

function pairUp(blocks: readonly Block[], task: string): Variant[] {
  const variants: Variant[] = [];
  for (let at = 0; at < blocks.length; at += 2) {
    const [trade, code] = [blocks[at], blocks[at + 1]];
    if (typeof trade !== "string" || code === undefined || typeof code === "string")
      throw new Error(`TODO ${task}: each variant is a paragraph, and its code below it`);
    variants.push({ trade, code });
  }
  return variants;
}
