// Numbers and times as they are safe to read: a leading zero, no trailing zeros, a separator from 1,000.

const NL_PER_ML = 1e6;

/** Millilitres with as many decimals as matter, cut towards the side that stays true for a bound. */
function millilitres(nl, cut) {
  const decimals = Math.abs(nl) < 1000 * NL_PER_ML ? 2 : 1;
  const scale = 10 ** decimals;
  const value = cut((nl * scale) / NL_PER_ML) / scale;
  return value.toLocaleString("en-US", { maximumFractionDigits: decimals });
}

/** A volume that is known exactly. */
export function volume(nl) {
  return `${millilitres(nl, Math.round)} mL`;
}

/** Bounds closer than the last figure shown differ by the encoder's resolution only. */
const SAME_NL = 10_000;

export function isSettled(lowerNl, upperNl) {
  return upperNl - lowerNl < SAME_NL;
}

/** What was given: one figure, or both bounds where a stop left it unsettled. */
export function given(lowerNl, upperNl) {
  if (isSettled(lowerNl, upperNl)) return millilitres(lowerNl, Math.floor);
  return `${millilitres(lowerNl, Math.floor)} to ${millilitres(upperNl, Math.ceil)}`;
}

/** How long, in the two largest units: "2 min 14 s". */
export function span(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  const days = Math.floor(s / 86400);
  return `${days} d ${Math.floor((s % 86400) / 3600)} h`;
}

/** A duration that is a plan, without needless parts: "30 min", "1 h 40 min". */
export function length(ms) {
  const minutes = Math.round(ms / 60000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  const h = Math.floor(minutes / 60);
  const min = minutes % 60;
  return [h ? `${count(h)} h` : "", min ? `${min} min` : ""].filter(Boolean).join(" ");
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export function clock(ms) {
  return CLOCK.format(ms);
}

/** The time, and the day where it is not that of nowMs. */
export function moment(ms, nowMs) {
  return DAY.format(ms) === DAY.format(nowMs) ? clock(ms) : `${DAY.format(ms)}, ${clock(ms)}`;
}

export function count(n) {
  return n.toLocaleString("en-US");
}

/** A text with quantities as a prescription writes them: separators from 1,000, and no line break before a unit. */
export function asWritten(text) {
  return text.replace(/\d{4,}/g, (digits) => count(Number(digits))).replace(/(\d) (?=[A-Za-z%])/g, "$1\u00a0");
}
