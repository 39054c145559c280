// Numbers and times as they are safe to read: 1, never 1.0; 0.5, never .5; a separator from 1,000 up; units in full.

const NL_PER_ML = 1_000_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An integer number of 1/10^places as a decimal without trailing zeros. */
function decimal(scaled, places) {
  const digits = String(scaled).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = places > 0 ? digits.slice(-places).replace(/0+$/, "") : "";
  return fraction ? `${whole}.${fraction}` : whole;
}

function millilitres(nl, places, round) {
  return decimal(round((nl * 10 ** places) / NL_PER_ML), places);
}

/** Places after the point in which a given volume of this size is shown. */
function placesOf(nl) {
  return nl < 10 * NL_PER_ML ? 2 : nl < 1_000 * NL_PER_ML ? 1 : 0;
}

/** A flow in mL/h, to the nearest shown digit. */
export function rate(nlPerH) {
  const places = nlPerH < NL_PER_ML ? 3 : nlPerH < 100 * NL_PER_ML ? 2 : 1;
  return millilitres(nlPerH, places, Math.round);
}

/** An ordered volume in mL, to a microlitre. */
export function volume(nl) {
  return millilitres(nl, 3, Math.round);
}

/**
 * What was given, in mL: [least] where the last digit shown cannot tell the two apart, else [least, most]. Down for the
 * least and up for the most, so that the truth is never outside.
 */
export function given(lowerNl, upperNl) {
  const places = placesOf(upperNl);
  const least = millilitres(lowerNl, places, Math.floor);
  const isKnown = (upperNl - lowerNl) * 10 ** places < NL_PER_ML;
  return isKnown ? [least] : [least, millilitres(upperNl, places, Math.ceil)];
}

/** How long something still takes; rounded up, so that nothing is over before it says so. */
export function duration(ms) {
  if (ms <= MINUTE - SECOND) {
    return `${Math.ceil(ms / SECOND)} s`;
  }
  if (ms > DAY) {
    const all = Math.ceil(ms / HOUR);
    return all % 24 > 0 ? `${Math.floor(all / 24)} d ${all % 24} h` : `${all / 24} d`;
  }
  const minutes = Math.ceil(ms / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours === 0 ? `${minutes} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Minutes and seconds of a countdown. */
export function countdown(ms) {
  const seconds = Math.ceil(ms / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long ago, in the coarsest words that help. */
export function ago(ms) {
  return ms < 5 * SECOND ? "now" : ms < MINUTE ? `${Math.floor(ms / SECOND)} s ago`
    : ms < HOUR ? `${Math.floor(ms / MINUTE)} min ago` : `${Math.floor(ms / HOUR)} h ago`;
}

function twoDigits(number) {
  return String(number).padStart(2, "0");
}

/** The pump's clock with seconds: it visibly runs as long as statuses come. */
export function clock(wallMs) {
  const at = new Date(wallMs);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
}

/** A time as seen from another: the day is named when it is not the same. */
export function timeOfDay(wallMs, nowMs) {
  const at = new Date(wallMs);
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  const days = Math.round((startOfDay(wallMs) - startOfDay(nowMs)) / DAY);
  if (days === 0) {
    return time;
  }
  const names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const day = days === 1 ? "tomorrow" : days > 1 && days < 7 ? names[at.getDay()]
    : `${at.getDate()} ${months[at.getMonth()]}`;
  return `${day} ${time}`;
}

function startOfDay(wallMs) {
  return new Date(wallMs).setHours(0, 0, 0, 0);
}

const ROUTES = {
  INTRAVENOUS_PERIPHERAL: "Vein, peripheral line",
  INTRAVENOUS_CENTRAL: "Vein, central line",
  SUBCUTANEOUS: "Under the skin",
  EPIDURAL: "Epidural",
  ENTERAL: "Feeding tube",
};

/** A route in words; one that is not known here is shown as it came. */
export function route(name) {
  return ROUTES[name.toUpperCase()] ?? name.toLowerCase().replaceAll("_", " ");
}

/** The name of an example file as words; the number of its row is of no use here. */
export function fileWords(name) {
  const words = name.replace(/\.json$/, "").replace(/^\d+-/, "").replaceAll(/[-_]+/g, " ").replace(/\bpca\b/, "PCA");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The bytes of a file as a request carries them. */
export function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}
