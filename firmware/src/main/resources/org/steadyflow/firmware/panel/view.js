// From a status of the pump to the words and figures on the panel. Pure: no document, no clock, no network.

import * as format from "./format.js";
import * as regimens from "./regimens.js";

/** A dose this much after its time is late and waits for a person, as in the pump. */
const LATE_MS = 60_000;
/** The pharmacy's beat is missed from here on, as in the pump's alarm. */
const PHARMACY_MISSED_MS = 120_000;
const CHARGE_LOW_PERMILLE = 250;
/** A name with more letters needs smaller ones, with more than the second still smaller ones. */
const LONG_NAMES = [18, 32];
/** More names of queued alarms do not fit beside each other. */
const QUEUE_SHOWN = 2;

/** A prompt of more letters is written smaller. */
const PROMPTS = [40, 80];

/** Asked before a prescription is taken off. */
export const CLEAR = { title: "Clear this prescription from the pump?", yes: "Yes, clear it", no: "No, keep it" };
/** One that was started is given once. */
export const CLEAR_FOR_GOOD = { ...CLEAR, title: "Clear it for good? This pump does not take it again." };

const PHASES = {
  RECOVERING: { screen: "recover", word: "Checking" },
  IDLE: { screen: "load", word: "No prescription" },
  READY: { screen: "confirm", word: "Check, then start" },
  INFUSING: { screen: "run", word: "Infusing" },
  WAITING: { screen: "run", word: "Waiting" },
  PAUSED: { screen: "held", word: "Paused – nothing flows" },
  STOPPED: { screen: "held", word: "Stopped – nothing flows" },
  COMPLETE: { screen: "done", word: "Complete" },
};

/** What stands between a held order and its start where the monitor has lost the order's envelope. */
const AGAIN = {
  title: "The monitor has no envelope of this prescription.",
  steps: [todo("Press Confirm again, and choose the same prescription with its envelope."), todo("Press Start to go on.")],
};

const PRIORITIES = {
  HIGH: { word: "Alarm", marks: "!!!" },
  MEDIUM: { word: "Caution", marks: "!!" },
  LOW: { word: "Notice", marks: "!" },
};

/** What the monitor may have tripped for itself. */
const OF_THE_MONITOR = ["MONITOR_TRIP", "SELF_TEST_FAILED"];

/** Whether the monitor is to be asked what it holds. */
export function asksMonitor({ alarms }) {
  return alarms.some((one) => OF_THE_MONITOR.includes(one.code));
}

/**
 * What the panel shows for one status; {@code words} has title and steps for every alarm code, {@code monitor} the trip
 * that the monitor itself tells of, 0 for none, and why; {@code lacks} says that it has been without this order's envelope
 * for a while.
 */
export function view(status, words, monitor = { trip: 0, sentence: "" }, lacks = false) {
  const flowing = isFlowing(status);
  return {
    screen: screenOf(status),
    flowing,
    phase: { code: status.phase, word: phaseWord(status, flowing) },
    clock: format.clock(status.wall_ms),
    signs: signs(status),
    order: order(status),
    flow: flow(status, flowing),
    volume: volume(status),
    pressure: pressure(status.line),
    notes: notes(status),
    alarm: status.alarms.length > 0 ? alarm(status.alarms[0], words, monitor) : null,
    others: others(status.alarms.slice(1), words),
    acknowledge: acknowledge(status.alarms, monitor),
    silence: silence(status),
    guide: guide(status, words, lacks),
    prompt: prompt(status, flowing),
    demand: regimens.demand(status),
    course: regimens.course(status.order),
    nurse: nurse(status),
    titration: regimens.titration(status),
    ticking: ticking(status.ticking),
    again: lacks,
    loadTitle: status.phase === "IDLE" ? "Load a prescription" : "Confirm the same prescription again",
    actions: actions(status, lacks),
  };
}

/** A question to a person takes the screen; doses on request have their own. */
function screenOf({ phase, order }) {
  const { screen } = PHASES[phase];
  return screen !== "run" ? screen : order.prompt ? "ask" : regimens.isOnRequest(order) ? "request" : screen;
}

function phaseWord({ phase, order }, flowing) {
  if (order.prompt) {
    return "Waits for you";
  }
  if (regimens.isOnRequest(order) && (phase === "WAITING" || order.bolus.running)) {
    return order.bolus.running ? "Dose running" : "Doses on request";
  }
  return phase === "WAITING" && flowing ? "Keep-open flow" : PHASES[phase].word;
}

