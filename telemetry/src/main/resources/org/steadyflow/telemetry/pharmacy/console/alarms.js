// The worklist: what needs a pharmacist, the most urgent first.
import { follow, h, setText } from "./dom.js";
import { asWritten, clock, span } from "./format.js";
import * as words from "./words.js";

/** An alarm that nobody accepted within this time asks again, louder to the eye. */
const OVERDUE_MS = 30_000;
const RANK = { HIGH: 0, MEDIUM: 1, LOW: 2 };

const isOver = (alarm) => alarm.state === "RESOLVED";
const isAccepted = (alarm) => alarm.accepted_ms != null;
const keyOf = (alarm) => `${alarm.pump}/${alarm.raised_seq}`;

/** Needs somebody: going on and not accepted; or over, serious, and seen by nobody. */
export function needsSomebody(alarm) {
  return !isAccepted(alarm) && (!isOver(alarm) || alarm.priority !== "LOW");
}

/** Which group, then the highest priority, then the one that waits longest; what is settled, the latest first. */
function compare(a, b) {
  const group = groupOf(a) - groupOf(b);
  if (group !== 0) return group;
  if (groupOf(a) === SETTLED) return b.received_ms - a.received_ms;
  return RANK[a.priority] - RANK[b.priority] || a.age_from_ms - b.age_from_ms;
}

const [WAITING, UNSEEN, IN_HAND, SETTLED] = [0, 1, 2, 3];

function groupOf(alarm) {
  if (needsSomebody(alarm)) return isOver(alarm) ? UNSEEN : WAITING;
  return isOver(alarm) ? SETTLED : IN_HAND;
}

class Worklist extends HTMLElement {
  #feed;
  #ask;
  #told = new Set();

