// Checks the page's pure scripts; argument: the directory they are in. Silent when all is well.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

process.env.TZ = "UTC";
const scripts = pathToFileURL(`${process.argv[2]}/`);
const format = await import(new URL("format.js", scripts));
const keying = await import(new URL("keying.js", scripts));
const { written } = await import(new URL("written.js", scripts));
const { view, plain } = await import(new URL("view.js", scripts));

const ML = 1_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 2, 9, 14, 32, 7);

// 1 not 1.0, 0.5 not .5, a separator from 1,000 up
assert.equal(format.rate(ML), "1");
assert.equal(format.rate(500_000), "0.5");
assert.equal(format.rate(125_000), "0.125");
assert.equal(format.rate(13_370_000), "13.37");
assert.equal(format.rate(181_818_181), "181.8");
assert.equal(format.rate(999_960_000), "1,000");
assert.equal(format.volume(1_234_500_000), "1,234.5");
assert.equal(format.volume(9_999 * ML), "9,999");
assert.equal(format.volume(0), "0");

// what was given: down for the least, up for the most, two numbers only where the digits can tell them apart
assert.deepEqual(format.given(99_999_999, 99_999_999), ["99.9"]);
assert.deepEqual(format.given(35_240_000, 35_240_024), ["35.2"]);
assert.deepEqual(format.given(34 * ML, 35_240_000), ["34", "35.3"]);
assert.deepEqual(format.given(1_234_900_000, 1_234_900_000), ["1,234"]);

// times are rounded up: nothing is over before it says so
assert.equal(format.duration(1), "1 s");
assert.equal(format.duration(59_001), "1 min");
assert.equal(format.duration(30 * MINUTE), "30 min");
assert.equal(format.duration(59 * MINUTE + 1), "1 h");
assert.equal(format.duration(100 * MINUTE), "1 h 40 min");
assert.equal(format.duration(24 * HOUR), "24 h");
assert.equal(format.duration(26 * HOUR + 1), "1 d 3 h");
assert.equal(format.duration(48 * HOUR), "2 d");
assert.equal(format.countdown(120_000), "2:00");
assert.equal(format.countdown(61_001), "1:02");
assert.equal(format.timeOfDay(NOW + HOUR, NOW), "15:32");
assert.equal(format.timeOfDay(NOW + 12 * HOUR, NOW), "tomorrow 02:32");
assert.equal(format.route("INTRAVENOUS_CENTRAL"), "Vein, central line");
assert.equal(format.fileWords("vancomycin-every-12-h.json"), "Vancomycin every 12 h");
assert.equal(format.fileWords("08-morphine-pca.json"), "Morphine PCA");

// what a file says, as it is written, in words; what cannot be read is left to the pump
function ordered(regimen) {
  return new Map(written(JSON.stringify({ drug: { name: "d" }, regimen }))).get("Ordered")?.replaceAll("\u00a0", " ");
}
assert.equal(ordered({ type: "continuous", volume: "1 g", duration: "60 min" }), "1 g over 60 min");
assert.equal(ordered({ type: "continuous", volume: "240 mL", rate: "5 mcg/kg/min",
  titration: { least: "2 mcg/kg/min", most: "20 mcg/kg/min" } }),
"240 mL at 5 mcg/kg/min, may be changed from 2 mcg/kg/min to 20 mcg/kg/min");
assert.equal(ordered({ type: "intermittent", dose: "2 g", duration: "30 min", times: ["08:00", "20:00"], count: 6 }),
  "2 g over 30 min, at 08:00, 20:00, 6 doses");
assert.equal(ordered({ type: "stepped", volume: "70 g", steps: [{ rate: "35 mL/h", for: "30 min" }, { rate: "70 mL/h" }] }),
  "70 g, 35 mL/h for 30 min, then 70 mL/h");
assert.equal(ordered({ type: "tapered", volume: "2000 mL", duration: "12 h", up: "1 h", down: "1 h" }),
  "2000 mL over 12 h, up in 1 h, down in 1 h");
assert.equal(ordered({ type: "patient_controlled", volume: "50 mg", demand: "1 mg", lockout: "8 min", cap_4h: "20 mg" }),
  "1 mg on request, locked for 8 min, at most 20 mg in 4 h, in all 50 mg");
assert.equal(ordered({ type: "sequence", parts: [{ name: "saline", volume: "10 mL", rate: "300 mL/h" },
  { name: "drug", volume: "2 g", duration: "30 min" }] }), "saline 10 mL at 300 mL/h; drug 2 g over 30 min");
