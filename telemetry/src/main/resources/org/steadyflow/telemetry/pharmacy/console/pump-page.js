// One pump: its prescription, its doses, its journal as it stands.
import { h, setText } from "./dom.js";
import { asWritten, clock, count, given, isSettled, length, moment, span, volume } from "./format.js";
import { needsSomebody } from "./alarms.js";
import { overrideList } from "./overrides.js";
import { GivenBar, partName } from "./pumps.js";
import * as words from "./words.js";

const JOURNAL_LINES = 60;
/** Fields of every line; what is left says what happened. */
const FRAME = ["schema", "pump", "seq", "boot", "monotonic_ms", "wall", "event", "prev", "crc"];
/** Too long for a line, or the exact form of a volume that stands beside it. */
const LEFT_OUT = ["text", "sha256", "start_microsteps", "lower_microsteps", "upper_microsteps", "authorised_microsteps"];

class PumpPage extends HTMLElement {
  #feed;
  #pump = "";
  #loading = false;
  #again = false;

  start(feed) {
    this.#feed = feed;
    this.setAttribute("aria-label", "One pump");
    feed.addEventListener("pump", (event) => event.detail === this.#pump && this.#load());
    feed.addEventListener("change", () => this.querySelector(".back")?.replaceWith(this.#back()));
    feed.addEventListener("second", () => this.#age());
    window.addEventListener("hashchange", () => this.#route());
    this.#route();
  }

  #route() {
    const match = /^#\/pump\/([A-Za-z0-9-]{1,64})$/.exec(location.hash);
    this.#pump = match ? match[1] : "";
    this.hidden = !match;
    document.body.classList.toggle("one-pump", Boolean(match));
    if (!match) return;
    this.replaceChildren(h("p", { class: "none" }, "Reading the journal ..."));
    this.#load();
    window.scrollTo(0, 0);
  }

  /** One request at a time; a change meanwhile asks once more. */
  async #load() {
    this.#again = this.#loading;
    if (this.#loading) return;
    this.#loading = true;
    const name = this.#pump;
    try {
      const [all, journal] = await Promise.all([
        this.#feed.get(`/api/pumps/${name}`),
        this.#feed.get(`/api/pumps/${name}/journal?limit=${JOURNAL_LINES}`),
      ]);
      if (name === this.#pump) this.#show(all, journal.lines);
    } catch (refused) {
      if (name === this.#pump) this.replaceChildren(this.#back(), h("p", { class: "none" }, refused.message));
    }
    this.#loading = false;
    if (this.#again || name !== this.#pump) this.#load();
  }

  #show({ pump, doses, overrides, gaps, troubles, forked_lines: forked }, lines) {
    const bar = new GivenBar();
    bar.show(pump);
    this.seen = h("dd", { "data-ms": pump.last_seen_ms });
    const sections = [
      this.#back(),
      h("div", { class: "head" }, h("h2", {}, pump.pump), h("span", { class: "phase" }, words.phase(pump.phase))),
      bar,
      facts(pump, this.seen),
      doseTable(doses, this.#feed.nowMs()),
      overrideList(overrides, this.#feed.nowMs()),
      troubleList(gaps, troubles, forked),
      journalTable(lines, this.#feed.nowMs()),
    ];
    this.replaceChildren(...sections.filter(Boolean));
    this.dataset.pump = pump.pump;
    this.dataset.phase = pump.phase;
    this.#age();
  }

  /** On a phone the worklist is out of sight here: the way back says what waits there. */
  #back() {
    const waiting = this.#feed.allAlarms().filter(needsSomebody).length;
    const count = waiting ? h("strong", {}, ` · ${waiting} to accept`) : null;
    return h("a", { class: "back", href: "#" }, "All pumps", count);
  }

  #age() {
    if (this.seen) setText(this.seen, `${span(this.#feed.nowMs() - Number(this.seen.dataset.ms))} ago`);
  }
}

function facts(pump, seen) {
  const rx = pump.prescription;
  const rows = [
    ["Drug", rx && asWritten(rx.drug)],
    ["Program", rx && asWritten(rx.program)],
    ["Patient", rx?.patient],
    ["Prescription", rx?.prescription_id],
    ["Accepted at the bedside by", rx?.accepted_by],
    ["Given in all", rx && `${given(pump.given_lower_nl, pump.given_upper_nl)} mL`],
    ["Journal stored", `line ${count(pump.contiguous_seq)}${pump.behind_lines ? `, ${count(pump.behind_lines)} behind` : ", complete"}`],
    ["Start of the pump", `number ${count(pump.boot)}`],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "facts" },
    rows.map(([word, value]) => h("div", {}, h("dt", {}, word), h("dd", {}, value))),
    h("div", {}, h("dt", {}, "Last heard"), seen),
  );
}

function doseTable(doses, nowMs) {
  if (doses.length === 0) return null;
  return h(
    "section",
    { class: "doses", "aria-label": "Doses" },
    h("h3", {}, "Doses"),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ["Dose", "Outcome", "Given", "Begun", "Late"].map((word) => h("th", { scope: "col" }, word)))),
      h("tbody", {}, doses.map((dose) => doseRow(dose, nowMs))),
    ),
    h("p", { class: "note" }, "Times by the pump's clock."),
  );
}

function doseRow(dose, nowMs) {
  const begun = dose.started_wall_ms ?? dose.due_wall_ms;
  return h(
    "tr",
    { "data-dose-state": dose.state },
    h("th", { scope: "row" }, partName({ ...dose, kind: "DELIVER" })),
    h("td", {}, h("span", { class: "dose-state" }, words.dose(dose.state))),
    h("td", { class: "number" }, dose.programmed_nl ? `${given(dose.lower_nl, dose.upper_nl)} of ${volume(dose.programmed_nl)}` : "none"),
    h("td", { class: "number" }, dose.started_wall_ms ? moment(begun, nowMs) : `due ${moment(begun, nowMs)}`),
    h("td", { class: "number" }, dose.late_ms ? length(dose.late_ms) : "no"),
  );
}

function troubleList(gaps, troubles, forked) {
  const open = gaps.filter((gap) => gap.state === "OPEN");
  const lost = gaps.filter((gap) => gap.state === "LOST");
  const range = (gap) => (gap.lines === 1 ? `line ${count(gap.first_seq)}` : `lines ${count(gap.first_seq)} to ${count(gap.last_seq)}`);
  const items = [
    ...open.map((gap) => `Missing so far: ${range(gap)}.`),
    ...lost.map((gap) => `Lost for good: ${range(gap)}; the pump keeps them no longer.`),
    ...troubles.map((trouble) => `${trouble.sentence} (${count(trouble.times)} in all)`),
    ...(forked ? [`Lines of a second history, kept aside: ${count(forked)}.`] : []),
  ];
  if (items.length === 0) return null;
  return h(
    "section",
    { class: "troubles", "aria-label": "What is wrong with the journal" },
    h("h3", {}, "What is wrong with the journal"),
    h("ul", {}, items.map((text) => h("li", {}, text))),
  );
}

function journalTable(lines, nowMs) {
  return h(
    "section",
    { class: "journal", "aria-label": "Journal" },
    h("h3", {}, "Journal, the latest first"),
    h("ol", {}, lines.toReversed().map((line) => journalLine(line, nowMs))),
    h("p", { class: "note" }, "Times by the pump's clock. Every line carries the hash of the one before; the last figures are the beginning of its own."),
  );
}

function journalLine(line, nowMs) {
  return h(
    "li",
    { "data-event": line.event },
    h("span", { class: "seq" }, count(line.seq)),
    h("time", { title: moment(line.wall_ms, nowMs) }, clock(line.wall_ms)),
    h("span", { class: "event" }, words.plain(line.event)),
    h("span", { class: "fields" }, fields(line.raw)),
    h("code", { class: "hash", title: line.hash }, line.hash.slice(0, 8)),
  );
}

/** What a line tells, in words: the bounds of a settled volume are one figure. */
function fields(raw) {
  const entry = JSON.parse(raw);
  if (entry.lower_nl != null && isSettled(entry.lower_nl, entry.upper_nl)) {
    entry.given_nl = entry.lower_nl;
    delete entry.lower_nl;
    delete entry.upper_nl;
  }
  return Object.entries(entry)
    .filter(([name, value]) => !FRAME.includes(name) && !LEFT_OUT.includes(name) && value !== "")
    .map(([name, value]) => field(name, value))
    .join(", ");
}

function field(name, value) {
  const word = name.replace(/(_wall)?_(nl|ms)$/, "").replaceAll("_", " ");
  if (name.endsWith("_nl")) return `${word} ${volume(value)}`;
  if (name.endsWith("_wall_ms")) return `${word} ${clock(value)}`;
  if (name.endsWith("_ms")) return `${word} ${length(value)}`;
  if (typeof value === "boolean") return value ? word : `not ${word}`;
  return `${word} ${value}`;
}

customElements.define("sf-pump-page", PumpPage);
