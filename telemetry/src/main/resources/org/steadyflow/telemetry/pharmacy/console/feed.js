// The stream from the pharmacy: what is known now, how fresh it is, and who is on watch.

/** The server ticks every 2 s; after three missed ones what is shown must not be trusted. */
const LOST_AFTER_MS = 6000;
const RETRY_MS = 1500;
const NAME_KEY = "steadyflow.pharmacist";

export class Feed extends EventTarget {
  pumps = new Map();
  alarms = new Map();
  notices = new Map();
  brokerConnected = true;
  name = localStorage.getItem(NAME_KEY) ?? "";

  #source;
  #heardAt = performance.now();
  #serverMs = Date.now();
  #live = false;

  open() {
    this.#connect();
    setInterval(() => this.#look(), 1000);
  }

  /** The pharmacy's time, also between two ticks and while the stream is down. */
  nowMs() {
    return this.#serverMs + (performance.now() - this.#heardAt);
  }

  get live() {
    return this.#live;
  }

  silentMs() {
    return performance.now() - this.#heardAt;
  }

  allAlarms() {
    return [...this.alarms.values()].flat();
  }

  allNotices() {
    return [...this.notices.values()].flat();
  }

  /** From now on this person is on watch; the pumps are told through the stream. */
  signOn(name) {
    this.name = name.trim();
    localStorage.setItem(NAME_KEY, this.name);
    this.#connect();
    this.#tell();
  }

  async accept(alarm) {
    return this.#post(`/api/alarms/${alarm.pump}/${alarm.raised_seq}/accept`, { by: this.name });
  }

  async shown(alarm) {
    return this.#post(`/api/alarms/${alarm.pump}/${alarm.raised_seq}/shown`, {});
  }

  async get(path) {
    return this.#fetch(path, {});
  }

  /** Throws an error whose message is a sentence for people. */
  async #fetch(path, options) {
    const answer = await fetch(path, options).catch(() => {
      throw new Error("No connection to the pharmacy's server; try again.");
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told;
  }

  async #post(path, body) {
    return this.#fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  #connect() {
    this.#source?.close();
    const source = new EventSource(`/api/stream?by=${encodeURIComponent(this.name)}`);
    source.addEventListener("snapshot", (event) => this.#snapshot(JSON.parse(event.data)));
    source.addEventListener("pump", (event) => this.#pump(JSON.parse(event.data)));
    source.addEventListener("tick", (event) => this.#tick(JSON.parse(event.data)));
    source.addEventListener("error", () => this.#failed(source));
    this.#source = source;
  }

  /** A refused stream is not tried again by the browser itself. */
  #failed(source) {
    this.#look();
    if (source.readyState === EventSource.CLOSED && source === this.#source) {
      setTimeout(() => source === this.#source && this.#connect(), RETRY_MS);
    }
  }

  #snapshot(all) {
    this.pumps = new Map(all.pumps.map((pump) => [pump.pump, pump]));
    this.alarms = Map.groupBy(all.alarms, (alarm) => alarm.pump);
    this.notices = Map.groupBy(all.notices, (notice) => notice.pump);
    this.#heard(all.now_ms, all.broker_connected);
    this.#tell();
  }

  #pump(change) {
    this.pumps.set(change.pump.pump, change.pump);
    this.alarms.set(change.pump.pump, change.alarms);
    this.notices.set(change.pump.pump, change.notices);
    this.#heard(change.now_ms, this.brokerConnected);
    this.dispatchEvent(new CustomEvent("pump", { detail: change.pump.pump }));
    this.#tell();
  }

  #tick(tick) {
    const before = this.brokerConnected;
    this.#heard(tick.now_ms, tick.broker_connected);
    if (before !== this.brokerConnected) this.#tell();
  }

  #heard(nowMs, brokerConnected) {
    this.#serverMs = nowMs;
    this.#heardAt = performance.now();
    this.brokerConnected = brokerConnected;
    this.#look();
  }

  #look() {
    const live = this.silentMs() < LOST_AFTER_MS && this.#source.readyState === EventSource.OPEN;
    const changed = live !== this.#live;
    this.#live = live;
    this.dispatchEvent(new Event("second"));
    if (changed) this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
