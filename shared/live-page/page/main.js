/** @import { Action, ColumnFacts, PageMoment, PageState } from "../protocol.ts" */
import { act, isSending } from "./actions.js";
import { createCharts } from "./charts.js";
import { createColumn } from "./column.js";
import { connect } from "./connection.js";
import { createControls } from "./controls.js";
import { byId, setAttribute, setText } from "./elements.js";
import { createGuess } from "./guess.js";
import { keyed } from "./keyed.js";
import { createPackets } from "./packets.js";
import { createRedis } from "./redis.js";
import { createServers } from "./servers.js";
import { watchShortcuts } from "./shortcuts.js";
import { createTimeline } from "./timeline.js";
import { hasToken, watchToken } from "./token.js";

/** @type {PageState | undefined} */
let state;
let connected = false;
let explanation = -1;

const guess = createGuess();
const timeline = createTimeline();
const updateCharts = createCharts();
const updateControls = createControls(press);
const updateServers = createServers(press);
const updateRedis = createRedis(press);

/** @type {Map<string, { column: ReturnType<typeof createColumn>, packet: ReturnType<typeof createPackets> }>} */
const columns = new Map();
const updateColumns = keyed(
  byId("columns"),
  (/** @type {ColumnFacts} */ { version }) => version,
  ({ version }) => {
    const column = createColumn(version);
    columns.set(version, {
      column,
      packet: createPackets(column.packets, column.pathOf),
    });
    return { node: column.node, update: (facts) => state && column.update(facts, state) };
  },
);

watchToken(() => {
  render();
  connectAnew();
});
watchShortcuts();
render();
const connectAnew = connect({
  onState(next) {
    state = next;
    render();
    guess.update(next);
    updateColumns(next.columns);
    timeline.update(next);
    updateCharts(next);
  },
  onMoments(moments, past) {
    timeline.add(moments);
    for (const moment of moments) showHop(moment, past);
  },
  onLink(isUp, why) {
    connected = isUp;
    setText(byId("connection"), why);
    render();
  },
});

/**
 * @param {PageMoment} moment
 * @param {boolean} past
 */
function showHop(moment, past) {
  if (moment.kind !== "hop") return;
  const place = columns.get(moment.version);
  // Roll calls and visitors would hide what someone has just sent.
  const isAsked = moment.purpose === "scenario" || moment.purpose === "many";
  if (isAsked) place?.column.showPick(moment);
  if (!past) place?.packet(moment);
}

/**
 * What changes with a press as well as with a new state: the explanation, and the
 * buttons.
 */
function render() {
  byId("watching").hidden = hasToken();
  if (!state) return;
  const { busy } = state;
  const ready = connected && hasToken() && !isSending() && busy === null;

  setText(byId("busy"), busy ?? idleWord());
  sayIfLong(busy);
  updateControls(state, ready);
  updateServers(state, ready);
  updateRedis(state, ready);
  // A screen reader reads an explanation once: if the same one is sent again, it isn't
  // touched.
  if (explanation !== state.explanation.number) {
    explanation = state.explanation.number;
    setText(byId("explanation"), state.explanation.text);
    setAttribute(byId("explanation"), "data-number", String(explanation));
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/**
 * Announces a wait that takes a moment or more, for someone who can't see that the
 * buttons are waiting.
 *
 * @param {string | null} busy
 */
function sayIfLong(busy) {
  if (busy === null) {
    clearTimeout(saying);
    saying = undefined;
    setText(byId("working"), "");
  } else {
    saying ??= setTimeout(() => setText(byId("working"), `Working: ${busy}.`), 1000);
  }
}

function idleWord() {
  if (!connected) return "Not connected.";
  if (isSending()) return "Asking the lab…";
  return hasToken() ? "Ready." : "Watching.";
}

/** @param {Action} action */
function press(action) {
  void send(action);
}

/** @param {Action} action */
async function send(action) {
  if (action.action !== "kill-server") {
    if ((await act(action, render)) && action.action === "begin-anew") guess.clear();
    return;
  }
  const guessed = guess.read();
  const whole = guessed ? { ...action, guess: guessed } : action;
  if (await act(whole, render)) guess.clear();
}
