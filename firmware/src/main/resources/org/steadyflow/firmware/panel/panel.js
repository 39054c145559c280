// Wires the page to the panel's server. What is shown comes from statuses alone: a key never shows that it worked.

import { alarms as words, signatureSuffix, envelopeSuffix } from "./words.js";
import { acceptance } from "./accept.js";
import { base64, fileWords } from "./format.js";
import { list, say } from "./elements.js";
import { MOVED_ON, nurseDialogs } from "./nurse.js";
import { CLEAR, CLEAR_FOR_GOOD, asksMonitor, plain, view } from "./view.js";

/** Older than this, a status is not shown as the pump's state. */
const STALE_MS = 1_000;
/** After the screen changed, keys other than stop do nothing for so long: a finger may still aim at the old ones. */
const SETTLE_MS = 700;
/** How long a stop may go unconfirmed by a status. */
const STOP_PROOF_MS = 1_500;
/** Longer than any request may take in the panel's server. */
const REQUEST_MS = 12_000;
/** How often the monitor is asked while an alarm may be its own. */
const MONITOR_MS = 1_000;
/** An envelope takes a moment to the monitor; only one that is missing for longer is asked for. */
const ENVELOPE_MS = 2_000;
/** Refusals shown at once; the last line says how many more there are. */
const REASONS_SHOWN = 7;
/** A value with more letters has a row to itself. */
const WIDE_LETTERS = 22;
/** A value with more letters is written smaller. */
const LARGE_LETTERS = 11;
/** So often the page asks what the panel offers, while it is to be seen. */
const OFFERS_MS = 5_000;
/** With more values than these each is smaller. */
const FEW_ROWS = 6;

const LOST = "The panel lost contact with the pump.";
const STOP_FAILED = "STOP did not reach the pump";

const $ = (id) => document.getElementById(id);
const screen = $("screen");

let newest = { boot: -1, tick: -1, phase: "", alarms: [] };
let settledAt = 0;
let busy = false;
let stopAt = -1;
/** What the person is asked about before the pump is. */
let doubtful = null;

/** The trip that the monitor itself tells of, as it is shown; 0 for none. */
let monitor = { trip: 0, sentence: "" };

/** Since when the monitor has been without the order's envelope; -1 while it has it. */
let lacksSince = -1;
let lacks = false;

/** What the pump said beside a yes, until a person has seen it; null for nothing. */
let warning = null;

const dialogs = nurseDialogs({ press, sure, isSettled, settle, tell: answer, look: lookForOffers });
const accepting = acceptance({ send: sendPlain, isSettled, settle, tell: answer, warn, suffix: signatureSuffix, envelopeSuffix });

// ---- contact -------------------------------------------------------------------------------------------------

/**
 * Covers the figures by itself one second after the last status, on the compositor: it does so even when this script
 * hangs.
 */
const veil = $("veil").animate([{ opacity: 0 }, { opacity: 1 }],
  { duration: STALE_MS, easing: "steps(1, end)", fill: "both" });
let lost = setTimeout(loseContact, STALE_MS);

function hear(status) {
  const isNew = status.boot !== newest.boot || status.tick > newest.tick;
  if (!isNew) {
    return;
  }
  render(status);
  newest = status;
  veil.currentTime = 0;
  document.body.dataset.contact = "live";
  clearTimeout(lost);
  lost = setTimeout(loseContact, STALE_MS);
}

/** The monitor speaks for itself: what it holds is not control's to tell. */
async function askMonitor() {
  try {
    const response = asksMonitor(newest) ? await fetch("/monitor", { signal: AbortSignal.timeout(REQUEST_MS) }) : null;
    monitor = response?.ok ? await response.json() : { trip: 0, sentence: "" };
  } catch {
    monitor = { trip: 0, sentence: "" };
  }
  setTimeout(askMonitor, MONITOR_MS);
}

function loseContact() {
  clearTimeout(lost);
  veil.finish();
  document.body.dataset.contact = "none";
  for (const id of ["rate", "given", "time-left", "pressure"]) {
    say($(id), "–");
  }
  for (const id of ["ends", "notes", "stop-says", "dose-text", "dose-says", "prompt-flow"]) {
    say($(id), "");
  }
  $("given-bar").show(0, 0);
  $("pressure-bar").show(0, 0);
  accepting.discard(LOST);
  dialogs.discard(LOST);
}

askMonitor();

const events = new EventSource("/events");
events.onmessage = ({ data }) => hear(JSON.parse(data));
events.addEventListener("stale", ({ data }) => {
  say($("veil-why"), JSON.parse(data).why);
  loseContact();
});
events.onerror = () => say($("veil-why"), "The panel's own server does not answer.");