/** What a person is asked, the key that says yes, and whether anything flows until then; null for nothing. */
function prompt({ order }, flowing) {
  if (!order.prompt) {
    return null;
  }
  const flow = flowing ? `Only the keep-open flow runs, ${format.rate(order.rate_nl_per_h)} mL/h` : "Nothing flows";
  const given = format.given(order.total_lower_nl, order.total_upper_nl).join(" to ");
  return {
    text: order.prompt,
    long: PROMPTS.filter((letters) => order.prompt.length > letters).length,
    flow: `${flow} until you press the key.`,
    given: `${given} of ${format.volume(order.total_programmed_nl)} mL given`,
  };
}

/** Beside what the regimen allows: what would be too near to a patient's key for a dose. */
function nurse(status) {
  const items = regimens.nurse(status);
  if (screenOf(status) === "request" && status.phase === "WAITING") {
    items.push({ id: "container", verb: "CONTAINER_CHANGED", text: "New container" }, { id: "end", text: "Clear prescription",
      verb: "END", question: CLEAR_FOR_GOOD });
  }
  return items;
}

/** For service: how punctual the pump's controller is; nothing before it has summed up for the first time. */
function ticking({ ticks, late, missed, p99_us: p99, max_us: max }) {
  return ticks === 0 ? "" : `Controller: ${count(ticks)} ticks, ${count(late)} late, ${count(missed)} missed; `
    + `99 of 100 within ${count(p99)} us, all within ${count(max)} us`;
}

function count(number) {
  return number.toLocaleString("en-US");
}

/** Sentences of the pump with the names of alarms as people know them; a field of a file keeps its spelling. */
export function plain(sentences, words) {
  return sentences.map((sentence) => {
    const named = sentence.replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, (code) => words[code] ? `“${words[code].title}”` : code);
    return /^[a-z]+ /.test(named) ? named.charAt(0).toUpperCase() + named.slice(1) : named;
  });
}

/** Whether the order says that something flows now; a keep-open flow ends at its own volume. */
function isFlowing({ phase, order }) {
  return phase === "INFUSING"
    || (phase === "WAITING" && order.rate_nl_per_h > 0 && order.part_lower_nl < order.part_programmed_nl);
}

function signs({ line, pharmacy_seen_ms: pharmacyMs, store_failed: storeFailed, alarms }) {
  const battery = `Battery ${Math.floor(line.charge_permille / 10)} %`;
  const low = line.charge_permille < CHARGE_LOW_PERMILLE;
  const list = [line.mains_present ? { text: "On mains", level: "good" }
    : { text: battery, level: low ? "bad" : "plain" }];
  if (pharmacyMs >= 0) {
    list.push(pharmacyMs < PHARMACY_MISSED_MS ? { text: "Pharmacy linked", level: "good" }
      : { text: "No pharmacy", level: "plain" });
  }
  const isTold = (code) => alarms.some((alarm) => alarm.code === code);
  if (!line.door_closed && !isTold("DOOR_OPEN")) {
    list.push({ text: "Door open", level: "bad" });
  } else if (storeFailed && !isTold("JOURNAL_FAULT")) {
    list.push({ text: "Records fail", level: "bad" });
  } else if (line.air) {
    list.push({ text: "Air seen", level: "bad" });
  }
  return list;
}

function order({ order }) {
  const one = regimens.isSequence(order) ? "Part" : "Dose";
  const doses = order.doses > 1 && order.dose > 0 ? `${one} ${order.dose} of ${order.doses}` : "";
  return {
    drug: order.drug,
    long: LONG_NAMES.filter((letters) => order.drug.length > letters).length,
    concentration: order.concentration,
    patient: order.patient,
    route: order.route ? format.route(order.route) : "",
    id: order.prescription_id,
    isEpidural: order.route.toUpperCase() === "EPIDURAL",
    dose: doses,
    confirm: confirm(order),
  };
}

function confirm(order) {
  const several = order.doses > 1;
  const doses = [["Doses", `${order.doses}, together ${format.volume(order.total_programmed_nl)} mL`]];
  const { least_nl_per_h: least, most_nl_per_h: most } = order.titration;
  const regimen = regimens.confirm(order) ?? [
    [several ? "Each dose" : "Volume", `${format.volume(order.part_programmed_nl)} mL`],
    ["Rate", `${format.rate(order.rate_nl_per_h)} mL/h`],
    ["Over", order.time_left_ms >= 0 ? format.duration(order.time_left_ms) : "until stopped"],
  ];
  return [
    ...regimen,
    ...(most > 0 ? [["Rate may be changed", `${format.rate(least)} to ${format.rate(most)} mL/h`]] : []),
    ["Patient", order.patient],
    ["Route", format.route(order.route)],
    ...(several && !regimens.isSequence(order) ? doses : []),
  ];
}

