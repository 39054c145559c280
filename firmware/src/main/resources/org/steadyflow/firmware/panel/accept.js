// Giving the pump a prescription: read what is written, then accept it, and say why where the pump asks for a reason.
// What is refused, and in which words, is the pump's to say.

import { list, say } from "./elements.js";
import { base64 } from "./format.js";
import { written } from "./written.js";

/** Nobody touched a dialog for so long: what was chosen is put away. */
const IDLE_MS = 120_000;
/** No prescription is larger; the pump says exactly what it takes. */
const FILE_BYTES = 250_000;
/** No signature is larger. */
const SIGNATURE_BYTES = 4_096;
/** As many letters as the pump takes. */
export const REASON_LETTERS = 200;

const NOT_ACCEPTED = "The prescription was not accepted";

const $ = (id) => document.getElementById(id);
const screen = $("screen");

/**
 * The dialogs, one after another. {@code send} asks the pump and gives its answer, null where another request is on its way; {@code
 * tell} says what did not happen, {@code warn} what the pump says beside a yes; {@code suffix} is how the name of a
 * signature ends, {@code envelopeSuffix} that of an envelope for the monitor.
 */
export function acceptance({ send, isSettled, settle, tell, warn, suffix, envelopeSuffix }) {
  /** What a person chose: name, text and signature of the file; null for nothing. */
  let offer = null;
  let isSending = false;
  let idle = 0;

  function open(name) {
    screen.dataset.dialog = name;
    $("answer").hidden = true;
    settle();
    wait();
  }

  function wait() {
    clearTimeout(idle);
    idle = setTimeout(() => discard("Nobody pressed a key for two minutes."), IDLE_MS);
  }

  function close() {
    clearTimeout(idle);
    offer = null;
    $("reason").value = "";
    if (["offer", "limit", "why"].includes(screen.dataset.dialog)) {
      screen.dataset.dialog = "";
      settle();
    }
  }

  /** Closes what a person did not close. A request that is on its way has its answer to tell. */
  function discard(why) {
    const isLost = offer !== null && !isSending;
    close();
    if (isLost) {
      tell(NOT_ACCEPTED, [why]);
    }
  }

  /** Shows what is written before anything is asked; a file that cannot be read here is the pump's to refuse. */
  function show(chosen) {
    offer = chosen;
    const rows = written(chosen.text);
    if (rows === null) {
      submit("");
      return;
    }
    const isId = ([name]) => name === "Prescription";
    list($("offer-rows"), rows.filter((row) => !isId(row)), () => {
      const row = document.createElement("div");
      row.append(document.createElement("dt"), document.createElement("dd"));
      return row;
    }, (row, [name, value]) => {
      row.dataset.row = name;
      say(row.firstElementChild, name);
      say(row.lastElementChild, value);
    });
    const [, id] = rows.find(isId) ?? ["", ""];
    say($("offer-id"), id);
    say($("offer-signature"), chosen.signature === "" ? "Without a signature" : "With its signature");
    open("offer");
  }

  async function submit(reason) {
    const { name, text, signature, envelope } = offer;
    isSending = true;
    const reply = await send({ verb: "ACCEPT", text, reason, signature, envelope });
    isSending = false;
    const isStillThere = offer !== null;
    if (reply === null) {
      return;
    }
    if (!reply.obeyed && reply.reason_needed && isStillThere) {
      showLimits(reply.reasons);
      return;
    }
    close();
    if (!reply.obeyed) {
      tell(`${name} is refused`, reply.reasons);
    } else if (reply.reasons.length > 0) {
      warn("Accepted, with a warning", reply.reasons);
    }
  }

  /** Alone on the screen first: they may be long, and the keys for a reason take room. */
  function showLimits(sentences) {
    for (const place of ["limit-says", "why-limits"]) {
      list($(place), sentences, () => document.createElement("p"), say);
    }
    open("limit");
  }

  function askWhy() {
    open("why");
    renderReason();
    $("reason").focus();
  }

  function renderReason() {
    const { value } = $("reason");
    say($("reason-left"), `${value.length} of ${REASON_LETTERS}`);
    $("why-yes").disabled = value.trim() === "";
  }

  function key(name) {
    const field = $("reason");
    const begins = /^$|[.!?] $/.test(field.value);
    const letter = begins ? name.toUpperCase() : name;
    field.value = name === "⌫" ? field.value.slice(0, -1) : (field.value + letter).slice(0, REASON_LETTERS);
    field.scrollLeft = field.scrollWidth;
    renderReason();
  }

  function click({ target }) {
    const isOurs = target.closest("#offer, #limit, #why") && isSettled() && !isSending;
    if (!isOurs) {
      return;
    }
    wait();
    const letter = target.closest("[data-letter]")?.dataset.letter;
    if (letter !== undefined) {
      key(letter);
    } else if (target.closest("[data-cancel]")) {
      close();
    } else if (target.id === "offer-yes") {
      submit("");
    } else if (target.id === "limit-next") {
      askWhy();
    } else if (target.id === "why-yes") {
      submit($("reason").value.trim());
    }
  }

  /** A prescription and its signature, in any order; a signature alone is a slip. */
  async function choose(files) {
    const signatures = files.filter((file) => file.name.endsWith(suffix));
    const envelopes = files.filter((file) => file.name.endsWith(envelopeSuffix));
    const others = files.filter((file) => !file.name.endsWith(suffix) && !file.name.endsWith(envelopeSuffix));
    const title = `${files.map((file) => file.name).join(" and ")} ${files.length > 1 ? "are" : "is"} not taken`;
    if (others.length === 0) {
      tell(title, ["That is a signature alone. Choose the prescription together with it."]);
    } else if (others.length > 1 || signatures.length > 1 || envelopes.length > 1) {
      tell(title, ["Choose one prescription, and its signature where it has one."]);
    } else {
      await read(others[0], signatures[0], envelopes[0], title);
    }
  }

  async function read(file, signed, enveloped, title) {
    if (file.size > FILE_BYTES || (signed?.size ?? 0) > SIGNATURE_BYTES) {
      tell(title, [`${file.size > FILE_BYTES ? file.name : signed.name} is too large.`]);
      return;
    }
    try {
      const envelope = enveloped && enveloped.size <= SIGNATURE_BYTES ? base64(await enveloped.arrayBuffer()) : "";
      show({ name: file.name, text: await file.text(), signature: signed ? await signed.text() : "", envelope });
    } catch {
      tell(title, ["It cannot be read any more: choose it again."]);
    }
  }

  document.addEventListener("click", click);
  $("reason").addEventListener("input", () => {
    wait();
    renderReason();
  });

  return { choose, close, discard, show };
}
