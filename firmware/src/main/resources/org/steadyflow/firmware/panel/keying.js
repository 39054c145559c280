// How a rate is keyed in. Pure. What is wrong is refused with a sentence and changes nothing; nothing is repaired.

import { rate } from "./format.js";

const NL_PER_ML = 1_000_000;
const WHOLE_DIGITS = 4;
const PLACES = 3;

/** The entry after one more key, a digit or a point, or why that key is refused. */
export function keyed(entry, key) {
  const [whole, fraction] = entry.split(".");
  if (key === ".") {
    return entry === "" ? refused(entry, "Key 0 before the point.")
      : fraction !== undefined ? refused(entry, "There is a point already.") : { entry: `${entry}.`, why: "" };
  }
  if (fraction === undefined && whole === "0") {
    return refused(entry, "After 0 comes the point.");
  }
  const isFull = fraction === undefined ? whole.length >= WHOLE_DIGITS : fraction.length >= PLACES;
  return isFull ? refused(entry, "No more digits than that.") : { entry: entry + key, why: "" };
}

function refused(entry, why) {
  return { entry, why };
}

/** An entry in nL/h. */
export function nanolitres(entry) {
  return Math.round(Number(entry) * NL_PER_ML);
}

/** Why this entry is not a rate to ask for; empty where it is one. {@code titration} is what the pump says. */
export function faultOf(entry, presentNl, titration) {
  const { least_nl_per_h: least, most_nl_per_h: most, step_nl_per_h: step } = titration;
  const nl = nanolitres(entry);
  if (entry === "") {
    return "Key in the new rate.";
  }
  if (/\.$|\..*0$/.test(entry)) {
    return entry.endsWith(".") ? "A digit comes after the point." : "No 0 at the end: 1, not 1.0.";
  }
  if (nl < least) {
    return `At least ${rate(least)} mL/h.`;
  }
  if (nl > most) {
    return `At most ${rate(most)} mL/h.`;
  }
  if (step > 0 && Math.abs(nl - presentNl) > step) {
    return `One change is at most ${rate(step)} mL/h.`;
  }
  return nl === presentNl ? "That is the present rate." : "";
}

/** An entry as people read it: a separator from 1,000 up, and what was keyed after the point as it was. */
export function shown(entry) {
  const [whole, fraction] = entry.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** How large a change is, in words that show a slip of the finger. */
export function change(oldNl, newNl) {
  const times = newNl > oldNl ? newNl / oldNl : oldNl / newNl;
  const way = newNl > oldNl ? "faster" : "slower";
  const by = `${rate(Math.abs(newNl - oldNl))} mL/h ${way}`;
  return { by, large: times >= 2 ? `${Math.floor(times)} times as ${newNl > oldNl ? "fast" : "slow"} as now` : "" };
}
