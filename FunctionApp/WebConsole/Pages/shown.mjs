import { faultBox } from "./dialog.mjs";
import { h } from "./dom.mjs";

const SETTLE_MS = 600;
const LOADING_MS = 300;

/** A view in its place; its refreshes never overlap, and what comes meanwhile is one more at the end. */
export class Shown {
  #app;
  #lost;
  #view;
  #problem = h("div", { role: "status" });
  #off = [];
  #timer = 0;
  #isLoaded = false;
  #isRunning = false;
  #again = false;

  /** @param lost is called when the gateway does not answer. */
  constructor(app, view, place, lost) {
    this.id = view.id;
    [this.#app, this.#lost, this.#view] = [app, lost, view.create(app)];
    for (const topic of this.#view.topics ?? []) this.#off.push(app.on(topic, () => this.#soon()));
    place.replaceChildren(this.#problem, this.#view.root);
    this.refresh();
  }

  refresh = async () => {
    this.#again = this.#isRunning;
    if (this.#isRunning) return;
    this.#isRunning = true;
    const loading = setTimeout(() => this.#isLoaded || this.#problem.replaceChildren(h("p", { class: "muted" }, this.#app.text("main.loading"))), LOADING_MS);
    this.#view.root.setAttribute("aria-busy", "true");
    try {
      await this.#view.refresh();
      this.#problem.replaceChildren();
      this.#isLoaded = true;
    } catch (error) {
      if (error.status === 0) this.#lost();
      this.#problem.replaceChildren(faultBox(this.#app, error, this.refresh));
    }
    clearTimeout(loading);
    this.#view.root.removeAttribute("aria-busy");
    this.#isRunning = false;
    if (this.#again && this.#view.root.isConnected) this.#soon();
  };

  close() {
    clearTimeout(this.#timer);
    this.#off.forEach((off) => off());
    this.#view.close?.();
  }

  #soon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.refresh();
    }, SETTLE_MS);
  }
}
