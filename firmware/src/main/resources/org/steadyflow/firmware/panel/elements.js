// The panel's own elements. Each is told a value and changes only what differs, so that nothing flickers or is read twice.

/** Sets text only where it changed. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Creates an element with a class and a text. */
function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Shows as many children as there are values, made and filled by the two functions. */
export function list(parent, values, create, fill) {
  while (parent.children.length > values.length) {
    parent.lastElementChild.remove();
  }
  while (parent.children.length < values.length) {
    parent.append(create());
  }
  values.forEach((value, i) => fill(parent.children[i], value));
}

/** A share of a whole; between least and most it is hatched. */
class ShareBar extends HTMLElement {
  show(least, most, level = "fine") {
    if (!this.firstElementChild) {
      this.append(make("span", "most"), make("span", "least"));
    }
    this.dataset.level = level;
    this.style.setProperty("--least", `${least * 100}%`);
    this.style.setProperty("--most", `${most * 100}%`);
  }
}

const BANNER = `
  <div class="symbol">
    <svg viewBox="0 0 64 56" aria-hidden="true"><path d="M32 3 61 53H3z"/><text x="32" y="46"></text></svg>
    <b class="word"></b>
  </div>
  <div class="says"><h1></h1><p class="detail"></p><p class="since"></p><p id="accepted-by"></p></div>
  <div class="keys">
    <button id="acknowledge" class="key" data-verb="ACKNOWLEDGE"></button>
    <button id="silence" class="key" data-verb="PAUSE_AUDIO"></button>
  </div>
  <p class="advice"></p>`;

/** The alarm that counts now, with its two keys. */
class AlarmBanner extends HTMLElement {
  connectedCallback() {
    this.innerHTML = BANNER;
  }

  show(alarm, acknowledge, silence) {
    this.hidden = alarm === null;
    if (alarm === null) {
      this.className = "";
      delete this.dataset.code;
      delete this.dataset.priority;
      return;
    }
    this.className = "alarm";
    this.dataset.code = alarm.code;
    this.dataset.priority = alarm.priority;
    this.dataset.flashes = alarm.flashes;
    this.say("text", alarm.marks);
    this.say(".word", alarm.word);
    this.say("h1", alarm.title);
    this.say(".detail", alarm.detail);
    this.say(".since", alarm.since);
    this.say(".advice", alarm.advice);
    this.say("#accepted-by", alarm.acceptedBy);
    this.say("#acknowledge", acknowledge.text);
    this.querySelector("#acknowledge").disabled = acknowledge.open === 0;
    this.say("#silence", silence.text);
    this.querySelector("#silence").dataset.paused = silence.paused;
  }

  say(selector, text) {
    say(this.querySelector(selector), text);
  }
}

/** The alarms that wait behind it, highest first. */
class AlarmQueue extends HTMLElement {
  show({ named, more }) {
    this.hidden = named.length === 0;
    const rest = more > 0 ? [{ title: `and ${more} more`, code: "", priority: "", marks: "", accepted: false }] : [];
    list(this, [...named, ...rest], () => make("span", "alarm"), (element, alarm) => {
      element.className = alarm.code ? "alarm" : "rest";
      element.dataset.code = alarm.code;
      element.dataset.priority = alarm.priority;
      say(element, `${alarm.marks} ${alarm.title}${alarm.accepted ? " ✓" : ""}`.trim());
    });
  }
}

/** What to do, in order. The first step that is not done is the next. */
class StepList extends HTMLElement {
  show(steps) {
    const next = steps.findIndex((step) => !step.done);
    list(this, steps, () => {
      const step = make("div", "step");
      step.append(make("span", "number"), make("span", "text"));
      return step;
    }, (element, step) => {
      const i = steps.indexOf(step);
      element.dataset.state = step.done ? "done" : i === next ? "next" : "later";
      say(element.firstElementChild, step.done ? "✓" : String(i + 1));
      say(element.lastElementChild, step.text);
    });
  }
}

/** The drawing's own measure: wide and flat, stretched to its place. */
const WIDTH = 1_000;
const HEIGHT = 100;

/** A rate over time, what is over filled, and a mark where it stands. */
class CourseLine extends HTMLElement {
  show(course) {
    this.hidden = course === null;
    if (course === null) {
      return;
    }
    if (!this.firstElementChild) {
      this.innerHTML = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <clipPath id="past"><rect height="${HEIGHT}"/></clipPath>
        <path class="whole"/><path class="over" clip-path="url(#past)"/></svg><span></span>`;
    }
    const corners = course.points.map(([x, y]) => `${x * WIDTH} ${HEIGHT - y * HEIGHT}`);
    const path = `M0 ${HEIGHT}L${corners.join("L")}L${WIDTH} ${HEIGHT}Z`;
    for (const part of this.querySelectorAll("path")) {
      part.setAttribute("d", path);
    }
    this.querySelector("rect").setAttribute("width", String(course.now * WIDTH));
    this.style.setProperty("--now", `${course.now * 100}%`);
  }
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "⌫"];

/** Keys for a number. */
class RateKeys extends HTMLElement {
  connectedCallback() {
    for (const text of KEYS) {
      const key = make("button", "key", text);
      key.dataset.key = text;
      if (text === "⌫") {
        key.setAttribute("aria-label", "delete the last");
      } else if (text === ".") {
        key.setAttribute("aria-label", "point");
      }
      this.append(key);
    }
  }
}

const LETTERS = ["qwertyuiop", "asdfghjkl/", "zxcvbnm,.-"];
const DIGITS = "1234567890";

/** Keys for a sentence, as a panel has no keyboard; the first row is letters or digits. */
class LetterKeys extends HTMLElement {
  connectedCallback() {
    this.append(...[...LETTERS.join("")].map((letter) => this.letter(letter)));
    const turn = make("button", "key turn", "123");
    turn.addEventListener("click", () => this.turn(turn));
    this.append(turn, this.letter(" ", "space"), this.letter("⌫"));
    this.lastElementChild.setAttribute("aria-label", "delete the last");
  }

  letter(letter, text = letter) {
    const key = make("button", "key", text);
    key.dataset.letter = letter;
    return key;
  }

  turn(key) {
    const isDigits = this.firstElementChild.dataset.letter === DIGITS[0];
    const row = isDigits ? LETTERS[0] : DIGITS;
    [...row].forEach((letter, i) => {
      this.children[i].dataset.letter = letter;
      say(this.children[i], letter);
    });
    say(key, isDigits ? "123" : "abc");
  }
}

customElements.define("letter-keys", LetterKeys);
customElements.define("course-line", CourseLine);
customElements.define("rate-keys", RateKeys);
customElements.define("share-bar", ShareBar);
customElements.define("alarm-banner", AlarmBanner);
customElements.define("alarm-queue", AlarmQueue);
customElements.define("step-list", StepList);
