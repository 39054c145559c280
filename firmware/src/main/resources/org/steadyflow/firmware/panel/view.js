// From a status of the pump to the words and figures on the panel. Pure: no document, no clock, no network.

import * as format from "./format.js";

/** A dose this much after its time is late and waits for a person, as in the pump. */
const LATE_MS = 60_000;
/** The pharmacy's beat is missed from here on, as in the pump's alarm. */
const PHARMACY_MISSED_MS = 120_000;
const CHARGE_LOW_PERMILLE = 250;
/** A name with more letters needs smaller ones, with more than the second still smaller ones. */
const LONG_NAMES = [18, 32];
/** More names of queued alarms do not fit beside each other. */
const QUEUE_SHOWN = 2;

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

const PRIORITIES = {
  HIGH: { word: "Alarm", marks: "!!!" },
  MEDIUM: { word: "Caution", marks: "!!" },
  LOW: { word: "Notice", marks: "!" },
};

/** What the panel shows for one status; {@code words} has title and steps for every alarm code. */
export function view(status, words) {
  const { screen, word } = PHASES[status.phase];
  const flowing = isFlowing(status);
  return {
    screen, flowing,
    phase: { code: status.phase, word: status.phase === "WAITING" && flowing ? "Keep-open flow" : word },
    clock: format.clock(status.wall_ms),
    signs: signs(status),
    order: order(status),
    flow: flow(status, flowing),
    volume: volume(status),
    pressure: pressure(status.line),
    notes: notes(status),
    alarm: status.alarms.length > 0 ? alarm(status.alarms[0], words) : null,
    others: others(status.alarms.slice(1), words),
    acknowledge: acknowledge(status.alarms),
    silence: silence(status),
    guide: guide(status, words),
    actions: actions(status),
  };
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
  const doses = order.doses > 1 && order.dose > 0 ? `Dose ${order.dose} of ${order.doses}` : "";
  return {
    drug: order.drug,
    long: LONG_NAMES.filter((letters) => order.drug.length > letters).length,
    concentration: order.concentration,
    patient: order.patient,
    route: order.route ? format.route(order.route) : "",
    id: order.prescription_id,
    dose: doses,
    confirm: confirm(order),
  };
}

function confirm(order) {
  const several = order.doses > 1;
  const doses = [["Doses", `${order.doses}, together ${format.volume(order.total_programmed_nl)} mL`]];
  return [
    [several ? "Each dose" : "Volume", `${format.volume(order.part_programmed_nl)} mL`],
    ["Rate", `${format.rate(order.rate_nl_per_h)} mL/h`],
    ["Over", order.time_left_ms >= 0 ? format.duration(order.time_left_ms) : "until stopped"],
    ["Patient", order.patient],
    ["Route", format.route(order.route)],
    ...(several ? doses : []),
  ];
}

function flow({ phase, order, wall_ms: wallMs }, flowing) {
  const waits = phase === "WAITING" && !flowing;
  const labels = { INFUSING: "Rate", WAITING: waits ? "Flow" : "Keep-open rate" };
  const timed = phase === "INFUSING" && order.time_left_ms >= 0;
  return {
    label: labels[phase] ?? "Rate ordered",
    rate: waits ? "0" : format.rate(order.rate_nl_per_h),
    left: timed ? format.duration(order.time_left_ms) : "",
    ends: timed ? `ends ${format.timeOfDay(wallMs + order.time_left_ms, wallMs)}` : "",
  };
}

function volume({ phase, order }) {
  const wholly = phase === "WAITING" || phase === "COMPLETE" || order.dose === 0;
  const [lower, upper, programmed] = wholly
    ? [order.total_lower_nl, order.total_upper_nl, order.total_programmed_nl]
    : [order.part_lower_nl, order.part_upper_nl, order.part_programmed_nl];
  const numbers = format.given(lower, upper);
  const label = order.doses > 1 ? (wholly ? "All doses" : "This dose") : "Given";
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

function notes({ phase, order, wall_ms: wallMs }) {
  const list = [];
  if (order.doses > 1 && phase !== "WAITING" && phase !== "COMPLETE") {
    const all = format.given(order.total_lower_nl, order.total_upper_nl).join(" to ");
    list.push(`All doses: ${all} of ${format.volume(order.total_programmed_nl)} mL`);
  }
  const due = order.next_dose_wall_ms;
  if (due > 0 && wallMs <= due + LATE_MS) {
    list.push(`Next dose ${format.timeOfDay(due, wallMs)}`);
  } else if (due > 0 && phase === "WAITING") {
    list.push(`A dose was due ${format.timeOfDay(due, wallMs)} and waits for you`);
  } else if (phase === "WAITING") {
    list.push("All doses are given");
  }
  return list;
}

function alarm(one, words) {
  const { title, steps } = words[one.code];
  const stops = one.action !== "CONTINUE";
  const cause = stops ? (one.cause_holds ? "Cause still there, " : "Cause gone, ") : "";
  return {
    number: one.alarm,
    code: one.code,
    priority: one.priority,
    ...PRIORITIES[one.priority],
    title,
    detail: one.detail,
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
function acknowledge(alarms) {
  const open = alarms.filter((one) => !one.acknowledged && !one.ends_by_itself).length;
  if (open > 0) {
    return { open, text: open > 1 ? "Acknowledge all" : "Acknowledge" };
  }
  return { open, text: alarms.every((one) => one.ends_by_itself) ? "Ends by itself" : "Acknowledged" };
}

function silence({ audio_paused_ms: pausedMs }) {
  return { paused: pausedMs > 0, text: pausedMs > 0 ? `Silent ${format.countdown(pausedMs)}` : "Silence 2 min" };
}

/** Why the pump does not infuse and what to do next, step by step; what is done already is marked. */
function guide(status, words) {
  switch (status.phase) {
    case "PAUSED":
      return stoppedBy(status, words)
        ?? { title: "", steps: [todo("Press Start when the infusion may go on.")] };
    case "STOPPED":
      return stoppedBy(status, words) ?? {
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
function stoppedBy({ alarms }, words) {
  const stop = alarms.find((one) => one.action !== "CONTINUE");
  if (!stop) {
    return null;
  }
  const { steps } = words[stop.code];
  return {
    title: "",
    steps: [
      ...steps.map((text) => ({ text, done: !stop.cause_holds })),
      todo(stop.acknowledged || stop.ends_by_itself ? "Press Start to go on." : "Press Acknowledge, then Start."),
    ],
  };
}

function todo(text) {
  return { text, done: false };
}

/** The keys beside stop, by verb. */
function actions({ phase, order, alarms, wall_ms: wallMs }) {
  const isHeld = alarms.some((one) => one.action !== "CONTINUE" && one.cause_holds);
  const start = (text) => ({ verb: "START", text, isNext: !isHeld });
  const clear = { verb: "END", text: "Clear prescription" };
  const container = { verb: "CONTAINER_CHANGED", text: "New container" };
  const due = order.next_dose_wall_ms;
  switch (phase) {
    case "READY":
      return [start("Start"), clear];
    case "PAUSED":
    case "STOPPED":
      return [start("Start"), container, clear];
    case "WAITING":
      return due > 0 && wallMs > due + LATE_MS ? [start("Give dose now"), container, clear] : [container, clear];
    case "COMPLETE":
      return [{ verb: "END", text: "Done", isNext: true }];
    default:
      return [];
  }
}

function share(part, whole) {
  return whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : 0;
}
