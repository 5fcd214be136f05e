import { codeBlock } from "../copy.mjs";
import { english, h, timeTag } from "../dom.mjs";
import { listAll, listBots } from "../pages.mjs";
import { runsOfDay } from "../schedule.mjs";
import { sparkline } from "../sparkline.mjs";

const HOUR = 3_600_000;
const HOURS = 24;
const STEPS = 96;
const ENDED = new Set(["succeeded", "failed", "cancelled", "lost"]);

export const id = "overview";

export function create(app) {
  const { text, format } = app;
  const numbers = h("section", { class: "numbers", "aria-label": text("overview.numbers") });
  const more = h("div", { class: "columns" });

  async function refresh() {
    const [bots, jobs, routines, usage] = await Promise.all([
      listBots(app), listAll(app, "list_jobs", "jobs"), listAll(app, "bot_routine", "routines", { action: "list" }), app.send("usage"),
    ]);
    const now = app.now();
    numbers.replaceChildren(ofBots(bots, now), ofJobs(jobs, now), ofRoutines(routines, now), ofUsage(usage, now));
    const steps = app.canWrite && firstSteps(bots, jobs, routines);
    const coming = h("div", { class: "view" }, attention(jobs, routines, now), next(jobs, routines, now));
    more.replaceChildren(...(bots.length > 0 ? [coming, steps] : [steps, coming]).filter(Boolean)); // What to do first comes first.
  }

  function number(name, value, extra, trend) {
    return h("article", { class: "panel number" }, h("h3", null, link(name === "bots" ? "chat" : name, text(`overview.${name}`))), h("p", { class: "value" }, value), extra, trend);
  }

  /** The number of some items of a list, which can be cut. */
  const count = (list, some = list) => `${format.number(some.length)}${list.isCut ? "+" : ""}`;

  const link = (name, words) => app.hasView(name) ? h("a", { href: `#${name}` }, words) : words;

  /** The bots that exist, by when they were made; of deleted ones there is no history. */
  function ofBots(bots, now) {
    const levels = past(now).map((at) => bots.filter((bot) => Date.parse(bot.created_at) <= at).length);
    const added = bots.length - levels[0];
    return number("bots", count(bots), null, sparkline(levels, text("overview.bots.trend", { count: added })));
  }

  function ofJobs(jobs, now) {
    const running = jobs.filter((job) => !ENDED.has(job.status));
    const levels = past(now).map((at) => jobs.filter((job) => Date.parse(job.submitted_at) <= at && (ENDED.has(job.status) ? job.finished_at * 1_000 > at : true)).length);
    const ended = jobs.filter((job) => job.finished_at * 1_000 > now - HOURS * HOUR).length;
    return number("jobs", count(jobs, running), null, sparkline(levels, text("overview.jobs.trend", { count: ended })));
  }

  function ofRoutines(routines, now) {
    const due = routines.flatMap((routine) => runsOfDay(routine, now).map((at) => Math.max(0, Math.floor((at - now) / HOUR))));
    const hours = Array.from({ length: HOURS }, (_, hour) => due.filter((each) => each === hour).length);
    const soon = routines.filter((routine) => Date.parse(routine.next_run) < now + HOUR);
    return number("routines", count(routines, soon), null, sparkline(hours, text("overview.routines.trend", { count: due.length }), true));
  }

  function ofUsage({ total, items, budgets = [] }, now) {
    const tokens = (sum) => sum.prompt_tokens + sum.completion_tokens;
    const today = new Date(now).getUTCDate();
    const days = Array.from({ length: today }, (_, day) => items.filter((item) => Number(item.day.slice(8)) === day + 1).reduce((sum, item) => sum + tokens(item), 0));
    const value = [format.number(tokens(total)), " ", total.cost !== undefined && h("small", null, text("overview.cost", { cost: format.money(total.cost) }))];
    const limits = budgets.map((each) => h("label", { class: "budget small muted" },
      text(`overview.budget.${each.budget}`, { share: percent(each.used / each.limit), limit: each.limit }),
      h("progress", { class: each.used >= each.limit * .8 ? "bad" : "", max: each.limit, value: Math.min(each.used, each.limit) })));
    return number("usage", value, limits, sparkline(days, text("overview.usage.trend"), true));
  }

  /** What went wrong within a day, or stays wrong; nothing if all is well. */
  function attention(jobs, routines, now) {
    const failed = app.requests.filter((request) => request.status >= 500 && Date.parse(request.time) > now - HOURS * HOUR).length;
    const all = [
      ...jobs.filter((job) => ["failed", "lost"].includes(job.status) && !(job.finished_at * 1_000 < now - HOURS * HOUR)).map((job) => ["jobs", job.job_id, job.error?.message ?? job.status]),
      ...routines.filter((routine) => routine.reason).map((routine) => ["routines", routine.name ?? routine.routine_id, routine.reason]),
      ...(failed > 0 ? [["requests", text("view.requests"), { words: text("overview.failed", { count: failed }) }]] : []),
    ].slice(0, 8);
    return all.length > 0 && h("section", { class: "panel", "aria-labelledby": "attention" }, h("h3", { id: "attention" }, text("overview.attention")),
      h("ul", { class: "lines" }, all.map(([name, what, why]) => h("li", null, h("span", { class: "tag bad" }, "!"), " ", h("strong", null, link(name, what)), " ", typeof why === "string" ? english(why) : why.words))));
  }

  function next(jobs, routines, now) {
    const coming = [
      ...routines.filter((routine) => routine.next_run).map((routine) => ({ at: Date.parse(routine.next_run), what: routine.name, kind: "routine" })),
      ...jobs.filter((job) => job.estimated_finish).map((job) => ({ at: job.estimated_finish * 1_000, what: job.job_id, kind: "job" })),
    ].sort((a, b) => a.at - b.at).slice(0, 8);
    return h("section", { class: "panel", "aria-labelledby": "next" }, h("h3", { id: "next" }, text("overview.next")),
      coming.length === 0 && h("p", { class: "muted" }, text("overview.next.empty")),
      h("ol", { class: "coming" }, coming.map(({ at, what, kind }) => h("li", null,
        timeTag(new Date(at).toISOString(), at < now ? text("overview.next.now") : format.relative(at), format.date(at)),
        h("span", { class: "what" }, what), h("span", { class: `tag ${kind === "job" ? "busy" : "muted"}` }, text(`overview.next.${kind}`))))));
  }

  function firstSteps(bots, jobs, routines) {
    const steps = [["chat", "bot", bots], ["data", "train", jobs], ["routines", "schedule", routines]].filter(([name]) => app.hasView(name));
    const isDone = steps.every(([, , made]) => made.length > 0);
    const list = h("ol", { class: "steps" }, steps.map(([name, step, made]) => h("li", { class: made.length ? "done" : "" },
      h("a", { href: `#${name}` }, text(`overview.step.${step}`)), h("span", { class: "small muted" }, made.length ? text("overview.step.done") : text(`overview.step.${step}.try`)))));
    return h("section", { class: "panel", "aria-labelledby": "first" }, h("h3", { id: "first" }, text(isDone ? "overview.connect" : "overview.first")), !isDone && list,
      h("p", { class: "small" }, text("overview.endpoint"), " ", h("code", null, app.session.endpoint)),
      codeBlock(app, 'bots init --local\nbots new Chistero "Cuentas chistes cortos."\nbots chat Chistero', text("overview.bots.tool"), "es"),
      codeBlock(app, app.session.try, text("overview.curl")),
      h("p", { class: "small" }, h("a", { href: "/openapi.json" }, text("overview.openapi"))));
  }

  return { root: h("div", { class: "view" }, h("h2", null, text("view.overview")), numbers, more), refresh, topics: ["bots", "jobs", "routines", "usage"] };
}

const percent = (share) => share > 0 && share < .01 ? "<1" : Math.round(share * 100);
/** Instants of the last 24 hours, the oldest first. */
const past = (now) => Array.from({ length: STEPS + 1 }, (_, step) => now - (STEPS - step) / STEPS * HOURS * HOUR);