// ---- what is shown --------------------------------------------------------------------------------------------

function render(status) {
  const isSince = status.envelope_missing && lacksSince >= 0;
  lacksSince = isSince ? lacksSince : status.envelope_missing ? performance.now() : -1;
  const lacked = lacks;
  lacks = lacksSince >= 0 && performance.now() - lacksSince > ENVELOPE_MS;
  if (lacks !== lacked) {
    // another key is where one was
    settle();
  }
  const shown = view(status, words, monitor, lacks);
  const isOther = shown.screen !== screen.dataset.screen || status.phase !== newest.phase
    || status.order.prompt !== newest.order?.prompt;
  if (isOther) {
    changeScreen(shown);
  }
  screen.dataset.flowing = shown.flowing;
  $("phase").dataset.phase = shown.phase.code;
  say($("phase"), shown.phase.word);
  say($("patient"), shown.screen === "confirm" ? "" : shown.order.patient);
  say($("dose"), shown.order.dose);
  say($("clock"), shown.clock);
  list($("signs"), shown.signs, () => document.createElement("li"), (item, sign) => {
    item.dataset.level = sign.level;
    say(item, sign.text);
  });
  renderAlarms(shown);
  renderFigures(shown);
  renderRegimen(shown);
  renderGuide(shown);
  renderActions(shown.actions);
  renderStop(shown);
}

function changeScreen(shown) {
  screen.dataset.screen = shown.screen;
  settle();
  $("sure").hidden = true;
  $("answer").hidden = true;
  accepting.discard(MOVED_ON);
  dialogs.discard(MOVED_ON);
  showWarning();
  lookForOffers();
}

/** A finger may still aim at what was there: keys wait for a moment. */
function settle() {
  settledAt = performance.now() + SETTLE_MS;
}

function isSettled() {
  return performance.now() >= settledAt;
}

function renderAlarms(shown) {
  const before = `${screen.dataset.alarm} ${screen.dataset.queue}`;
  screen.dataset.alarm = shown.alarm ? shown.alarm.priority : "";
  screen.dataset.queue = shown.others.named.length > 0;
  if (screen.dataset.dialog !== "" && before !== `${screen.dataset.alarm} ${screen.dataset.queue}`) {
    // its keys have moved
    settle();
  }
  $("banner").show(shown.alarm, shown.acknowledge, shown.silence);
  $("queue").show(shown.others);
}

function renderFigures({ order, flow, volume, pressure, notes }) {
  say($("drug"), order.drug);
  say($("entry-drug"), order.drug);
  screen.dataset.long = order.long;
  say($("concentration"), order.concentration);
  say($("route"), order.route);
  say($("rate-label"), flow.label);
  say($("rate"), flow.rate);
  $("time").hidden = flow.left === "";
  say($("time-left"), flow.left);
  say($("ends"), flow.ends);
  say($("given-label"), volume.label);
  say($("given"), volume.text);
  $("given").dataset.unsure = volume.unsure;
  say($("given-of"), volume.of);
  $("given-bar").show(volume.least, volume.most);
  $("pressure-bar").show(pressure.share, pressure.share, pressure.level);
  say($("pressure"), pressure.text);
  list($("notes"), notes, () => document.createElement("span"), say);
}

function renderRegimen(shown) {
  const { demand, prompt, order } = shown;
  screen.dataset.epidural = order.isEpidural;
  screen.dataset.course = shown.course !== null;
  $("course").show(shown.course);
  $("demand").hidden = demand === null;
  if (demand) {
    $("dose-key").dataset.state = demand.state;
    say($("dose-text"), demand.text);
    say($("dose-says"), demand.says);
    say($("asked"), demand.asked);
    say($("granted"), demand.granted);
  }
  say($("prompt-text"), prompt?.text ?? "");
  $("prompt").dataset.long = prompt?.long ?? 0;
  say($("prompt-flow"), prompt?.flow ?? "");
  say($("prompt-given"), prompt?.given ?? "");
  dialogs.show(shown);
}

function renderGuide({ guide, order, loadTitle }) {
  say($("load-title"), loadTitle);
  $("guide-title").hidden = guide.title === "";
  say($("guide-title"), guide.title);
  $("steps").show(guide.steps);
  list($("confirm"), order.confirm, () => {
    const row = document.createElement("div");
    row.append(document.createElement("dt"), document.createElement("dd"));
    return row;
  }, (row, [name, value]) => {
    say(row.firstElementChild, name);
    say(row.lastElementChild, value);
    row.dataset.wide = value.length > WIDE_LETTERS;
    row.dataset.long = value.length > LARGE_LETTERS;
  });
  $("confirm").dataset.many = order.confirm.length > FEW_ROWS;
}

