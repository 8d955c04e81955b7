/** @import { PageMoment } from "../protocol.ts" */
/** @import { Hop } from "./column.js" */
import { element, sign, spoken } from "./elements.js";
import { markOf } from "./words.js";

/** @type {Record<Hop["purpose"], string>} */
const purposes = {
  scenario: "",
  "roll-call": "roll call",
  many: "one of 100",
  traffic: "traffic",
};

/**
 * One line of the record.
 *
 * @param {PageMoment} moment
 * @param {string} title the column's title
 */
export function createLine(moment, title) {
  if (moment.kind === "event") {
    return element("li", { class: "event" }, moment.text);
  }
  const mark = markOf(moment.good);
  const answer = moment.server ?? "no server";
  return element(
    "li",
    { class: "hop", "data-good": String(moment.good), "data-purpose": moment.purpose },
    element("span", { class: "mark" }, sign(mark.glyph), spoken(`${mark.word}: `)),
    element("span", { class: "title", "data-version": moment.version }, title),
    element("b", { class: "who" }, moment.who),
    element(
      "span",
      { class: "request" },
      element("code", {}, `${moment.method} ${moment.path}`),
      spoken(" answered by "),
      sign(" → "),
      `${answer} `,
      element(
        "b",
        { class: "status" },
        moment.status === 0 ? "no answer" : String(moment.status),
      ),
    ),
    element("span", { class: "note" }, moment.note),
    element("span", { class: "details" }, detailsOf(moment)),
  );
}

/** @param {Hop} hop */
function detailsOf(hop) {
  const parts = [
    purposes[hop.purpose],
    hop.why,
    hop.tried.length > 1 && `tried ${hop.tried.join(", then ")}`,
    hop.cookiesSeen.length > 0 && `came with ${hop.cookiesSeen.join(", ")}`,
    hop.cookiesSet.length > 0 && `sets ${hop.cookiesSet.join(", ")}`,
    hop.cookiesCleared.length > 0 && `clears ${hop.cookiesCleared.join(", ")}`,
    hop.storeCalls.length > 0 && `store: ${hop.storeCalls.join(", ")}`,
    `${Math.round(hop.milliseconds)} ms`,
  ];
  return parts.filter(Boolean).join(" · ");
}
