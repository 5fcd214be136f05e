// Routines: when each runs next, how its last runs ended, a timetable of the day, and a form for another one.
import { english, h, timeTag } from "../dom.mjs";
import { listAll } from "../pages.mjs";
import { emptyBox, factList, perform, statusTag, zoned } from "../parts.mjs";
import { timetable } from "../timetable.mjs";
import { routineForm } from "./routine-form.mjs";

const PAGE = 20;
const ABREAST = 4;
const FRESH_MS = 10_000;
const CELLS = 20;
const LOOKS = { active: "ok ✓", paused: "warn ‖", finished: "muted –", broken: "bad ✕" };
const MARKS = { answered: "✓", failed: "✕", skipped: "–" };

function routineCard(app, changed) {
  const { text, format, send } = app;
  const [head, facts, problem, buttons] = [h("div", { class: "head" }), h("div"), h("div", { role: "alert" }), h("div", { class: "actions" })];
  const cells = h("ul", { class: "cells", "aria-label": text("routines.cells") });
  const list = h("ol", { class: "events", tabindex: "0" });
  const more = h("details", { hidden: true }, h("summary", {}, text("routines.details")), list);
  const root = h("li", { class: "panel" }, head, facts, cells, more, problem, buttons);
  const words = (run) => [text(`routines.outcome.${run.outcome}`), run.missed > 1 && `× ${format.number(run.missed)}`].filter(Boolean).join(" ");
  let [routine, runs, read] = [{}, [], { key: "", at: 0 }];

  function show(item) {
    const before = routine.routine_status;
    routine = item;
    const shown = [["schedule", [h("code", {}, routine.schedule ?? "–"), " ", routine.time_zone]],
      ["next", routine.next_run ? [zoned(app, routine.next_run, routine.time_zone), h("span", { class: "muted here" }, format.relative(routine.next_run))] : text("routines.never")],
      routine.reason && ["reason", english(routine.reason)], runs.length > 0 && ["last", lastAnswer()]].filter(Boolean);
    head.replaceChildren(h("h3", {}, routine.name ?? routine.routine_id), statusTag(app, "routines.status", routine.routine_status, LOOKS[routine.routine_status]));
    facts.replaceChildren(factList(shown.map(([key, value]) => [text(`routines.${key}`), value])));
    if (app.canWrite && before !== routine.routine_status) showButtons(routine.routine_status);
  }

  /** Reads the runs, if the routine may have had another since it was read last. */
  async function look(force = false) {
    const key = JSON.stringify(routine);
    if (!force && key === read.key && Date.now() - read.at < FRESH_MS) return;
    const answer = await send("bot_routine", { action: "get", routine_id: routine.routine_id });
    read = { key, at: Date.now() };
    runs = answer.runs ?? [];
    show(routine);
    showRuns();
  }

  function lastAnswer() {
    const run = runs.find((each) => each.outcome !== "skipped") ?? runs[0];
    return run.answer?.trim().split("\n")[0].slice(0, 200) ?? (run.error ? h("span", { class: "bad" }, english(run.error)) : words(run));
  }

  function showRuns() {
    cells.replaceChildren(...runs.slice(0, CELLS).toReversed().map((run) => {
      const label = `${format.time(run.due)}: ${words(run)}`;
      return h("li", { class: `cell ${run.outcome}`, title: label }, h("span", { "aria-hidden": "true" }, MARKS[run.outcome]), h("span", { class: "sr" }, label));
    }));
    more.hidden = runs.length === 0;
    list.replaceChildren(...runs.map((run) => h("li", {}, timeTag(run.due, format.time(run.due)), ` ${MARKS[run.outcome]} ${words(run)} `,
      run.finished && h("span", { class: "muted" }, format.duration(Date.parse(run.finished) - Date.parse(run.started))), (run.answer ?? run.error) && h("p", { class: run.error ? "bad" : "" }, run.answer ?? english(run.error)))));
  }

  function showButtons(status) {
    const button = (action, danger) => h("button", { type: "button", class: danger ? "danger" : "", onclick: (event) => act(action, event.currentTarget) }, text(`routines.${action}`));
    buttons.replaceChildren(...[status !== "broken" && button("run"), ["active", "broken"].includes(status) && button("pause"), status === "paused" && button("resume"), button("delete", true)].filter(Boolean));
  }

  async function act(action, pressed) {
    const { routine_id, name } = routine;
    if (action === "delete" && !await app.confirm({ title: text("routines.delete.title", { name }), body: text("routines.delete.body"), action: text("routines.delete"), danger: true })) return;
    await perform(app, problem, pressed, async () => {
      const answer = await send("bot_routine", { action, routine_id });
      if (action === "run") app.notify(text("routines.ran", { name, outcome: [words(answer), answer.error].filter(Boolean).join(": ") }), answer.outcome === "failed" ? "bad" : "ok");
      if (action !== "delete") await look(true);
      await changed();
    }, () => root.isConnected ? buttons.querySelector("button") : null);
  }

  return { root, show, look };
}

export const id = "routines";

export function create(app) {
  const { text } = app;
  const known = new Map();
  const [list, day, note] = [h("ul", { class: "columns" }), h("section", { class: "panel" }), h("div")];
  const rest = h("button", { type: "button", hidden: true, onclick: () => { most += PAGE; refresh(); } }, text("list.more"));
  const form = app.canWrite && routineForm(app, refresh);
  const root = h("div", { class: "view" }, h("div", { class: "head" }, h("h2", {}, text("view.routines")), form && form.opener), form && form.root, day, note, list, rest);
  let most = PAGE;

  async function refresh() {
    const all = (await listAll(app, "bot_routine", "routines", { action: "list" })).toReversed();
    day.replaceChildren(h("h3", {}, text("timetable.title")), timetable(app, all));
    day.hidden = all.length === 0;
    rest.hidden = all.length <= most;
    note.replaceChildren(all.length > 0 ? "" : emptyBox(app, "routines.empty"));
    const shown = all.slice(0, most).map((routine) => {
      if (!known.has(routine.routine_id)) known.set(routine.routine_id, routineCard(app, refresh));
      const card = known.get(routine.routine_id);
      card.show(routine);
      return card;
    });
    if (shown.length !== list.children.length || shown.some((card, index) => list.children[index] !== card.root)) list.replaceChildren(...shown.map((card) => card.root));
    for (let at = 0; at < shown.length; at += ABREAST) await Promise.all(shown.slice(at, at + ABREAST).map((card) => card.look()));
  }

  return { root, refresh, topics: ["routines"] };
}
