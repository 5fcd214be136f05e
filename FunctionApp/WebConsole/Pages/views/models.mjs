// Models: those that are deployed and cost by the hour, those that were trained, and the base models.
import { english, h } from "../dom.mjs";
import { listAll } from "../pages.mjs";
import { deploymentTag, factList, perform } from "../parts.mjs";

const HOUR_MS = 3_600_000;
const STOPPED = new Set(["Idle", "Undeployed", "Failed"]);
const groups = [
  ["deployed", ({ deployment }) => deployment && !STOPPED.has(deployment.state)],
  ["trained", ({ kind, deployment }) => kind === "trained" && (!deployment || STOPPED.has(deployment.state))],
  ["base", ({ kind }) => kind !== "trained"],
];

export const id = "models";

export function create(app) {
  const { text, format } = app;
  const problem = h("div", { role: "alert" });
  const body = h("div", { class: "view" });
  const root = h("div", { class: "view" }, h("h2", {}, text("view.models")), problem, body);

  async function refresh() {
    const [items, month] = await Promise.all([listAll(app, "list_models", "models"), listAll(app, "usage", "items", { by: "model" })]);
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    body.replaceChildren(...groups.map(([name, belongs]) => group(name, items.filter(belongs), month)));
    if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  const group = (name, models, month) => h("section", { class: "view" }, h("h3", {}, text(`models.${name}`)),
    name === "deployed" && models.length > 0 ? h("p", { class: "muted" }, text("models.billed")) : "",
    models.length === 0 ? h("p", { class: "muted" }, text(`models.${name}.empty`)) : h("ul", { class: "columns" }, ...models.map((model) => card(model, month))));

  function card(model, month) {
    const used = month.find((item) => item.model === (model.trained_model ?? model.model));
    const state = model.deployment?.state;
    const facts = [
      used && ["models.month", text("models.answers", { count: used.requests })],
      used?.deployment_hours > 0 && ["models.hours", format.number(Math.round(used.deployment_hours * 100) / 100)],
      used && ["models.cost", used.cost === undefined ? text("models.noPrice") : format.money(used.cost)],
      state && !STOPPED.has(state) && ["models.hourly", hourly(model)],
      state === "Succeeded" && ["models.use", lastUse(model.last_used_at)],
      model.retires_on && ["models.retires", model.retires_on],
    ].filter(Boolean);
    return h("li", { class: "panel" }, h("div", { class: "head" }, h("h4", { class: "mono" }, model.trained_model ?? model.model), state ? deploymentTag(app, state) : ""),
      model.trained_model && model.model !== model.trained_model ? h("p", { class: "muted" }, text("models.name"), " ", h("code", {}, model.model)) : "",
      factList(facts.map(([key, value]) => [text(key), value])),
      app.canWrite && model.kind === "trained" ? h("div", { class: "actions" }, buttons(model, state)) : "");
  }

  const hourly = ({ cost_per_hour: cost }) => cost === undefined ? text("models.noPrice") : format.money(cost);

  /** The gateway keeps it to the hour. */
  function lastUse(at) {
    if (!at) return text("models.unused");
    return app.now() - Date.parse(at) < HOUR_MS ? text("models.use.hour") : format.relative(at);
  }

  function buttons(model, state) {
    const button = (action, danger) => h("button", { type: "button", class: danger ? "danger" : "", dataset: { key: `${action} ${model.job_id}` }, onclick: ({ currentTarget }) => act(action, model, danger, currentTarget) },
      text(`models.${action}`));
    return [!state || STOPPED.has(state) ? button("deploy") : state !== "Undeploying" && button("undeploy"), state !== "Deleting" && button("delete", true)].filter(Boolean);
  }

  async function act(action, item, danger, pressed) {
    const { model, job_id: job } = item;
    const says = [text(`models.${action}.body`), action === "deploy" ? `${text("models.hourly")}: ${hourly(item)}.` : []].flat();
    if (!await app.confirm({ title: text(`models.${action}.title`, { model }), body: says, action: text(`models.${action}`), danger, costs: true })) return;
    await perform(app, problem, pressed, async () => {
      const answer = await app.send(`${action}_model`, { model });
      const key = `models.state.${answer.state}`;
      app.notify(answer.problem ? english(answer.problem) : text("models.done", { model, state: app.has(key) ? text(key) : answer.state }), answer.problem ? "bad" : "ok");
      await refresh();
    }, () => [...body.querySelectorAll("button")].find(({ dataset }) => dataset.key.endsWith(` ${job}`)));
  }

  return { root, refresh, topics: ["jobs", "usage"] };
}