function renderActions(actions) {
  for (const key of $("actions").children) {
    const action = actions.find(({ verb, opens }) => verb === key.dataset.verb && opens === key.dataset.open);
    key.hidden = action === undefined;
    if (action) {
      say(key, action.text);
      key.classList.toggle("go", action.isNext === true);
    }
  }
}

function renderStop({ flowing, phase }) {
  const runs = flowing || phase.code === "INFUSING" || phase.code === "WAITING";
  $("stop").dataset.runs = runs;
  if (!runs) {
    stopAt = -1;
  }
  const waited = performance.now() - stopAt;
  if (stopAt >= 0 && waited > STOP_PROOF_MS) {
    stopAt = -1;
    answer("The pump did not stop", ["It says that it still runs. Press the stop key on the pump itself."], true);
  }
  say($("stop-says"), stopAt >= 0 ? "asking…" : flowing ? "stops the pump" : "nothing flows");
}

// ---- what is asked --------------------------------------------------------------------------------------------

/** Posts a request; the pump's answer, or why there is none, as the pump's own answer looks. */
async function ask(request) {
  try {
    const response = await fetch("/requests", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: "", ...request }),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    return { ...await response.json(), reached: response.ok };
  } catch {
    return { obeyed: false, reached: false, reason_needed: false, reasons: ["The panel's own server does not answer."] };
  }
}

/** None with a finger that aimed at another screen. Stop does not come this way. */
async function press(verb, title, text, isAsked = false) {
  if (isAsked || isSettled()) {
    await request(verb, title, text);
  }
}

/** Asks the person before the pump. */
function sure(item) {
  doubtful = item;
  say($("sure-title"), item.question.title);
  say($("sure-yes"), item.question.yes);
  say($("sure-no"), item.question.no);
  $("sure").hidden = false;
  settle();
}

/** One request at a time: null where another one is on its way. */
async function send(request) {
  if (busy) {
    return null;
  }
  busy = true;
  screen.dataset.busy = true;
  const reply = await ask(request);
  busy = false;
  screen.dataset.busy = false;
  return reply;
}

/** The same, its answer with the names of alarms as people know them. */
async function sendPlain(request) {
  const reply = await send(request);
  return reply === null ? null : { ...reply, reasons: plain(reply.reasons, words) };
}

async function request(verb, title, text = "") {
  const reply = await send({ verb, text });
  if (reply === null) {
    return;
  }
  const { obeyed, reasons } = reply;
  if (obeyed && (verb !== "ACKNOWLEDGE" || reasons.length === 0)) {
    $("answer").hidden = true;
    showWarning();
  } else if (verb !== "BOLUS" || $("dose-key").dataset.state === "ready") {
    // a dose key that waits says so itself
    answer(title, plain(reasons, words));
  }
}

function answer(title, reasons, urgent = false) {
  const shown = reasons.length > REASONS_SHOWN
    ? [...reasons.slice(0, REASONS_SHOWN - 1), `and ${reasons.length - REASONS_SHOWN + 1} more`] : reasons;
  say($("answer-title"), title);
  list($("reasons"), shown, () => document.createElement("li"), say);
  $("answer").dataset.urgent = urgent;
  $("answer").dataset.warning = false;
  $("answer").hidden = false;
}

/** Stays on whatever screen until a person has closed it. */
function warn(title, reasons) {
  warning = { title, reasons };
  showWarning();
}

/** Not in the place of an answer, which is the newer of the two. */
function showWarning() {
  if (warning !== null && $("answer").hidden) {
    answer(warning.title, warning.reasons);
    $("answer").dataset.warning = true;
  }
}

async function stop() {
  stopAt = performance.now();
  say($("stop-says"), "asking…");
  const { obeyed, reached, reasons } = await ask({ verb: "PAUSE" });
  if (!obeyed) {
    stopAt = -1;
    say($("stop-says"), reached ? "not needed" : "did not work");
    answer(reached ? "Not stopped" : STOP_FAILED,
      reached ? plain(reasons, words) : [...reasons, "Press the stop key on the pump itself."], !reached);
  }
}

// As soon as the finger lands; the click that follows it is the same press. A click alone comes from a keyboard.
$("stop").addEventListener("pointerdown", stop);
$("stop").addEventListener("click", (event) => event.detail === 0 && stop());
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.repeat && stop());

