// Wires the page: the feed, the worklist, the pumps, who is on watch, and whether any of it is fresh.
import "./alarms.js";
import "./pumps.js";
import "./pump-page.js";
import "./overrides.js";
import { h, setText } from "./dom.js";
import { Feed } from "./feed.js";
import { span } from "./format.js";

class LinkState extends HTMLElement {
  start(feed) {
    this.dot = h("span", { class: "dot", "aria-hidden": "true" });
    this.text = h("span");
    this.append(this.dot, this.text);
    const show = () => {
      this.dataset.live = String(feed.live);
      setText(this.text, feed.live ? "Live" : "Not live");
    };
    feed.addEventListener("change", show);
    show();
  }
}

class Person extends HTMLElement {
  start(feed, dialog) {
    this.text = h("span");
    this.button = h("button", { type: "button", "data-action": "sign-on" });
    this.button.addEventListener("click", () => dialog.ask());
    this.append(this.text, this.button);
    const show = () => {
      this.dataset.signedOn = String(feed.name !== "");
      setText(this.text, feed.name ? `On watch: ${feed.name}` : "Nobody is on watch");
      setText(this.button, feed.name ? "Change" : "Go on watch");
    };
    feed.addEventListener("change", show);
    show();
  }
}

/** Asks for the name, once; the browser remembers it. */
class NameDialog {
  #feed;
  #dialog = document.getElementById("sign-on");
  #field = document.getElementById("pharmacist-name");
  #answer = () => {};

  constructor(feed) {
    this.#feed = feed;
    this.#dialog.querySelector("form").addEventListener("submit", (event) => this.#save(event));
    this.#dialog.querySelector("[data-action=cancel-name]").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => this.#answer(this.#feed.name !== ""));
  }

  /** Resolves to whether there is a name. */
  ask() {
    this.#field.value = this.#feed.name;
    this.#dialog.showModal();
    this.#field.select();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  askOnce() {
    return this.#feed.name ? Promise.resolve(true) : this.ask();
  }

  #save(event) {
    if (this.#field.value.trim() === "") {
      event.preventDefault();
      return;
    }
    this.#feed.signOn(this.#field.value);
  }
}

/** While the stream is down everything shown is greyed, and says how old it is. */
function watchFreshness(feed) {
  const banner = document.getElementById("lost");
  const show = () => {
    document.body.classList.toggle("stale", !feed.live);
    banner.hidden = feed.live && feed.brokerConnected;
    if (!feed.live) {
      setText(banner, `No connection to the pharmacy's server. What you see is ${span(feed.silentMs())} old; new alarms do not arrive. Trying again.`);
    } else if (!feed.brokerConnected) {
      setText(banner, "The pharmacy's server has lost the broker: nothing arrives from any pump. It is trying again.");
    }
  };
  feed.addEventListener("second", show);
}

customElements.define("sf-link", LinkState);
customElements.define("sf-person", Person);

const feed = new Feed();
const dialog = new NameDialog(feed);
document.getElementById("link").start(feed);
document.getElementById("person").start(feed, dialog);
document.getElementById("alarms").start(feed, () => dialog.askOnce());
document.getElementById("pumps").start(feed);
document.getElementById("overrides").start(feed);
document.getElementById("pump-page").start(feed);
watchFreshness(feed);
feed.open();