function flow({ phase, order, wall_ms: wallMs }, flowing) {
  const waits = phase === "WAITING" && !flowing;
  const isCourse = order.course.pieces.length > 1;
  const runs = isCourse ? `Rate, ${order.part_name}` : regimens.isOnRequest(order) && !order.bolus.running ? "Background" : "Rate";
  const labels = { INFUSING: runs, WAITING: waits ? "Flow" : "Keep-open rate" };
  const leftMs = regimens.timeLeft(order);
  const timed = phase === "INFUSING" && leftMs >= 0 && !regimens.isOnRequest(order);
  // with a person to wait for, nobody knows the end
  const ends = order.course.asks_again ? "without the waits" : `ends ${format.timeOfDay(wallMs + leftMs, wallMs)}`;
  return {
    label: labels[phase] ?? "Rate ordered",
    rate: waits ? "0" : format.rate(order.rate_nl_per_h),
    left: timed ? format.duration(leftMs) : "",
    ends: timed ? ends : "",
  };
}

function volume({ phase, order }) {
  const isOne = order.doses <= 1 && (order.course.pieces.length > 0 || regimens.isOnRequest(order));
  const wholly = isOne || phase === "WAITING" || phase === "COMPLETE" || order.dose === 0;
  const [lower, upper, programmed] = wholly
    ? [order.total_lower_nl, order.total_upper_nl, order.total_programmed_nl]
    : [order.part_lower_nl, order.part_upper_nl, order.part_programmed_nl];
  const numbers = format.given(lower, upper);
  const [all, one] = regimens.isSequence(order) ? ["All parts", "This part"] : ["All doses", "This dose"];
  const label = order.doses > 1 ? (wholly ? all : one) : "Given";
  return {
    label,
    text: numbers.length === 1 ? numbers[0] : `between ${numbers[0]} and ${numbers[1]}`,
    unsure: numbers.length > 1,
    of: `of ${format.volume(programmed)} mL`,
    least: share(lower, programmed),
    most: share(upper, programmed),
  };
}

function pressure(line) {
  const part = share(line.downstream_mmhg, line.downstream_limit_mmhg);
  return {
    text: `${line.downstream_mmhg} of ${line.downstream_limit_mmhg} mmHg`,
    share: part,
    level: part >= 1 ? "over" : part >= 0.75 ? "near" : "fine",
  };
}

function notes(status) {
  const { phase, order, wall_ms: wallMs } = status;
  const list = [];
  if (order.doses > 1 && phase !== "WAITING" && phase !== "COMPLETE") {
    const all = format.given(order.total_lower_nl, order.total_upper_nl).join(" to ");
    list.push(`${regimens.isSequence(order) ? "All parts" : "All doses"}: ${all} of ${format.volume(order.total_programmed_nl)} mL`);
  }
  const wait = phase === "WAITING" ? waitNote(status) : nextDose(order.next_dose_wall_ms, wallMs);
  return wait ? [...list, wait] : list;
}

function nextDose(dueMs, wallMs) {
  return dueMs > 0 && wallMs <= dueMs + LATE_MS ? `Next dose ${format.timeOfDay(dueMs, wallMs)}` : "";
}