const REFUSED = { START: "Not started", ACKNOWLEDGE: "Not acknowledged", PAUSE_AUDIO: "Not silenced",
  CONTAINER_CHANGED: "Not taken as a new container", END: "Not cleared", BOLUS: "No dose",
  CLINICIAN_BOLUS: "No dose", RAMP_DOWN: "Not ramping down" };

document.addEventListener("click", ({ target }) => {
  const { verb } = target.closest("[data-verb]")?.dataset ?? {};
  if (verb === "END" && newest.phase !== "COMPLETE") {
    sure({ verb, question: newest.phase === "READY" ? CLEAR : CLEAR_FOR_GOOD });
  } else if (verb) {
    // what is acknowledged is the trip that is shown, and no other
    press(verb, REFUSED[verb], verb === "ACKNOWLEDGE" && monitor.trip > 0 ? String(monitor.trip) : "");
  }
});
$("sure-no").addEventListener("click", () => { $("sure").hidden = true; });
$("sure-yes").addEventListener("click", () => {
  if (isSettled()) {
    $("sure").hidden = true;
    dialogs.close();
    press(doubtful.verb, REFUSED[doubtful.verb], "", true);
  }
});
$("answer-seen").addEventListener("click", () => {
  warning = $("answer").dataset.warning === "true" ? null : warning;
  $("answer").hidden = true;
  showWarning();
});

// ---- prescriptions --------------------------------------------------------------------------------------------

/** Reads a file of the panel's server. */
async function fetched(name) {
  const response = await fetch(`/examples/${encodeURIComponent(name)}`);
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.text();
}

/** The envelope that is offered with an example, base64. */
async function fetchedEnvelope(name) {
  const response = await fetch(`/examples/${encodeURIComponent(name)}`);
  return response.ok ? base64(await response.arrayBuffer()) : "";
}

async function chooseExample({ name, signed, enveloped, trouble }) {
  const title = `${fileWords(name)} is not taken`;
  if (trouble !== "") {
    answer(title, [trouble]);
    return;
  }
  try {
    const signature = signed ? await fetched(name + signatureSuffix) : "";
    const envelope = enveloped ? await fetchedEnvelope(name + envelopeSuffix) : "";
    accepting.show({ name: fileWords(name), text: await fetched(name), signature, envelope });
  } catch (error) {
    answer(title, [error.message]);
  }
}

/** Whether prescriptions are to be seen: to load one, or to confirm the same one again. */
function isChoosing() {
  const { screen: name, dialog } = screen.dataset;
  return dialog === "load" || (name === "load" && dialog === "");
}

/** What the keys offer, in their order. */
let offers = [];

/** Somebody may bring a prescription while the page is open, and it is never loaded anew. */
async function lookForOffers() {
  if (!isChoosing()) {
    return;
  }
  try {
    const response = await fetch("/examples");
    if (response.ok) {
      showOffers(await response.json());
    }
  } catch {
    // that the panel's server is away is shown elsewhere
  }
}

function showOffers(listing) {
  const isOther = JSON.stringify(offers) !== JSON.stringify(listing.offers);
  if (isOther) {
    // a finger may aim at a key that has moved
    settle();
    ({ offers } = listing);
  }
  list($("examples"), offers, () => document.createElement("button"), (key, offer) => {
    key.className = "key";
    key.dataset.trouble = offer.trouble !== "";
    say(key, fileWords(offer.name));
  });
  say($("offers-note"), listing.note);
}

$("examples").addEventListener("click", ({ target }) => {
  const chosen = offers[[...$("examples").children].indexOf(target.closest("button"))];
  if (chosen && isSettled()) {
    chooseExample(chosen);
  }
});
setInterval(lookForOffers, OFFERS_MS);

/** Chosen in a dialog or dropped, not by a finger on this screen: never ignored without a word. */
function chooseFiles(files) {
  if (files.length > 0) {
    accepting.choose([...files]);
  }
}

$("file").addEventListener("change", ({ target }) => {
  chooseFiles(target.files);
  target.value = "";
});

// A file that is dropped anywhere never takes the page's place; only the load screen takes it.
for (const type of ["dragover", "drop"]) {
  document.addEventListener(type, (event) => event.preventDefault());
}
document.addEventListener("dragover", ({ dataTransfer }) => {
  screen.dataset.drag = isChoosing();
  dataTransfer.dropEffect = isChoosing() ? "copy" : "none";
});
document.addEventListener("dragleave", ({ relatedTarget }) => { screen.dataset.drag &&= relatedTarget !== null; });
document.addEventListener("drop", ({ dataTransfer }) => {
  screen.dataset.drag = false;
  if (isChoosing()) {
    chooseFiles(dataTransfer.files);
  }
});
