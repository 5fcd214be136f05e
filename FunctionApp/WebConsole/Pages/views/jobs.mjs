// Training jobs, the newest first; those that run are asked about while the page is looked at.
import { lossChart } from "../charts.mjs";
import { faultBox } from "../dialog.mjs";
import { h, timeTag } from "../dom.mjs";
import { listAll } from "../pages.mjs";
import { statusTag } from "../parts.mjs";

const POLL_MS = 2_000; // With the pause for each job below, far from a client's rate limit.
const POLL_MS_EACH = 500;
const PAGE = 20;
const ENDED = new Set(["succeeded", "failed", "cancelled", "lost"]);
const LOOKS = { succeeded: "ok ✓", failed: "bad ✕", lost: "bad ✕", cancelled: "– –", paused: "warn ‖" };
const STEP = /^Step (\d+)\/(\d+): training loss=([\d.]+)(?:, validation loss=([\d.]+))?/;

class Job {
  #app;
  #steps = new Map();
  #total = 0;
  #chart;
  #job = {};
  #head = h("div", { class: "head" });
  #facts = h("div", { class: "lines" });
  #problem = h("div", { role: "alert" });
  #buttons = h("div", { class: "actions" });
  #events = h("ol", { class: "events" });
  #eventBox;
  #note = h("p", { class: "muted small" });

