// What is written in a prescription file, as words. Pure. Nothing is computed and nothing is checked: the pump does both.

import { route } from "./format.js";

/** Longer texts of a file are cut: the pump refuses them. */
const LETTERS = 160;
/** Steps and parts that are told one by one. */
const TOLD = 6;

/** Names and values to be read before the file goes to the pump; null where the file is none that a page can read. */
export function written(text) {
  const file = parsed(text);
  if (file === null) {
    return null;
  }
  const drug = object(file.drug);
  return [
    ["Drug", join(" ", [drug.name, drug.concentration])],
    ["Patient", say(file.patient)],
    ["Ordered", regimen(object(file.regimen))],
    ["Route", say(file.route) === "" ? "" : route(say(file.route))],
    ["Prescription", say(file.id)],
  ].filter(([, value]) => value !== "");
}

function parsed(text) {
  try {
    const file = JSON.parse(text);
    return isObject(file) ? file : null;
  } catch {
    return null;
  }
}

const REGIMENS = {
  continuous: (it) => [flow(it.volume, it), range(it.titration)],
  intermittent: (it) => [flow(it.dose, it), after("every ", it.interval), after("at ", times(it)), count(it)],
  stepped: (it) => [say(it.volume), after("", told(items(it.steps), step, ", then ")), range(it.titration)],
  tapered: (it) => [flow(it.volume, it), after("up in ", it.up), after("down in ", it.down)],
  patient_controlled: (it) => [after("", it.demand, " on request"), after("locked for ", it.lockout),
    after("at most ", it.cap_1h, " in 1 h"), after("at most ", it.cap_4h, " in 4 h"), after("background ", it.basal),
    after("first ", it.loading), after("in all ", it.volume)],
  sequence: (it) => [told(items(it.parts), part, "; ")],
};

function regimen(it) {
  const words = Object.hasOwn(REGIMENS, say(it.type)) ? REGIMENS[it.type](it) : [];
  // a number and its unit stay on one line
  return join(", ", words).replace(/(\d) (?=\S)/g, "$1\u00a0");
}

function flow(amount, it) {
  return join(" ", [amount, after("at ", it.rate), after("over ", it.duration)]);
}

function range(titration) {
  const { least, most } = object(titration);
  return say(least) && say(most) ? `may be changed from ${say(least)} to ${say(most)}` : "";
}

function times(it) {
  return join(", ", items(it.times).slice(0, TOLD));
}

function count(it) {
  return Number.isInteger(it.count) ? `${it.count} ${it.count === 1 ? "dose" : "doses"}` : "";
}

function step(it) {
  return join(" ", [it.rate, after("for ", it.for), after("until ", it.volume, " are in")]);
}

function part(it) {
  return join(" ", [it.name, flow(it.volume, it)]);
}

function told(all, one, separator) {
  const rest = all.length - TOLD;
  return join(separator, [...all.slice(0, TOLD).map((it) => one(object(it))), rest > 0 ? `and ${rest} more` : ""]);
}

function after(word, value, end = "") {
  return say(value) === "" ? "" : `${word}${say(value)}${end}`;
}

function join(separator, values) {
  return values.map(say).filter((value) => value !== "").join(separator);
}

function say(value) {
  const text = typeof value === "string" ? value.trim() : "";
  return text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text;
}

function object(value) {
  return isObject(value) ? value : {};
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function items(value) {
  return Array.isArray(value) ? value : [];
}
