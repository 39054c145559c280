// What is special about a regimen: doses on request, a course of rates, what a nurse may ask for. Pure, as view.js is.

import * as format from "./format.js";

/** More pieces of a course are not told one by one. */
const PIECES_TOLD = 8;
/** A course of more pieces is not drawn. */
const PIECES_DRAWN = 40;

const UNDER_WAY = ["INFUSING", "PAUSED", "STOPPED"];
const RUNNING = ["INFUSING", "WAITING"];

export function isOnRequest(order) {
  return order.bolus.demand_nl > 0;
}

/** Several containers one after another. */
export function isSequence(order) {
  return order.course.pieces.length > 0 && order.doses > 1;
}

function lasts({ pieces }) {
  return pieces.reduce((sum, { lasts_ms: ms }) => sum + ms, 0);
}

/** Time left of a course, of the one part where there is no course; -1 where nobody can say. */
export function timeLeft({ course, time_left_ms: ofPart }) {
  return course.pieces.length > 0 ? Math.max(lasts(course) - course.elapsed_ms, 0) : ofPart;
}

/** What the patient's key says; null where there is none. */
export function demand({ phase, order }) {
  if (!isOnRequest(order) || !RUNNING.includes(phase)) {
    return null;
  }
  const { bolus } = order;
  return {
    ...key(bolus),
    asked: String(bolus.attempts),
    granted: String(bolus.granted),
  };
}

/** A key that waits is still a key: the pump refuses and counts. */
function key(bolus) {
  const dose = `${format.volume(bolus.demand_nl)} mL`;
  if (bolus.running) {
    return { state: "running", text: "Dose is running", says: `${dose} in all` };
  }
  if (bolus.cap_reached) {
    return { state: "capped", text: "Limit reached", says: "no dose for now" };
  }
  return bolus.locked_for_ms > 0
    ? { state: "locked", text: format.countdown(bolus.locked_for_ms), says: `until a dose of ${dose}` }
    : { state: "ready", text: dose, says: "press for a dose" };
}

/** A drawing of rates over time, each coordinate from 0 to 1; null where it would say nothing. */
export function course({ course: { pieces, elapsed_ms: elapsedMs } }) {
  const whole = lasts({ pieces });
  const peak = Math.max(...pieces.map((piece) => Math.max(piece.from_nl_per_h, piece.to_nl_per_h)), 0);
  if (pieces.length < 2 || pieces.length > PIECES_DRAWN || whole === 0 || peak === 0) {
    return null;
  }
  let at = 0;
  const points = pieces.flatMap(({ from_nl_per_h: from, to_nl_per_h: to, lasts_ms: ms }) => {
    const begin = at / whole;
    at += ms;
    return [[begin, from / peak], [at / whole, to / peak]];
  });
  return { points, now: Math.min(elapsedMs / whole, 1) };
}

/** What is read before the start of anything but one volume at one rate; null for that. */
export function confirm(order) {
  if (isOnRequest(order)) {
    return onRequest(order);
  }
  return order.course.pieces.length > 0 ? ofCourse(order) : null;
}

function onRequest({ bolus, rate_nl_per_h: rate, total_programmed_nl: total }) {
  const caps = [[bolus.cap_per_hour_nl, "1 h"], [bolus.cap_per_four_hours_nl, "4 h"]]
    .filter(([nl]) => nl > 0).map(([nl, window]) => `${format.volume(nl)} mL in ${window}`);
  const extra = [["Loading dose", bolus.loading_nl], ["Nurse’s dose", bolus.clinician_nl]]
    .filter(([, nl]) => nl > 0).map(([name, nl]) => [name, `${format.volume(nl)} mL`]);
  return [
    ["Dose on request", `${format.volume(bolus.demand_nl)} mL`],
    ["Locked after it", format.duration(bolus.lockout_ms)],
    ["Background", rate > 0 ? `${format.rate(rate)} mL/h` : "none"],
    ["In all", `${format.volume(total)} mL`],
    ...extra,
    ["At most", caps.join(", ")],
  ];
}

function ofCourse(order) {
  const { pieces } = order.course;
  const rates = pieces.flatMap((piece) => [piece.from_nl_per_h, piece.to_nl_per_h]);
  const least = Math.min(...rates);
  const most = Math.max(...rates);
  const range = least === 0 || least === most ? format.rate(most) : `${format.rate(least)} to ${format.rate(most)}`;
  return [
    ["Volume", `${format.volume(order.total_programmed_nl)} mL`],
    [least === 0 ? "Rate, at most" : "Rate", `${range} mL/h`],
    ["Over", format.duration(lasts(order.course))],
    [isSequence(order) ? "Parts" : "Course", told(order)],
  ];
}

function told(order) {
  const { pieces } = order.course;
  const shown = pieces.slice(0, PIECES_TOLD).map((piece) => isSequence(order)
    ? `${piece.name} ${format.volume(piece.volume_nl)} mL`
    : piece.from_nl_per_h === piece.to_nl_per_h
      ? `${format.duration(piece.lasts_ms)} at ${format.rate(piece.from_nl_per_h)} mL/h`
      : `${format.duration(piece.lasts_ms)} ${piece.to_nl_per_h > piece.from_nl_per_h ? "up" : "down"}`);
  const rest = pieces.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}

/** The rates that may be chosen now; null for none. */
export function titration({ phase, order }) {
  return UNDER_WAY.includes(phase) && order.titration.most_nl_per_h > 0
    ? { ...order.titration, present: order.rate_nl_per_h } : null;
}

/** What a nurse may ask for beside the patient's keys; each is confirmed. */
export function nurse(status) {
  const { phase, order } = status;
  const { bolus } = order;
  const items = [];
  if (titration(status)) {
    items.push({ id: "rate", text: "Change rate" });
  }
  if (isOnRequest(order) && bolus.clinician_nl > 0 && RUNNING.includes(phase)) {
    const dose = `${format.volume(bolus.clinician_nl)} mL`;
    items.push({ id: "bolus", verb: "CLINICIAN_BOLUS", text: `Give ${dose}`, closed: bolus.running,
      question: { title: `Give a nurse’s dose of ${dose} now?`, yes: `Yes, give ${dose}`, no: "No dose" } });
  }
  if (mayRampDown(status)) {
    items.push({ id: "down", verb: "RAMP_DOWN", text: "Ramp down now",
      question: { title: "Ramp down now? Less than ordered will be given.", yes: "Yes, ramp down", no: "No, go on" } });
  }
  return items;
}

function mayRampDown({ phase, order: { course: { pieces, elapsed_ms: elapsedMs } } }) {
  const last = pieces.at(-1);
  const isRamp = last !== undefined && last.from_nl_per_h > last.to_nl_per_h;
  return isRamp && UNDER_WAY.includes(phase) && elapsedMs < lasts({ pieces }) - last.lasts_ms;
}