  constructor(app, changed) {
    this.#app = app;
    this.changed = changed;
    this.#chart = lossChart(app);
    this.#eventBox = h("details", { hidden: true }, h("summary", {}, app.text("jobs.events")), this.#events);
    this.more = h("details", { class: "more", ontoggle: () => this.look() }, h("summary", {}, app.text("jobs.details")), this.#chart.root, this.#eventBox, this.#note);
    this.root = h("li", { class: "panel job" }, this.#head, this.#facts, this.#problem, this.more, this.#buttons);
  }

  get isRunning() {
    return !ENDED.has(this.#job.status);
  }

  show(job) {
    const app = this.#app;
    const before = this.#job.status;
    this.#job = job = { ...this.#job, ...job };
    if (job.events) this.#read(job);
    this.#head.replaceChildren(h("h3", { class: "mono" }, job.job_id), statusTag(app, "jobs.status", job.status, LOOKS[job.status]));
    this.#facts.replaceChildren(this.#progress(), h("p", { class: "muted" }, this.#times()),
      ...[job.error && `${job.error.code}: ${job.error.message}`, job.problem, job.stale && app.text("jobs.stale")].filter(Boolean).map((line) => h("p", { class: job.error ? "bad" : "" }, line)),
      job.model ? h("p", {}, app.text("jobs.model"), " ", h("code", {}, job.model), " ", h("a", { href: "#models" }, app.text("jobs.toModels"))) : "");
    if (before !== job.status) this.#showButtons();
  }

  /** Asks how far the job is; its curve and events only while they are looked at. */
  async look() {
    const details = this.more.open;
    if (!details && !this.isRunning) return;
    try {
      this.show(await this.#app.send("check_train", { job_id: this.#job.job_id, ...(details && { details }) }));
      this.#problem.replaceChildren();
    } catch (error) {
      this.#problem.replaceChildren(faultBox(this.#app, error, () => this.look()));
    }
  }

  // While a job runs, its curve is in its events; later in its metrics, which are complete.
  #read(job) {
    for (const { message } of job.events) {
      const [, step, total, training, validation] = STEP.exec(message)?.map(Number) ?? [];
      if (!step) continue;
      this.#total = total;
      this.#steps.set(step, { step, training_loss: training, validation_loss: Number.isNaN(validation) ? null : validation });
    }
    this.#chart.update(job.metrics?.length ? job.metrics : [...this.#steps.values()].sort((a, b) => a.step - b.step), this.#total)
      .catch((error) => this.#problem.replaceChildren(faultBox(this.#app, error)));
    this.#note.textContent = job.note ?? "";
    this.#eventBox.hidden = job.events.length === 0;
    this.#events.replaceChildren(...job.events.map((event) =>
      h("li", { class: event.level === "error" ? "bad" : "" }, timeTag(event.at, this.#app.format.time(event.at)), " ", event.message)));
  }

  #progress() {
    if (!this.isRunning) return "";
    const { format, text, now } = this.#app;
    const { submitted_at: from, estimated_finish: until } = this.#job;
    const step = Math.max(0, ...this.#steps.keys());
    const byTime = until && this.#job.status !== "paused" ? Math.min(0.99, Math.max(0, (now() - Date.parse(from)) / (until * 1000 - Date.parse(from)))) : undefined;
    const value = this.#total ? step / this.#total : byTime;
    const words = this.#total ? text("jobs.steps", { step, total: this.#total }) : value === undefined ? "" : text("jobs.byTime");
    return h("div", { class: "progress" }, h("progress", { max: 1, value: value ?? null, "aria-label": text("jobs.progress") }),
      h("span", {}, value === undefined ? "" : `${format.number(Math.floor(value * 100))} % · `, words));
  }

  #times() {
    const { format, text } = this.#app;
    const { submitted_at: from, estimated_finish: until, finished_at: ended, trained_tokens: tokens } = this.#job;
    const at = (key, iso) => [text(key), " ", timeTag(iso, `${format.time(iso)} (${format.relative(iso)})`)];
    const unix = (seconds) => new Date(seconds * 1000).toISOString();
    return [at("jobs.submitted", from), until && this.isRunning && at("jobs.finish", unix(until)), ended && at("jobs.ended", unix(ended)),
      tokens && text("jobs.tokens", { count: tokens })].filter(Boolean).flatMap((part, index) => index ? [" · ", part] : [part]);
  }

  #showButtons() {
    const ask = (action, danger) => h("button", { type: "button", class: danger ? "danger" : "", onclick: () => this.#act(action, danger) }, this.#app.text(`jobs.${action}`));
    const { status } = this.#job;
    this.#buttons.replaceChildren(...!this.#app.canWrite || !this.isRunning ? []
      : [status === "paused" ? ask("resume") : ask("pause"), ask("cancel", true)]);
  }

  async #act(action, danger = false) {
    const { text } = this.#app;
    const [title, body] = [text(`jobs.${action}.title`, { job: this.#job.job_id }), text(`jobs.${action}.body`)];
    if (!await this.#app.confirm({ title, body, action: text(`jobs.${action}`), danger })) return;
    try {
      this.show(await this.#app.send(`${action}_train`, { job_id: this.#job.job_id }));
      this.#problem.replaceChildren();
    } catch (error) {
      this.#problem.replaceChildren(faultBox(this.#app, error));
    }
    if (document.activeElement === document.body) (this.#buttons.querySelector("button") ?? this.more.firstChild).focus(); // The pressed button has gone.
    this.changed();
  }
}

export const view = {
  id: "jobs",
  create(app) {
    const jobs = new Map();
    const list = h("ul", { class: "cards" });
    const [note, rest] = [h("div", {}), h("button", { type: "button", hidden: true, onclick: () => { most += PAGE; refresh(); } }, app.text("list.more"))];
    const root = h("div", { class: "view" }, h("h2", {}, app.text("jobs.title")), note, list, rest);
    let [most, timer] = [PAGE, 0];

    async function refresh() {
      const items = await listAll(app, "list_jobs", "jobs");
      items.sort((a, b) => b.submitted_at.localeCompare(a.submitted_at));
      for (const item of items.slice(0, most)) {
        const isNew = !jobs.has(item.job_id);
        if (isNew) jobs.set(item.job_id, new Job(app, poll));
        const job = jobs.get(item.job_id);
        job.show(item);
        if (isNew) job.more.open = job.isRunning || item === items[0];
      }
      const roots = items.slice(0, most).map((item) => jobs.get(item.job_id).root);
      if (roots.some((each, index) => list.children[index] !== each) || list.children.length !== roots.length) list.replaceChildren(...roots);
      rest.hidden = items.length <= most;
      note.replaceChildren(items.length > 0 ? "" : h("div", { class: "empty" }, h("h3", {}, app.text("jobs.empty")), h("p", {}, app.text("jobs.empty.try")),
        app.canWrite && h("a", { class: "button primary", href: "#data" }, app.text("jobs.first"))));
      poll();
    }

    const running = () => [...jobs.values()].filter((job) => job.isRunning);

    // A refresh does not put it off: where much happens, no job would ever be asked.
    function poll() {
      const count = running().length;
      if (!timer && count > 0) timer = setTimeout(lookAt, POLL_MS + count * POLL_MS_EACH);
    }

    async function lookAt() {
      if (!root.isConnected) return;
      if (!document.hidden) for (const job of running()) await job.look();
      timer = 0;
      poll();
    }

    return { root, refresh, topics: ["jobs"], close: () => clearTimeout(timer) };
  },
};