assert.equal(ordered({ type: "constructor" }), undefined);
for (const text of ["", "no", "[]", "null", "7", "{", '"text"']) {
  assert.equal(written(text), null, text);
}
for (const text of ["{}", '{"drug":7,"regimen":[],"patient":null}', '{"regimen":{"type":"stepped","steps":7}}',
  '{"regimen":{"type":"sequence","parts":[null,7]}}']) {
  assert.deepEqual(written(text), [], text);
}

const words = {
  OCCLUSION_DOWNSTREAM: { title: "Line blocked below pump", steps: ["Open every clamp."] },
  KVO_RUNNING: { title: "Keep-open flow running", steps: ["A small flow."] },
  MONITOR_TRIP: { title: "Motor power cut", steps: ["Look."] },
};
const order = { prescription_id: "A", patient: "P", drug: "cefTRIAXone", concentration: "20 mg/mL", route: "EPIDURAL",
  part: 0, part_name: "infusion", dose: 1, doses: 1, rate_nl_per_h: 200 * ML, part_programmed_nl: 100 * ML,
  part_lower_nl: 35 * ML, part_upper_nl: 35 * ML, total_programmed_nl: 100 * ML, total_lower_nl: 35 * ML,
  total_upper_nl: 35 * ML, time_left_ms: 20 * MINUTE, next_dose_wall_ms: 0, prompt: "",
  bolus: { demand_nl: 0, clinician_nl: 0, loading_nl: 0, lockout_ms: 0, cap_per_hour_nl: 0, cap_per_four_hours_nl: 0,
    locked_for_ms: 0, attempts: 0, granted: 0, cap_reached: false, running: false },
  titration: { least_nl_per_h: 0, most_nl_per_h: 0, step_nl_per_h: 0 },
  course: { pieces: [], elapsed_ms: 0, asks_again: false } };
const line = { downstream_mmhg: 85, downstream_limit_mmhg: 300, upstream_mmhg: 0, air: false, door_closed: true,
  mains_present: true, charge_permille: 1_000 };
const occlusion = { alarm: 7, code: "OCCLUSION_DOWNSTREAM", priority: "HIGH", action: "STOP", raised_ago_ms: 0,
  cause_holds: true, acknowledged: false, ends_by_itself: false, detail: "312 mmHg", accepted_by: "" };

function base(phase) {
  return { wall_ms: NOW, phase, order, line, alarms: [], audio_paused_ms: 0, pharmacy_seen_ms: 0, store_failed: false,
    envelope_missing: false, ticking: { ticks: 0, late: 0, missed: 0, p99_us: 0, max_us: 0 } };
}
function shown(phase, changes = {}) {
  const { order: o = {}, ...rest } = changes;
  return view({ ...base(phase), order: { ...order, ...o }, ...rest }, words);
}
const verbs = (screen) => screen.actions.map(({ verb }) => verb);

// only what flows is said to flow
assert.equal(shown("INFUSING").flowing, true);
assert.equal(shown("STOPPED").flowing, false);
assert.equal(shown("STOPPED").flow.label, "Rate ordered");
const wait = { rate_nl_per_h: ML, part_programmed_nl: 5 * ML, part_lower_nl: 5 * ML, part_upper_nl: 5 * ML };
assert.equal(shown("WAITING", { order: { ...wait, part_lower_nl: 4 * ML } }).phase.word, "Keep-open flow");
assert.equal(shown("WAITING", { order: wait }).flow.rate, "0", "a keep-open flow ends at its own volume");

// a stop says what to do next, and start is not urged while its cause is there
const stopped = shown("STOPPED", { alarms: [occlusion] });
assert.deepEqual(stopped.guide.steps.map(({ text }) => text), ["Open every clamp.", "Press Acknowledge, then Start."]);
assert.equal(stopped.actions[0].isNext, false);
const cleared = shown("STOPPED", { alarms: [{ ...occlusion, cause_holds: false, acknowledged: true }] });
assert.deepEqual(cleared.guide.steps.map(({ done }) => done), [true, false]);
assert.equal(cleared.actions[0].isNext, true);
assert.equal(stopped.alarm.acceptedBy, "");

// without its envelope a start would be refused: the key asks for the same prescription again, after what stops the pump
const lacking = (phase, alarms = []) => view({ ...base(phase), alarms }, words, undefined, true);
const opens = (screen) => screen.actions.map((action) => action.opens ?? action.verb);
assert.deepEqual(opens(lacking("READY")), ["load", "END"]);
assert.deepEqual(opens(lacking("PAUSED")), ["load", "CONTAINER_CHANGED", "END"]);
assert.deepEqual(opens(lacking("INFUSING")), opens(shown("INFUSING")));
assert.equal(lacking("STOPPED").guide.steps[0].text, "Press Confirm again, and choose the same prescription with its envelope.");
assert.deepEqual(lacking("STOPPED", [occlusion]).guide.steps.map(({ text }) => text),
  ["Open every clamp.", "Press Acknowledge, then Confirm again."]);
