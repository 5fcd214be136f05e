// Training jobs, the newest first; those that run are asked about while the page is looked at.
import { lossChart } from "../charts.mjs";
import { faultBox } from "../dialog.mjs";
import { english, h, timeTag } from "../dom.mjs";
import { listAll } from "../pages.mjs";
import { deploymentTag, emptyBox, perform, statusTag } from "../parts.mjs";

const POLL_MS = 2_000; // With the pause for each job below, far from a client's rate limit.
const POLL_MS_EACH = 500;
const PAGE = 20;
const ENDED = new Set(["succeeded", "failed", "cancelled", "lost"]);
const LOOKS = { succeeded: "ok ✓", failed: "bad ✕", lost: "bad ✕", cancelled: "muted –", paused: "warn ‖" };
const DEPLOYED = new Set(["Succeeded", "Failed", "Idle", "Undeploying", "Undeployed", "Deleting", "Deleted"]);
const STEP = /^Step (\d+)\/(\d+): training loss=([\d.]+(?:e[+-]?\d+)?)(?:, validation loss=([\d.]+(?:e[+-]?\d+)?))?/i;

function jobCard(app, changed) {
  const { text, format, send } = app;
  const chart = lossChart(app);
  const steps = new Map();
  let [job, total] = [{}, 0];
  const [head, facts, problem, buttons] = [h("div", { class: "head" }), h("div", { class: "lines" }), h("div", { role: "alert" }), h("div", { class: "actions" })];
  const events = h("ol", { class: "events", tabindex: "0" });
  const eventBox = h("details", { hidden: true }, h("summary", {}, text("jobs.events")), events);
  const note = h("p", { class: "muted small" });
  const more = h("details", { ontoggle: look }, h("summary", {}, text("jobs.details")), chart.root, eventBox, note);
  const root = h("li", { class: "panel" }, head, facts, problem, more, buttons);
  const button = (action, danger) => h("button", { type: "button", class: danger ? "danger" : "", onclick: ({ currentTarget }) => act(action, danger, currentTarget) }, text(`jobs.${action}`));
  const isRunning = () => !ENDED.has(job.status);
  const isAwaited = () => isRunning() || (job.deployment && !DEPLOYED.has(job.deployment.state));

  function show(read) {
    const before = job.status;
    job = { ...job, ...read };
    if (job.events) showEvents();
    head.replaceChildren(h("h3", { class: "mono" }, job.job_id), statusTag(app, "jobs.status", job.status, LOOKS[job.status]), job.deployment ? deploymentTag(app, job.deployment.state) : "");
    facts.replaceChildren(isRunning() ? progress() : "", h("p", { class: "muted" }, times()),
      ...[job.error && `${job.error.code}: ${job.error.message}`, job.problem].filter(Boolean).map((line) => h("p", { class: job.error ? "bad" : "" }, english(line))), job.stale ? h("p", {}, text("jobs.stale")) : "",
      job.model ? h("p", {}, text("jobs.model"), " ", h("code", {}, job.model), " ", h("a", { href: "#models" }, text("jobs.toModels"))) : "");
    if (before !== job.status) buttons.replaceChildren(...app.canWrite && isRunning() ? [button(job.status === "paused" ? "resume" : "pause"), button("cancel", true)] : []);
  }

  /** Asks how far the job is; its curve and events only while they are looked at. */
  async function look() {
    const details = more.open;
    if (!details && !isAwaited()) return;
    try {
      show(await send("check_train", { job_id: job.job_id, ...(details && { details }) }));
      problem.replaceChildren();
    } catch (error) {
      problem.replaceChildren(faultBox(app, error, look));
    }
  }

  // While a job runs, its curve is in its events; later in its metrics, which are complete.
  function showEvents() {
    for (const { message } of job.events) {
      const [, step, last, training, validation] = STEP.exec(message)?.map(Number) ?? [];
      if (!step) continue;
      total = last;
      steps.set(step, { step, training_loss: training, validation_loss: Number.isNaN(validation) ? null : validation });
    }
    chart.update(job.metrics?.length ? job.metrics : [...steps.values()].sort((a, b) => a.step - b.step), total);
    note.replaceChildren(english(job.note ?? ""));
    eventBox.hidden = job.events.length === 0;
    events.replaceChildren(...job.events.map((event) =>
      h("li", { class: event.level === "error" ? "bad" : "" }, timeTag(event.at, format.time(event.at)), " ", english(event.message))));
  }

  function progress() {
    const [from, until] = [Date.parse(job.submitted_at), job.estimated_finish * 1_000];
    const step = Math.max(0, ...steps.keys());
    const byTime = until && job.status !== "paused" ? Math.min(0.99, Math.max(0, (app.now() - from) / (until - from))) : undefined;
    const value = total ? step / total : byTime;
    const words = total ? text("jobs.steps", { step, total }) : value === undefined ? "" : text("jobs.byTime");
    return h("div", { class: "progress" }, h("progress", { max: 1, value: value ?? null, "aria-label": text("jobs.progress") }),
      h("span", {}, value === undefined ? "" : `${format.number(Math.floor(value * 100))} % · `, words));
  }

  function times() {
    const at = (key, iso) => [text(key), " ", timeTag(iso, `${format.time(iso)} (${format.relative(iso)})`)];
    const unix = (seconds) => new Date(seconds * 1_000).toISOString();
    return [at("jobs.submitted", job.submitted_at), job.estimated_finish && isRunning() && at("jobs.finish", unix(job.estimated_finish)), job.finished_at && at("jobs.ended", unix(job.finished_at)),
      job.trained_tokens && text("jobs.tokens", { count: job.trained_tokens })].filter(Boolean).flatMap((part, index) => index ? [" · ", part] : [part]);
  }

  async function act(action, danger, pressed) {
    const [title, body] = [text(`jobs.${action}.title`, { job: job.job_id }), text(`jobs.${action}.body`)];
    if (!await app.confirm({ title, body, action: text(`jobs.${action}`), danger, costs: action !== "pause" })) return;
    await perform(app, problem, pressed, async () => show(await send(`${action}_train`, { job_id: job.job_id })), () => buttons.querySelector("button") ?? more.firstChild);
    changed();
  }

  return { root, more, show, look, isRunning, isAwaited };
}

