/** @import { PageMoment, PageState } from "../protocol.ts" */
import { byId, element, setText } from "./elements.js";
import { createLine } from "./line.js";

const most = 200;

/** @typedef {"story" | "roll-call" | "traffic"} Kind */

/**
 * What happened, newest first. Roll calls and traffic are kept apart from the story,
 * because a minute of them would push it out.
 */
export function createTimeline() {
  const list = byId("moments");
  const empty = byId("no-moments");
  // An element that scrolls must be reachable with the keyboard.
  byId("scroll").tabIndex = 0;
  const column = byId("timeline-column", HTMLSelectElement);
  const rollCalls = byId("timeline-roll-calls", HTMLInputElement);
  const traffic = byId("timeline-traffic", HTMLInputElement);
  /** @type {Record<Kind, PageMoment[]>} */
  const kept = { story: [], "roll-call": [], traffic: [] };
  /** @type {Map<string, string>} */
  const titles = new Map();

  /** @param {PageMoment} moment */
  const isShown = (moment) => {
    if (moment.kind === "event") return true;
    if (column.value !== "" && column.value !== moment.version) return false;
    const kind = kindOf(moment);
    return kind === "story" || (kind === "traffic" ? traffic : rollCalls).checked;
  };

  /** @param {PageMoment} moment */
  const lineOf = (moment) =>
    createLine(moment, moment.kind === "hop" ? (titles.get(moment.version) ?? "") : "");

  const trim = () => {
    while (list.children.length > most) list.lastElementChild?.remove();
    empty.hidden = list.children.length > 0;
  };

  const rebuild = () => {
    const all = Object.values(kept)
      .flat()
      .filter(isShown)
      .sort((a, b) => b.id - a.id);
    list.replaceChildren(...all.slice(0, most).map(lineOf));
    trim();
  };
  column.addEventListener("change", rebuild);
  rollCalls.addEventListener("change", rebuild);
  traffic.addEventListener("change", rebuild);

  return {
    /** @param {PageState} state */
    update({ columns }) {
      for (const { version, title } of columns) {
        if (titles.get(version) === title) continue;
        const known = titles.has(version);
        titles.set(version, title);
        const option = [...column.options].find(({ value }) => value === version);
        if (known && option) setText(option, title);
        else column.append(element("option", { value: version }, title));
        rebuild();
      }
    },

    /** @param {PageMoment[]} moments oldest first */
    add(moments) {
      for (const moment of moments) kept[kindOf(moment)].push(moment);
      for (const some of Object.values(kept))
        some.splice(0, Math.max(0, some.length - most));
      const lines = moments.filter(isShown).slice(-most).map(lineOf);
      list.prepend(...lines.reverse());
      trim();
    },
  };
}

/**
 * @param {PageMoment} moment
 * @returns {Kind}
 */
function kindOf(moment) {
  if (moment.kind === "event" || moment.purpose === "scenario") return "story";
  return moment.purpose === "roll-call" ? "roll-call" : "traffic";
}
