// Soft limits of the drug library that people passed: of one pump, and counted for each drug.
import { h } from "./dom.js";
import { asWritten, count, moment } from "./format.js";

/** All drugs, folded away until somebody asks; asked again each time it is opened. */
class Overrides extends HTMLElement {
  start(feed) {
    this.body = h("div");
    this.fold = h("details", { class: "fold" }, h("summary", {}, "Limits of the library that were passed, by drug"), this.body);
    this.append(this.fold);
    this.fold.addEventListener("toggle", () => this.fold.open && this.#load(feed));
  }

  async #load(feed) {
    try {
      const drugs = await feed.get("/api/overrides");
      this.body.replaceChildren(drugs.length ? drugTable(drugs, feed.nowMs()) : h("p", { class: "none" }, "No soft limit was ever passed."));
    } catch (refused) {
      this.body.replaceChildren(h("p", { class: "none" }, refused.message));
    }
  }
}

function drugTable(drugs, nowMs) {
  return h(
    "div",
    { class: "overrides" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ["Drug", "Past a limit", "The latest"].map((word) => h("th", { scope: "col" }, word)))),
      h("tbody", {}, drugs.map((drug) => drugRow(drug, nowMs))),
    ),
    h("p", { class: "note" }, "A limit that is passed nearly every time protects nobody: the library should change, or the practice."),
  );
}

function drugRow(drug, nowMs) {
  const share = Math.round((100 * drug.overridden) / drug.prescriptions);
  return h(
    "tr",
    { "data-drug": drug.drug },
    h("th", { scope: "row" }, asWritten(drug.drug || "unnamed")),
    h("td", {}, `${count(drug.overridden)} of ${count(drug.prescriptions)} accepted (${share}\u202f%)`),
    h("td", {}, drug.latest.length ? overrideText(drug.latest[0], nowMs) : ""),
  );
}

function overrideText(override, nowMs) {
  return [
    h("span", {}, asWritten(`${override.field}: ${override.written}, library ${override.bound}.`)),
    h("q", {}, override.reason),
    h("span", { class: "muted" }, ` ${override.overridden_by}, ${moment(override.overridden_wall_ms, nowMs)}`),
  ];
}

/** What was passed at one pump; null where nothing was. */
export function overrideList(overrides, nowMs) {
  if (overrides.length === 0) return null;
  return h(
    "section",
    { class: "overrides", "aria-label": "Limits of the library that were passed" },
    h("h3", {}, "Accepted past a limit of the library"),
    h("ul", {}, overrides.map((override) => h("li", {}, overrideText(override, nowMs)))),
  );
}

customElements.define("sf-overrides", Overrides);
