// Checks the page's pure scripts; argument: the directory they are in. Silent when all is well.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

process.env.TZ = "UTC";
const scripts = pathToFileURL(`${process.argv[2]}/`);
const format = await import(new URL("format.js", scripts));
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

const words = {
  OCCLUSION_DOWNSTREAM: { title: "Line blocked below pump", steps: ["Open every clamp."] },
  KVO_RUNNING: { title: "Keep-open flow running", steps: ["A small flow."] },
};
const order = { prescription_id: "A", patient: "P", drug: "cefTRIAXone", concentration: "20 mg/mL", route: "EPIDURAL",
  part: 0, part_name: "infusion", dose: 1, doses: 1, rate_nl_per_h: 200 * ML, part_programmed_nl: 100 * ML,
  part_lower_nl: 35 * ML, part_upper_nl: 35 * ML, total_programmed_nl: 100 * ML, total_lower_nl: 35 * ML,
  total_upper_nl: 35 * ML, time_left_ms: 20 * MINUTE, next_dose_wall_ms: 0 };
const line = { downstream_mmhg: 85, downstream_limit_mmhg: 300, upstream_mmhg: 0, air: false, door_closed: true,
  mains_present: true, charge_permille: 1_000 };
const occlusion = { alarm: 7, code: "OCCLUSION_DOWNSTREAM", priority: "HIGH", action: "STOP", raised_ago_ms: 0,
  cause_holds: true, acknowledged: false, ends_by_itself: false, detail: "312 mmHg", accepted_by: "" };

function shown(phase, changes = {}) {
  const { order: o = {}, ...rest } = changes;
  return view({ wall_ms: NOW, phase, order: { ...order, ...o }, line, alarms: [], audio_paused_ms: 0,
    pharmacy_seen_ms: 0, store_failed: false, ...rest }, words);
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
const accepted = shown("STOPPED", { alarms: [{ ...occlusion, accepted_by: "Kim Osei" }] });
assert.equal(accepted.alarm.acceptedBy, "Accepted by Kim Osei, pharmacy");

// the acknowledge key is offered only while it would change something, and says why when not
const keepOpen = { ...occlusion, code: "KVO_RUNNING", priority: "LOW", action: "CONTINUE", ends_by_itself: true };
const key = (...alarms) => shown("INFUSING", { alarms }).acknowledge;
assert.deepEqual(key(keepOpen), { open: 0, text: "Ends by itself" });
assert.deepEqual(key(occlusion, keepOpen), { open: 1, text: "Acknowledge" });
assert.deepEqual(key(occlusion, occlusion), { open: 2, text: "Acknowledge all" });
assert.deepEqual(key({ ...occlusion, acknowledged: true }, keepOpen), { open: 0, text: "Acknowledged" });

// no key while a dose runs but stop; an overdue dose can be given by hand
assert.deepEqual(verbs(shown("INFUSING")), []);
assert.deepEqual(verbs(shown("WAITING", { order: { next_dose_wall_ms: NOW + HOUR } })), ["CONTAINER_CHANGED", "END"]);
assert.equal(verbs(shown("WAITING", { order: { next_dose_wall_ms: NOW - HOUR } }))[0], "START");
assert.deepEqual(verbs(shown("COMPLETE")), ["END"]);

assert.deepEqual(shown("PAUSED", { order: { part_lower_nl: 34 * ML } }).volume.text, "between 34 and 35");
assert.deepEqual(plain(["KVO_RUNNING holds", "drug.name is missing", "the door is open"], words),
  ["“Keep-open flow running” holds", "drug.name is missing", "The door is open"]);