  /** askName() resolves to whether there is a name now. */
  start(feed, askName) {
    this.#feed = feed;
    this.#ask = askName;
    this.notices = h("ul", { class: "notices", "aria-label": "Links and journals" });
    this.open = h("ul", { class: "alarm-list", "aria-label": "Alarms that go on or wait for somebody" });
    this.none = h("p", { class: "none" });
    this.settled = h("ul", { class: "alarm-list settled", "aria-label": "Alarms that are over" });
    this.fold = h("details", { class: "fold" }, h("summary"), this.settled);
    this.append(this.open, this.none, this.notices, this.fold);
    feed.addEventListener("change", () => this.#show());
    feed.addEventListener("second", () => this.#age());
    document.addEventListener("visibilitychange", () => this.#markShown());
  }

  #show() {
    const alarms = this.#feed.allAlarms().sort(compare);
    const open = alarms.filter((alarm) => groupOf(alarm) !== SETTLED);
    const settled = alarms.filter((alarm) => groupOf(alarm) === SETTLED);
    const make = () => new AlarmRow((alarm) => this.#accept(alarm));
    follow(this.open, open, keyOf, make);
    follow(this.settled, settled, keyOf, make);
    follow(this.notices, this.#feed.allNotices(), (n) => `${n.pump}/${n.kind}/${n.since_ms}`, () => new NoticeRow());
    this.none.hidden = open.length > 0;
    setText(this.none, this.#feed.pumps.size ? "No alarm. Every open alarm would be listed here." : "No pump has been heard yet.");
    this.fold.hidden = settled.length === 0;
    setText(this.fold.querySelector("summary"), `Over in the last 24 h: ${settled.length}`);
    this.#count(open);
    this.#announce(open);
    this.#markShown();
    this.#age();
  }

  #count(open) {
    const waiting = open.filter(needsSomebody).length;
    setText(document.getElementById("worklist-title"), waiting ? `Alarms: ${waiting} to accept` : "Alarms");
    document.title = waiting ? `(${waiting}) Steadyflow pharmacy` : "Steadyflow pharmacy";
  }

  /** Says a new alarm once, by voice, and at once when its priority is high. */
  #announce(open) {
    for (const alarm of open.filter((a) => needsSomebody(a) && !this.#told.has(keyOf(a)))) {
      this.#told.add(keyOf(alarm));
      const place = document.getElementById(alarm.priority === "HIGH" ? "say-now" : "say-soon");
      const whose = alarm.patient ? `, ${alarm.patient}` : "";
      setText(place, `${words.PRIORITY[alarm.priority]} priority alarm: ${words.alarm(alarm.code)}, ${alarm.pump}${whose}.`);
    }
  }

  /** Shown means: on a page that is in front of somebody. */
  #markShown() {
    if (document.visibilityState !== "visible") return;
    for (const alarm of this.#feed.allAlarms().filter((a) => a.shown_ms == null)) {
      alarm.shown_ms = this.#feed.nowMs();
      this.#feed.shown(alarm).catch(() => (alarm.shown_ms = null));
    }
  }

  async #accept(alarm) {
    if (!(await this.#ask())) return "";
    try {
      await this.#feed.accept(alarm);
      return "";
    } catch (refused) {
      return refused.message;
    }
  }

  #age() {
    const nowMs = this.#feed.nowMs();
    for (const row of this.querySelectorAll("sf-alarm, sf-notice")) row.age(nowMs);
  }
}

class AlarmRow extends HTMLElement {
  #accept;
  #alarm;

  constructor(accept) {
    super();
    this.#accept = accept;
  }

  show(alarm) {
    const before = JSON.stringify(this.#alarm);
    this.#alarm = alarm;
    if (before === JSON.stringify(alarm)) return;
    this.dataset.alarmCode = alarm.code;
    this.dataset.alarmState = alarm.state;
    this.dataset.priority = alarm.priority;
    this.dataset.pump = alarm.pump;
    this.classList.toggle("accepted", isAccepted(alarm));
    this.classList.toggle("over", isOver(alarm));
    if (!this.body) this.#build();
    this.#fill(alarm);
  }

  /** Only a row that waits for somebody counts up; the others say how long it was. */
  age(nowMs) {
    const alarm = this.#alarm;
    // How long it lasted is the pump's to say: both ends by its clock.
    setText(this.ageText, span(isOver(alarm) ? alarm.ended_wall_ms - alarm.raised_wall_ms : nowMs - alarm.age_from_ms));
    const overdue = needsSomebody(alarm) && !isOver(alarm) && alarm.priority !== "LOW" && nowMs - alarm.age_from_ms > OVERDUE_MS;
    this.classList.toggle("overdue", overdue);
    setText(this.ageWord, isOver(alarm) ? "over, lasted" : isAccepted(alarm) ? "going on for" : "waiting for");
  }

  #build() {
    this.setAttribute("role", "listitem");
    this.priority = h("span", { class: "priority" });
    this.name = h("h3");
    this.code = h("code", { class: "code" });
    this.ageWord = h("span", { class: "age-word" });
    this.ageText = h("span", { class: "age-text" });
    this.detail = h("p", { class: "detail" });
    this.who = h("p", { class: "who" });
    this.trail = h("ol", { class: "trail", "aria-label": "What became of it" });
    this.button = h("button", { type: "button", class: "main-button", "data-action": "accept" }, "Accept");
    this.said = h("p", { class: "said", role: "status" });
    this.button.addEventListener("click", () => this.#press());
    this.body = h(
      "article",
      {},
      h("div", { class: "head" }, this.priority, this.code, h("p", { class: "age" }, this.ageWord, " ", this.ageText)),
      this.name,
      this.detail,
      this.who,
      h("div", { class: "foot-row" }, this.trail, this.button),
      this.said,
    );
    this.append(this.body);
  }

  #fill(alarm) {
    setText(this.priority, `${words.PRIORITY[alarm.priority]} priority`);
    setText(this.name, words.alarm(alarm.code));
    setText(this.code, alarm.code);
    setText(this.detail, [`${alarm.detail}${alarm.detail.endsWith(".") ? "" : "."}`, words.action(alarm.action)].join(" "));
    this.who.replaceChildren(
      h("a", { href: `#/pump/${alarm.pump}` }, alarm.pump),
      ...[alarm.patient, asWritten(alarm.drug), alarm.prescription_id].filter(Boolean).map((text) => h("span", {}, text)),
    );
    this.trail.replaceChildren(...steps(alarm).map(step));
    this.button.hidden = isAccepted(alarm);
    this.button.setAttribute("aria-label", `Accept: ${words.alarm(alarm.code)}, ${alarm.pump}`);
  }

  async #press() {
    this.button.disabled = true;
    setText(this.said, await this.#accept(this.#alarm));
    this.button.disabled = false;
  }
}

/** The remote life of an alarm: [word, when, by whom]; without a time the step is still to come. */
function steps(alarm) {
  return [
    ["Raised", alarm.age_from_ms],
    ["Stored", alarm.stored_ms],
    ["Shown", alarm.shown_ms],
    ["Accepted", alarm.accepted_ms, alarm.accepted_by],
    ["At the bedside", alarm.journalled_ms],
    ["Resolved", alarm.ended_ms],
  ];
}

function step([word, ms, by]) {
  const done = ms != null;
  return h(
    "li",
    { class: done ? "done" : "open", "data-step": word.toUpperCase().replaceAll(" ", "_") },
    h("span", { class: "word" }, by ? `${word} by ${by}` : word),
    " ",
    done ? h("time", {}, clock(ms)) : h("span", { class: "spoken" }, "not yet"),
  );
}

class NoticeRow extends HTMLElement {
  show(notice) {
    this.notice = notice;
    if (!this.text) {
      this.setAttribute("role", "listitem");
      this.kind = h("strong");
      this.text = h("span");
      this.ageText = h("span", { class: "age-text" });
      this.append(this.kind, " ", this.text, " ", this.ageText);
    }
    this.dataset.notice = notice.kind;
    this.dataset.priority = notice.priority;
    setText(this.kind, `${words.notice(notice.kind)}:`);
    setText(this.text, notice.sentence);
  }

  age(nowMs) {
    setText(this.ageText, `${span(nowMs - this.notice.since_ms)} ago`);
  }
}

customElements.define("sf-worklist", Worklist);
customElements.define("sf-alarm", AlarmRow);
customElements.define("sf-notice", NoticeRow);