export const id = "jobs";

export function create(app) {
  const jobs = new Map();
  const list = h("ul", { class: "view" });
  const [note, rest] = [h("div"), h("button", { type: "button", hidden: true, onclick: () => { most += PAGE; refresh(); } }, app.text("list.more"))];
  const root = h("div", { class: "view" }, h("h2", {}, app.text("jobs.title")), note, list, rest);
  let [most, timer] = [PAGE, 0];

  async function refresh() {
    const items = (await listAll(app, "list_jobs", "jobs")).sort((a, b) => b.submitted_at.localeCompare(a.submitted_at));
    const shown = items.slice(0, most).map((item) => {
      const known = jobs.get(item.job_id);
      const card = known ?? jobCard(app, poll);
      jobs.set(item.job_id, card);
      card.show(item);
      if (!known) card.more.open = card.isRunning() || item === items[0];
      return card.root;
    });
    if (shown.some((each, index) => list.children[index] !== each) || list.children.length !== shown.length) list.replaceChildren(...shown);
    rest.hidden = items.length <= most;
    note.replaceChildren(items.length > 0 ? "" : emptyBox(app, "jobs.empty", app.canWrite && h("a", { class: "button primary", href: "#data" }, app.text("jobs.first"))));
    poll();
  }

  // A refresh does not put it off: where much happens, no job would ever be asked.
  function poll() {
    const awaited = [...jobs.values()].filter((job) => job.isAwaited());
    if (awaited.length > 0) timer ||= setTimeout(() => lookAt(awaited), POLL_MS + awaited.length * POLL_MS_EACH);
  }

  async function lookAt(awaited) {
    if (!document.hidden) for (const job of awaited) if (root.isConnected) await job.look();
    timer = 0;
    if (root.isConnected) poll();
  }

  return { root, refresh, topics: ["jobs"], close: () => clearTimeout(timer) };
}
