/** @import { PersonFacts } from "../protocol.ts" */
import { element, setAttribute, setText, sign, spoken } from "./elements.js";
import { keyed } from "./keyed.js";
import { standings } from "./words.js";

/** The browsers of a column: whose they are, and whether the shop still knows them. */
export function createPeople() {
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  const list = element("ul");
  const render = keyed(
    list,
    (/** @type {PersonFacts} */ { who }) => who,
    ({ who }) => {
      const row = createPerson(who);
      rows.set(who, row.node);
      return row;
    },
  );

  return {
    node: element("div", { class: "box people" }, element("h3", {}, "Browsers"), list),
    /** @param {PersonFacts[]} people */
    update: (people) => render(people),
    /** @param {string} who */
    rowOf(who) {
      const row = rows.get(who);
      return row?.isConnected ? row : undefined;
    },
  };
}

/** @param {PersonFacts} person */
function countOf({ standing, knownBy }) {
  return standing === "known" ? `by ${knownBy}` : "";
}

/** @param {string} who */
function createPerson(who) {
  const glyph = sign();
  const word = element("b");
  const by = element("span");
  const cookies = element("span", { class: "cookies" });
  const standing = element("span", { class: "standing" }, glyph, word, by);
  const node = element(
    "li",
    { class: "person" },
    element("b", { class: "who" }, who),
    standing,
    cookies,
  );

  return {
    node,
    /** @param {PersonFacts} person */
    update(person) {
      const { glyph: shape, word: name } = standings[person.standing];
      setAttribute(node, "data-standing", person.standing);
      setText(glyph, shape);
      setText(word, name);
      setText(by, countOf(person));

      const names = person.cookies.join(" ");
      if (cookies.dataset.names === names) return;
      cookies.dataset.names = names;
      cookies.replaceChildren(
        spoken(names === "" ? "no cookies" : "cookies: "),
        ...person.cookies.map((cookie) => element("code", {}, cookie)),
      );
    },
  };
}
