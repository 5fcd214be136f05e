// Routines: when each runs next, how its last runs ended, a timetable of the day, and a form for another one.
import { faultBox } from "../dialog.mjs";
import { h, timeTag } from "../dom.mjs";
import { listAll } from "../pages.mjs";
import { statusTag, zoned } from "../parts.mjs";
import { timetable } from "../timetable.mjs";
import { routineForm } from "./routine-form.mjs";

const PAGE = 20;
const ABREAST = 4;
const FRESH_MS = 10_000;
const CELLS = 20;
const LOOKS = { active: "ok ✓", paused: "warn ‖", finished: "– –", broken: "bad ✕" };
const MARKS = { answered: "✓", failed: "✕", skipped: "–" };

class Routine {
  #app;
  #read = { key: "", at: 0 };
  #runs = [];
  #head = h("div", { class: "head" });
  #facts = h("dl", { class: "facts" });
  #cells = h("ul", { class: "cells" });
  #problem = h("div", { role: "alert" });
  #buttons = h("div", { class: "actions" });
  #list = h("ol", { class: "events" });
  #more;

  constructor(app, changed) {
    this.#app = app;
    this.changed = changed;
    this.#more = h("details", { hidden: true }, h("summary", {}, app.text("routines.details")), this.#list);
    this.root = h("li", { class: "panel" }, this.#head, this.#facts, this.#cells, this.#more, this.#problem, this.#buttons);
  }

  show(routine) {
    const { text, format } = this.#app;
    const before = this.routine?.routine_status;
    this.routine = routine;
    const facts = [["schedule", [h("code", {}, routine.schedule ?? "–"), " ", routine.time_zone]],
      ["next", routine.next_run ? [zoned(this.#app, routine.next_run, routine.time_zone), h("span", { class: "muted here" }, format.relative(routine.next_run))] : text("routines.never")],
      routine.reason && ["reason", routine.reason], this.#runs.length > 0 && ["last", this.#lastAnswer()]].filter(Boolean);
    this.#head.replaceChildren(h("h3", {}, routine.name ?? routine.routine_id), statusTag(this.#app, "routines.status", routine.routine_status, LOOKS[routine.routine_status]));
    this.#facts.replaceChildren(...facts.flatMap(([key, value]) => [h("dt", {}, text(`routines.${key}`)), h("dd", {}, value)]));
    if (before !== routine.routine_status) this.#showButtons();
  }

  /** Reads the runs, if the routine may have had another since it was read last. */
  async look(force = false) {
    const key = JSON.stringify(this.routine);
    if (!force && key === this.#read.key && Date.now() - this.#read.at < FRESH_MS) return;
    const answer = await this.#app.send("bot_routine", { action: "get", routine_id: this.routine.routine_id });
    this.#read = { key, at: Date.now() };
    this.#runs = answer.runs ?? [];
    this.show(this.routine);
    this.#showRuns();
  }

  #lastAnswer() {
    const run = this.#runs.find((each) => each.outcome !== "skipped") ?? this.#runs[0];
    return run.answer?.trim().split("\n")[0].slice(0, 200) ?? (run.error ? h("span", { class: "bad" }, run.error) : this.#words(run));
  }

  #words = (run) => [this.#app.text(`routines.outcome.${run.outcome}`), run.missed > 1 && `× ${this.#app.format.number(run.missed)}`].filter(Boolean).join(" ");

  #showRuns() {
    const { format } = this.#app;
    this.#cells.setAttribute("aria-label", this.#app.text("routines.cells"));
    this.#cells.replaceChildren(...this.#runs.slice(0, CELLS).toReversed().map((run) => {
      const words = `${format.time(run.due)}: ${this.#words(run)}`;
      return h("li", { class: `cell ${run.outcome}`, title: words }, h("span", { "aria-hidden": "true" }, MARKS[run.outcome]), h("span", { class: "sr" }, words));
    }));
    this.#more.hidden = this.#runs.length === 0;
    this.#list.replaceChildren(...this.#runs.map((run) => h("li", {}, timeTag(run.due, format.time(run.due)), ` ${MARKS[run.outcome]} ${this.#words(run)} `,
      run.finished && h("span", { class: "muted" }, format.duration(Date.parse(run.finished) - Date.parse(run.started))), (run.answer ?? run.error) && h("p", { class: run.error ? "bad" : "" }, run.answer ?? run.error))));
  }

  #showButtons() {
    if (!this.#app.canWrite) return;
    const button = (action, danger) => h("button", { type: "button", class: danger ? "danger" : "", onclick: (event) => this.#act(action, event.currentTarget) }, this.#app.text(`routines.${action}`));
    const status = this.routine.routine_status;
    this.#buttons.replaceChildren(...[status !== "broken" && button("run"), ["active", "broken"].includes(status) && button("pause"), status === "paused" && button("resume"), button("delete", true)].filter(Boolean));
  }

  async #act(action, pressed) {
    const { text, confirm, send, notify } = this.#app;
    const { routine_id, name } = this.routine;
    if (action === "delete" && !await confirm({ title: text("routines.delete.title", { name }), body: text("routines.delete.body"), action: text("routines.delete"), danger: true })) return;
    pressed.disabled = true;
    try {
      const answer = await send("bot_routine", { action, routine_id });
      this.#problem.replaceChildren();
      if (action === "run") notify(text("routines.ran", { name, outcome: [this.#words(answer), answer.error].filter(Boolean).join(": ") }), answer.outcome === "failed" ? "bad" : "ok");
      if (action !== "delete") await this.look(true);
      await this.changed();
    } catch (error) {
      this.#problem.replaceChildren(faultBox(this.#app, error));
    } finally {
      pressed.disabled = false;
    }
    if (document.activeElement === document.body) (this.root.isConnected ? this.#buttons.querySelector("button") : document.getElementById("main")).focus(); // The pressed button has gone.
  }
}

export const view = {
  id: "routines",
  create(app) {
    const { text } = app;
    const known = new Map();
    const [list, day, note] = [h("ul", { class: "columns" }), h("section", { class: "panel" }), h("div", {})];
    const rest = h("button", { type: "button", hidden: true, onclick: () => { most += PAGE; refresh(); } }, text("list.more"));
    const form = app.canWrite && routineForm(app, refresh);
    const root = h("div", { class: "view" }, h("div", { class: "head" }, h("h2", {}, text("routines.title")), form && form.opener), form && form.root, day, note, list, rest);
    let most = PAGE;

    async function refresh() {
      const all = (await listAll(app, "bot_routine", "routines", { action: "list" })).toReversed();
      day.replaceChildren(h("h3", {}, text("timetable.title")), timetable(app, all));
      day.hidden = all.length === 0;
      rest.hidden = all.length <= most;
      note.replaceChildren(all.length > 0 ? "" : h("div", { class: "empty" }, h("h3", {}, text("routines.empty")), h("p", {}, text("routines.empty.try"))));
      const shown = all.slice(0, most).map((routine) => {
        if (!known.has(routine.routine_id)) known.set(routine.routine_id, new Routine(app, refresh));
        const card = known.get(routine.routine_id);
        card.show(routine);
        return card;
      });
      if (shown.length !== list.children.length || shown.some((card, index) => list.children[index] !== card.root)) list.replaceChildren(...shown.map((card) => card.root));
      for (let at = 0; at < shown.length; at += ABREAST) await Promise.all(shown.slice(at, at + ABREAST).map((card) => card.look()));
    }

    return { root, refresh, topics: ["routines"] };
  },
};
