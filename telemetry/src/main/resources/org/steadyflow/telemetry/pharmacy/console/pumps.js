// The cards of the pumps, and the picture of what was given that the pump's own page shows too.
import { follow, h, setText } from "./dom.js";
import { asWritten, given, isSettled, span, volume } from "./format.js";
import { needsSomebody } from "./alarms.js";
import * as words from "./words.js";

const RANK = { HIGH: 0, MEDIUM: 1, LOW: 2 };

class Fleet extends HTMLElement {
  start(feed) {
    this.list = h("ul", { class: "pump-list" });
    this.append(this.list);
    feed.addEventListener("change", () => this.#show(feed));
    feed.addEventListener("second", () => this.querySelectorAll("sf-pump").forEach((card) => card.age(feed.nowMs())));
  }

  #show(feed) {
    const cards = [...feed.pumps.values()].map((pump) => ({ pump, alarms: feed.alarms.get(pump.pump) ?? [] }));
    cards.sort((a, b) => a.pump.pump.localeCompare(b.pump.pump, "en", { numeric: true }));
    follow(this.list, cards, (card) => card.pump.pump, () => new PumpCard());
    this.querySelectorAll("sf-pump").forEach((card) => card.age(feed.nowMs()));
  }
}

class PumpCard extends HTMLElement {
  #pump;

  show({ pump, alarms }) {
    this.#pump = pump;
    if (!this.name) this.#build(pump);
    this.dataset.pump = pump.pump;
    this.dataset.phase = pump.phase;
    this.dataset.link = pump.link;
    setText(this.phase, words.phase(pump.phase));
    setText(this.drug, asWritten(pump.prescription?.drug || "No prescription"));
    setText(this.patient, pump.prescription?.patient ?? "");
    this.bar.show(pump);
    const open = alarms.filter((alarm) => alarm.ended_ms == null).sort((a, b) => RANK[a.priority] - RANK[b.priority]);
    this.alarm.hidden = open.length === 0;
    if (open.length) {
      this.alarm.dataset.priority = open[0].priority;
      const more = open.length > 1 ? `, and ${open.length - 1} more` : "";
      const state = open.some(needsSomebody) ? "" : " (accepted)";
      setText(this.alarm, `${words.PRIORITY[open[0].priority]}: ${words.alarm(open[0].code)}${more}${state}`);
    }
  }

  age(nowMs) {
    const ageMs = nowMs - this.#pump.last_seen_ms;
    const old = ageMs > 60_000;
    this.classList.toggle("old", old);
    setText(this.seen, old ? `Last heard ${span(ageMs)} ago. What is shown may be old.` : `Heard ${span(ageMs)} ago`);
  }

  #build(pump) {
    this.setAttribute("role", "listitem");
    this.name = h("a", { href: `#/pump/${pump.pump}` }, pump.pump);
    this.phase = h("span", { class: "phase" });
    this.drug = h("p", { class: "drug" });
    this.patient = h("p", { class: "patient" });
    this.bar = new GivenBar();
    this.alarm = h("p", { class: "card-alarm" });
    this.seen = h("p", { class: "seen" });
    this.append(
      h("div", { class: "head" }, h("h3", {}, this.name), this.phase),
      this.drug,
      this.patient,
      this.bar,
      this.alarm,
      this.seen,
    );
  }
}

/** How much of the running part was given: a bar whose end is hatched where a stop left it unsettled. */
export class GivenBar extends HTMLElement {
  show(pump) {
    const part = pump.part;
    const programmed = part?.programmed_nl ?? 0;
    this.hidden = programmed <= 0;
    if (this.hidden) return;
    if (!this.text) this.#build();
    const lower = Math.min(1, part.lower_nl / programmed);
    const upper = Math.min(1, part.upper_nl / programmed);
    this.track.style.setProperty("--lower", `${lower * 100}%`);
    this.track.style.setProperty("--upper", `${upper * 100}%`);
    this.track.setAttribute("aria-valuenow", String(Math.floor(lower * 100)));
    const label = `${given(part.lower_nl, part.upper_nl)} of ${volume(programmed)}`;
    this.track.setAttribute("aria-valuetext", label);
    this.text.replaceChildren(h("strong", {}, given(part.lower_nl, part.upper_nl)), ` of ${volume(programmed)}`);
    setText(this.what, partName(part));
    this.unsure.hidden = isSettled(part.lower_nl, part.upper_nl);
  }

  #build() {
    this.text = h("span", { class: "given-text" });
    this.what = h("span", { class: "given-what" });
    this.unsure = h("p", { class: "unsure" }, "A stop left unsettled how much was given; both bounds are shown.");
    this.track = h(
      "div",
      { class: "track", role: "progressbar", "aria-label": "Volume given", "aria-valuemin": "0", "aria-valuemax": "100" },
      h("div", { class: "upper" }),
      h("div", { class: "lower" }),
    );
    this.append(h("p", { class: "given-line" }, this.text, this.what), this.track, this.unsure);
  }
}

export function partName(part) {
  if (part.name) return part.name;
  if (part.dose > 0) return `Dose ${part.dose}`;
  return part.kind === "DELIVER" ? "Whole volume" : words.plain(part.kind);
}

customElements.define("sf-fleet", Fleet);
customElements.define("sf-pump", PumpCard);
customElements.define("sf-given", GivenBar);
