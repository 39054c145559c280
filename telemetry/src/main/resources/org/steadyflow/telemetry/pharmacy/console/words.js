// The contract's names, in words for people.

const ALARMS = {
  OCCLUSION_DOWNSTREAM: "Occlusion between pump and patient",
  OCCLUSION_UPSTREAM: "Occlusion between container and pump",
  AIR_SINGLE: "Air bubble in the line",
  AIR_ACCUMULATED: "Air adding up in the line",
  FREE_FLOW: "Liquid runs unpumped",
  OVER_INFUSION: "More delivered than commanded",
  UNDER_INFUSION: "Less delivered than commanded",
  DOOR_OPEN: "Pump door open",
  SET_MISLOADED: "Cassette not in place",
  SYRINGE_OUT: "Syringe not in place",
  CONTAINER_EMPTY: "Container empty",
  INFUSION_COMPLETE: "Infusion complete",
  NEAR_END: "Nearly finished",
  KVO_RUNNING: "Keep-open flow running",
  DOSE_LIMIT: "Dose limit reached",
  BATTERY_LOW: "Battery low",
  BATTERY_DEPLETED: "Battery empty",
  MAINS_LOST: "Running on battery",
  MOTOR_FAULT: "Motor fault",
  SENSOR_FAULT: "Sensor fault",
  OVER_TEMPERATURE: "Pump too hot",
  STUCK_KEY: "Key stuck",
  PAUSED_TOO_LONG: "Paused too long",
  NOT_STARTED: "Programmed, not started",
  DRUG_EXPIRED: "Drug too old",
  CLOCK_UNSURE: "Pump's clock not sure",
  JOURNAL_FAULT: "Pump cannot keep its journal",
  TICK_LATE: "Pump's controller runs late",
  MONITOR_TRIP: "Stopped by the independent monitor",
  SELF_TEST_FAILED: "Self-test failed",
  VOLUME_UNSURE: "Volume given not sure",
  PHARMACY_UNREACHABLE: "Pump does not hear the pharmacy",
  TAMPER: "Lock opened without its key",
};

export function alarm(code) {
  return ALARMS[code] ?? plain(code);
}

const ACTIONS = {
  STOP: "The pump stopped the infusion.",
  POWER_OFF: "The pump cut the power of its motor.",
  KEEP_OPEN: "The pump went to the keep-open flow.",
  CONTINUE: "The infusion goes on.",
};

export function action(name) {
  return ACTIONS[name] ?? plain(name);
}

export const PRIORITY = { HIGH: "High", MEDIUM: "Medium", LOW: "Low" };

const PHASES = {
  IDLE: "No prescription",
  READY: "Ready, not started",
  INFUSING: "Infusing",
  KEEP_OPEN: "Keeping the line open",
  RESTING: "Between doses",
  PAUSED: "Paused by a person",
  STOPPED: "Stopped by an alarm",
  RESTARTED: "Restarted, waiting",
  COMPLETE: "Complete",
};

export function phase(name) {
  return PHASES[name] ?? plain(name);
}

const DOSES = {
  GIVING: "Being given",
  GIVEN: "Given",
  CUT_SHORT: "Cut short",
  WAITING: "Missed, waiting",
  SKIPPED: "Missed, skipped",
};

export function dose(state) {
  return DOSES[state] ?? plain(state);
}

const NOTICES = {
  PUMP_SILENT: "Pump silent",
  GAP_OPEN: "Lines missing",
  GAP_LOST: "Lines lost",
  FORK: "Second history",
  CHAIN_BREAK: "Broken chain",
  MALFORMED: "Unreadable message",
  OVERSIZE: "Message refused",
  UNKNOWN_EVENT: "Newer pump",
};

export function notice(kind) {
  return NOTICES[kind] ?? plain(kind);
}

/** "PART_STARTED" as "Part started". */
export function plain(name) {
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