assert.equal(lacking("READY").guide.title, "The monitor has no envelope of this prescription.");
assert.equal(shown("READY").guide.title, "");
assert.equal(lacking("PAUSED").loadTitle, "Confirm the same prescription again");
assert.equal(lacking("PAUSED").again, true);
assert.equal(shown("PAUSED").again, false);
assert.equal(shown("IDLE").loadTitle, "Load a prescription");

const accepted = shown("STOPPED", { alarms: [{ ...occlusion, accepted_by: "Kim Osei" }] });
assert.equal(accepted.alarm.acceptedBy, "Accepted by Kim Osei, pharmacy");

// the acknowledge key is offered only while it would change something, and says why when not
const keepOpen = { ...occlusion, code: "KVO_RUNNING", priority: "LOW", action: "CONTINUE", ends_by_itself: true };
const key = (...alarms) => shown("INFUSING", { alarms }).acknowledge;
assert.deepEqual(key(keepOpen), { open: 0, text: "Ends by itself" });
assert.deepEqual(key(occlusion, keepOpen), { open: 1, text: "Acknowledge" });
assert.deepEqual(key(occlusion, occlusion), { open: 2, text: "Acknowledge all" });
assert.deepEqual(key({ ...occlusion, acknowledged: true }, keepOpen), { open: 0, text: "Acknowledged" });

// a trip of the monitor's own is told in its words, and can be acknowledged as long as it holds
const tripped = { ...occlusion, code: "MONITOR_TRIP", detail: "the monitor cut the motor's power", acknowledged: true };
const ofMonitor = (monitor) => view({ wall_ms: NOW, phase: "STOPPED", order, line, alarms: [tripped], audio_paused_ms: 0,
  pharmacy_seen_ms: 0, store_failed: false, ticking: { ticks: 0, late: 0, missed: 0, p99_us: 0, max_us: 0 } }, words, monitor);
assert.equal(ofMonitor({ trip: 2, sentence: "it turned back" }).alarm.detail, "the monitor: it turned back");
assert.deepEqual(ofMonitor({ trip: 2, sentence: "it turned back" }).acknowledge, { open: 1, text: "Acknowledge" });
assert.deepEqual(ofMonitor({ trip: 0, sentence: "" }).acknowledge, { open: 0, text: "Acknowledged" });

// no key while a dose runs but stop; an overdue dose can be given by hand
assert.deepEqual(verbs(shown("INFUSING")), []);
const nextDose = { part_name: "until dose 2", doses: 4 };
const due = (ms, prompt) => shown("WAITING", { order: { ...nextDose, next_dose_wall_ms: NOW + ms, prompt } });
assert.deepEqual(verbs(due(HOUR, "")), ["CONTAINER_CHANGED", "END"]);
assert.deepEqual(due(HOUR, "").notes, ["Next dose 15:32"]);
assert.equal(verbs(due(-HOUR, "Dose 2 is due. Give it now?"))[0], "START");
assert.deepEqual(verbs(shown("COMPLETE")), ["END"]);

assert.deepEqual(shown("PAUSED", { order: { part_lower_nl: 34 * ML } }).volume.text, "between 34 and 35");
assert.deepEqual(plain(["KVO_RUNNING holds", "drug.name is missing", "the door is open"], words),
  ["“Keep-open flow running” holds", "drug.name is missing", "The door is open"]);

// a question takes the screen, its key says what it means, and only what flows is said to flow
const asked = shown("WAITING", { order: { prompt: "Hang the saline.", rate_nl_per_h: 0, part_programmed_nl: 0 } });
assert.deepEqual([asked.screen, asked.flowing, asked.phase.word], ["ask", false, "Waits for you"]);
assert.deepEqual(asked.actions[0], { verb: "START", text: "Done", isNext: true });
assert.equal(asked.prompt.flow, "Nothing flows until you press the key.");
assert.equal(due(-HOUR, "Is it tolerated?").actions[0].text, "Confirm");
const kept = shown("WAITING", { order: { prompt: "Give it now?", rate_nl_per_h: ML, part_lower_nl: 0 } });
assert.equal(kept.prompt.flow, "Only the keep-open flow runs, 1 mL/h until you press the key.");
assert.equal(shown("STOPPED", { order: { prompt: "" } }).prompt, null);

// waits are called by what they are for
const observed = { part_name: "observation", doses: 1, next_dose_wall_ms: NOW + HOUR, rate_nl_per_h: 0 };
assert.deepEqual(shown("WAITING", { order: observed }).notes, ["Observation until 15:32"]);