/** A wait is for a dose where one is still to come; any other has its name. */
function waitNote({ order, wall_ms: wallMs }) {
  const due = order.next_dose_wall_ms;
  if (regimens.isOnRequest(order)) {
    return "";
  }
  if (due > 0 && !order.part_name.startsWith("until dose")) {
    return `${capital(order.part_name)} until ${format.timeOfDay(due, wallMs)}`;
  }
  if (due > 0) {
    return nextDose(due, wallMs) || `A dose was due ${format.timeOfDay(due, wallMs)}`;
  }
  return order.doses > 1 ? "All doses are given" : "The prescribed volume is given";
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function alarm(one, words, monitor) {
  const isMonitors = monitor.trip > 0 && OF_THE_MONITOR.includes(one.code);
  const { title, steps } = words[one.code];
  const stops = one.action !== "CONTINUE";
  const cause = stops ? (one.cause_holds ? "Cause still there, " : "Cause gone, ") : "";
  return {
    number: one.alarm,
    code: one.code,
    priority: one.priority,
    ...PRIORITIES[one.priority],
    title,
    detail: isMonitors ? `the monitor: ${monitor.sentence}` : one.detail,
    since: `${cause}began ${format.ago(one.raised_ago_ms)}`,
    // what stops the pump has its steps below, one to a line
    advice: stops ? "" : steps.join(" "),
    acceptedBy: one.accepted_by ? `Accepted by ${one.accepted_by}, pharmacy` : "",
    flashes: !one.acknowledged,
  };
}

function others(alarms, words) {
  const named = alarms.slice(0, QUEUE_SHOWN).map((one) => ({
    code: one.code,
    priority: one.priority,
    marks: PRIORITIES[one.priority].marks,
    title: words[one.code].title,
    accepted: one.accepted_by !== "",
  }));
  return { named, more: alarms.length - named.length };
}

/** The key is offered for what it changes something about: an alarm that ends by itself takes no acknowledgement. */
function acknowledge(alarms, monitor) {
  const unseen = alarms.filter((one) => !one.acknowledged && !one.ends_by_itself).length;
  const open = unseen === 0 && monitor.trip > 0 ? 1 : unseen;
  if (open > 0) {
    return { open, text: open > 1 ? "Acknowledge all" : "Acknowledge" };
  }
  return { open, text: alarms.every((one) => one.ends_by_itself) ? "Ends by itself" : "Acknowledged" };
}

function silence({ audio_paused_ms: pausedMs }) {
  return { paused: pausedMs > 0, text: pausedMs > 0 ? `Silent ${format.countdown(pausedMs)}` : "Silence 2 min" };
}

/** Why the pump does not infuse and what to do next, step by step; what is done already is marked. */
function guide(status, words, lacks) {
  switch (status.phase) {
    case "READY":
      return { title: lacks ? AGAIN.title : "", steps: [] };
    case "PAUSED":
      return stoppedBy(status, words, lacks) ?? (lacks ? AGAIN : null)
        ?? { title: "", steps: [todo("Press Start when the infusion may go on.")] };
    case "STOPPED":
      return stoppedBy(status, words, lacks) ?? (lacks ? AGAIN : null) ?? {
        title: "An alarm stopped the pump. Its cause is gone.",
        steps: [todo("Look along the line and at the needle site."), todo("Press Start to go on.")],
      };
    case "COMPLETE":
      return { title: "The prescribed volume is given.", steps: [] };
    case "RECOVERING":
      return { title: "The pump has restarted and checks what it gave before. Wait a moment.", steps: [] };
    default:
      return { title: "", steps: [] };
  }
}

/** Steps against the alarm that stops the pump, else against the first one that a person can end. */
function stoppedBy({ alarms }, words, lacks) {
  const stop = alarms.find((one) => one.action !== "CONTINUE");
  if (!stop) {
    return null;
  }
  const { steps } = words[stop.code];
  const next = lacks ? "Confirm again" : "Start";
  return {
    title: "",
    steps: [
      ...steps.map((text) => ({ text, done: !stop.cause_holds })),
      todo(stop.acknowledged || stop.ends_by_itself ? `Press ${next} to go on.` : `Press Acknowledge, then ${next}.`),
    ],
  };
}

function todo(text) {
  return { text, done: false };
}

/** The keys beside stop, by verb; the nurse's has none: it opens more. */
function actions(status, lacks) {
  const { phase, order, alarms } = status;
  const isHeld = alarms.some((one) => one.action !== "CONTINUE" && one.cause_holds);
  const start = (text) => ({ verb: "START", text, isNext: !isHeld });
  const clear = { verb: "END", text: "Clear prescription" };
  // a start would be refused
  const go = lacks ? { verb: "", opens: "load", text: "Confirm again", isNext: !isHeld } : start("Start");
  const container = { verb: "CONTAINER_CHANGED", text: "New container" };
  const more = nurse(status).length > 0 ? [{ verb: "", opens: "nurse", text: "Nurse" }] : [];
  switch (phase) {
    case "READY":
      return [go, clear];
    case "PAUSED":
    case "STOPPED":
      return [go, ...more, container, clear];
    case "WAITING":
      if (order.prompt) {
        return [start(order.prompt.includes("?") ? "Confirm" : "Done"), container, clear];
      }
      return regimens.isOnRequest(order) ? more : [container, clear];
    case "COMPLETE":
      return [{ verb: "END", text: "Done", isNext: true }];
    default:
      return more;
  }
}

function share(part, whole) {
  return whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : 0;
}
