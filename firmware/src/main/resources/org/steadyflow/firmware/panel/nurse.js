// The nurse's dialogs: what else may be asked for, and another rate in two steps. They close when the screen changes.

import { rate } from "./format.js";
import { change, faultOf, keyed, nanolitres, shown } from "./keying.js";
import { list, say } from "./elements.js";

/** Nobody touched a dialog for so long: the panel is the patient's again. */
const IDLE_MS = 60_000;
/** The same key again within this time is taken for a bounce of the key or the finger. */
const BOUNCE_MS = 180;

export const MOVED_ON = "The pump went on to something else.";
/** A prescription that was chosen in one of these has dialogs of its own. */
const OURS = ["nurse", "entry", "check", "load"];
const NOT_CHANGED = "The rate was not changed";

const $ = (id) => document.getElementById(id);
const screen = $("screen");

/**
 * The dialogs. {@code press} asks the pump, {@code sure} the person first; {@code settle} makes keys wait for a moment;
 * {@code tell} says what did not happen; {@code look} finds what there is to load.
 */
export function nurseDialogs({ press, sure, isSettled, settle, tell, look }) {
  let items = [];
  let titration = null;
  let entry = "";
  let last = { key: "", at: 0 };
  let idle = 0;

  function open(name, isNew = true) {
    screen.dataset.dialog = name;
    clearTimeout(idle);
    if (name !== "") {
      idle = setTimeout(() => discard("Nobody pressed a key for a minute."), IDLE_MS);
    }
    if (isNew) {
      settle();
    }
    if (name === "load") {
      look();
    }
  }

  function close() {
    entry = "";
    open("");
  }

  /** Closes what a person did not close; what they had keyed in is not dropped without a word. */
  function discard(why) {
    const isLost = entry !== "";
    if (OURS.includes(screen.dataset.dialog)) {
      close();
    }
    if (isLost) {
      tell(NOT_CHANGED, [why]);
    }
  }

  function renderEntry(why = "") {
    const { present, least_nl_per_h: least, most_nl_per_h: most, step_nl_per_h: step } = titration;
    const fault = faultOf(entry, present, titration);
    say($("entry-old"), rate(present));
    say($("entry-new"), entry === "" ? "–" : shown(entry));
    say($("entry-fault"), why || (entry === "" ? "" : fault));
    $("entry-fault").dataset.refused = why !== "";
    say($("entry-limits"), `${rate(least)} to ${rate(most)} mL/h${step > 0 ? `, at most ${rate(step)} at a time` : ""}`);
    $("entry-next").disabled = fault !== "";
  }

  function renderCheck() {
    const { present } = titration;
    const nl = nanolitres(entry);
    const { by, large } = change(present, nl);
    say($("check-old"), rate(present));
    say($("check-new"), rate(nl));
    say($("check-by"), by);
    say($("check-large"), large);
    say($("check-yes"), `Yes, ${rate(nl)} mL/h`);
  }

  function key(name) {
    const now = performance.now();
    const isBounce = name === last.key && now - last.at < BOUNCE_MS;
    last = { key: name, at: now };
    open("entry", false);
    if (name === "⌫") {
      entry = entry.slice(0, -1);
      renderEntry();
      return;
    }
    const next = isBounce ? { entry, why: "Twice at once: key it again if you mean it." } : keyed(entry, name);
    ({ entry } = next);
    renderEntry(next.why);
  }

  function choose(id) {
    const item = items.find((one) => one.id === id);
    if (id === "rate") {
      entry = "";
      open("entry");
      renderEntry();
    } else if (item?.question) {
      sure(item);
    } else if (item) {
      press(item.verb, item.text);
    }
  }

  function click({ target }) {
    const of = (attribute) => target.closest(`[data-${attribute}]`)?.dataset[attribute];
    const isForUs = target.closest(".dialog, [data-open]") && isSettled();
    if (!isForUs) {
      return;
    }
    if (of("open")) {
      open(of("open"));
    } else if (of("close") !== undefined) {
      close();
    } else if (of("key")) {
      key(of("key"));
    } else if (of("item")) {
      choose(of("item"));
    } else if (target.id === "entry-next") {
      open("check");
      renderCheck();
    } else if (target.id === "check-back") {
      open("entry");
      renderEntry();
    } else if (target.id === "check-yes") {
      const text = `${entry} mL/h`;
      close();
      press("TITRATE", NOT_CHANGED, text, true);
    }
  }

  document.addEventListener("click", click);

  return {
    close,
    discard,
    /** What is offered follows the pump: what it would refuse by now is gone. */
    show(view) {
      ({ nurse: items, titration } = view);
      say($("ticking"), view.ticking);
      const dialog = screen.dataset.dialog;
      const isGone = (dialog === "nurse" && items.length === 0) || (["entry", "check"].includes(dialog) && !titration)
        || (dialog === "load" && !view.again);
      if (isGone) {
        discard(MOVED_ON);
      }
      list($("nurse-items"), items, () => {
        const button = document.createElement("button");
        button.className = "key";
        return button;
      }, (button, item) => {
        say(button, item.text);
        button.dataset.item = item.id;
        button.disabled = item.closed === true;
      });
      if (dialog === "check" && titration && faultOf(entry, titration.present, titration) !== "") {
        open("entry");
        renderEntry();
      } else if (dialog === "check" && titration) {
        renderCheck();
      } else if (dialog === "entry" && titration) {
        say($("entry-old"), rate(titration.present));
        $("entry-next").disabled = faultOf(entry, titration.present, titration) !== "";
      }
    },
  };
}