// doses on request: ready, locked with a countdown, at the limit, running
const controlled = { ...order.bolus, demand_nl: ML, lockout_ms: 8 * MINUTE, cap_per_four_hours_nl: 20 * ML };
const onRequest = (bolus, phase = "WAITING") =>
  shown(phase, { order: { rate_nl_per_h: 0, part_programmed_nl: 0, bolus: { ...controlled, ...bolus } } });
assert.deepEqual([onRequest({}).screen, onRequest({}).demand.state, onRequest({}).demand.text], ["request", "ready", "1 mL"]);
assert.equal(onRequest({ locked_for_ms: 61_001 }).demand.text, "1:02");
assert.equal(onRequest({ cap_reached: true, locked_for_ms: 5 }).demand.text, "Limit reached");
assert.equal(onRequest({ running: true, locked_for_ms: 5 }, "INFUSING").phase.word, "Dose running");
assert.equal(onRequest({ attempts: 9, granted: 4 }).demand.asked, "9");
assert.equal(onRequest({}, "PAUSED").demand, null, "no dose while nothing may flow");
assert.deepEqual(onRequest({}).notes, []);
const caps = Object.fromEntries(onRequest({}, "READY").order.confirm);
assert.deepEqual([caps["Dose on request"], caps["Locked after it"], caps["At most"]], ["1 mL", "8 min", "20 mL in 4 h"]);

// a patient's screen has no key beside the dose but the nurse's, and that one asks again
assert.deepEqual(verbs(onRequest({ clinician_nl: 2 * ML })), [""]);
const [extra] = onRequest({ clinician_nl: 2 * ML }).nurse;
assert.deepEqual([extra.verb, extra.question.yes, extra.closed], ["CLINICIAN_BOLUS", "Yes, give 2 mL", false]);
assert.equal(onRequest({ clinician_nl: 2 * ML, running: true }, "INFUSING").nurse[0].closed, true, "one dose at a time");

// another rate only where the prescription has one and something is under way
const titration = { least_nl_per_h: 4_200_000, most_nl_per_h: 42 * ML, step_nl_per_h: 4_200_000 };
const titrated = (phase) => shown(phase, { order: { titration, rate_nl_per_h: 10_500_000 } });
assert.deepEqual(titrated("INFUSING").nurse.map(({ id }) => id), ["rate"]);
assert.deepEqual(titrated("WAITING").nurse, []);
assert.deepEqual(shown("INFUSING").nurse, []);

// keys: a point once and never first, no second leading zero, no digit too many; refused, never repaired
const typed = (keys) => [...keys].reduce((entry, key) => keying.keyed(entry, key).entry, "");
assert.equal(typed("10.5"), "10.5");
assert.equal(typed("0.5"), "0.5");
for (const [entry, key] of [["", "."], ["4.", "."], ["4.1", "."], ["0", "5"], ["0", "0"], ["1234", "5"], ["1.234", "5"]]) {
  const { entry: after, why } = keying.keyed(entry, key);
  assert.deepEqual([after, why !== ""], [entry, true], `${entry} then ${key}`);
}
assert.equal(keying.shown("1234.5"), "1,234.5");
const fault = (entry) => keying.faultOf(entry, 10_500_000, titration);
assert.equal(fault("12.5"), "");
assert.equal(fault("6.3"), "");
assert.equal(fault("12.0"), "No 0 at the end: 1, not 1.0.");
assert.equal(fault("12."), "A digit comes after the point.");
assert.equal(fault("4.199"), "At least 4.2 mL/h.");
assert.equal(fault("105"), "At most 42 mL/h.");
assert.equal(fault("14.701"), "One change is at most 4.2 mL/h.");
assert.equal(fault("10.5"), "That is the present rate.");
assert.deepEqual(keying.change(4_170_000, 41_700_000), { by: "37.53 mL/h faster", large: "10 times as fast as now" });

// a course: the whole of it counts, and a ramp down may begin until it has
const piece = (from, to, hours) => ({ name: "p", volume_nl: ML, from_nl_per_h: from, to_nl_per_h: to, lasts_ms: hours * HOUR });
const pieces = [piece(0, 10 * ML, 1), piece(10 * ML, 10 * ML, 2), piece(10 * ML, 0, 1)];
const taper = (hours) => shown("INFUSING", { order: { course: { pieces, elapsed_ms: hours * HOUR, asks_again: false } } });
assert.deepEqual([taper(2).flow.left, taper(2).flow.label], ["2 h", "Rate, infusion"]);
assert.deepEqual(taper(2).course, { points: [[0, 0], [0.25, 1], [0.25, 1], [0.75, 1], [0.75, 1], [1, 0]], now: 0.5 });
assert.deepEqual([taper(2).nurse.length, taper(3.5).nurse.length], [1, 0]);
assert.equal(Object.fromEntries(taper(0).order.confirm).Course, "1 h up, 2 h at 10 mL/h, 1 h down");
