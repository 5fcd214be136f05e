// A form for another routine, with the next runs of what is chosen.
import { faultBox } from "../dialog.mjs";
import { h } from "../dom.mjs";
import { listBots } from "../pages.mjs";
import { once, zoned } from "../parts.mjs";
import { nextRuns } from "../schedule.mjs";

const PREVIEWED = 5;
const presets = [
  ["minutes", () => "*/15 * * * *"], ["hours", (_, minute) => `${minute} * * * *`], ["daily", (hour, minute) => `${minute} ${hour} * * *`],
  ["weekdays", (hour, minute) => `${minute} ${hour} * * 1-5`], ["weekly", (hour, minute) => `${minute} ${hour} * * 1`], ["monthly", (hour, minute) => `${minute} ${hour} 1 * *`], ["cron", null],
];

export function routineForm(app, created) {
  const { text } = app;
  const field = (key, control, hint) => h("label", { class: "field" }, text(`routines.${key}`), control, hint && h("small", {}, text(hint)));
  const bot = h("select", { required: true });
  const message = h("textarea", { required: true, rows: 2 });
  const name = h("input", { maxlength: 200, autocomplete: "off" });
  const often = h("select", { onchange: fill }, presets.map(([key]) => h("option", { value: key, selected: key === "daily" }, text(`routines.often.${key}`))));
  const time = h("input", { type: "time", value: "08:00", onchange: fill });
  const cron = h("input", { class: "mono", required: true, maxlength: 256, autocomplete: "off", spellcheck: "false", oninput: () => { often.value = "cron"; preview(); } });
  const zone = h("input", { required: true, list: "zones", value: Intl.DateTimeFormat().resolvedOptions().timeZone, autocomplete: "off", oninput: preview });
  const fresh = h("input", { type: "checkbox" });
  const [next, problem] = [h("div", { class: "preview", role: "status" }), h("div", { role: "alert" })];
  const opener = h("button", { type: "button", class: "primary", "aria-expanded": "false", onclick: () => open(root.hidden) }, text("routines.new"));
  const root = h("form", { class: "panel", hidden: true, "aria-label": text("routines.new"), onsubmit: (event) => { event.preventDefault(); create(event.submitter); } },
    h("div", { class: "fields" }, field("bot", bot), field("name", name, "routines.name.hint"), field("often", often), field("time", time), field("cron", cron, "routines.cron.hint"), field("zone", zone, "routines.zone.hint")),
    h("datalist", { id: "zones" }, ["UTC", ...Intl.supportedValuesOf("timeZone")].map((value) => h("option", { value }))),
    field("message", message), h("label", { class: "check" }, fresh, text("routines.fresh")), next, problem,
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => open(false) }, text("dialog.cancel")), h("button", { class: "primary" }, text("routines.create"))));
  let [thread, routine] = []; // Of each time that the form is opened.

  async function open(isOpen) {
    root.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return opener.focus();
    [thread, routine] = [once(), once()];
    fill();
    bot.focus();
    try {
      const bots = await listBots(app);
      bot.replaceChildren(...bots.map((each) => h("option", { value: each.bot_id }, `${each.name} (${each.model_id})`)));
      problem.replaceChildren(bots.length > 0 ? "" : h("p", {}, text("routines.noBot"), " ", h("a", { href: "#chat" }, text("routines.toChat"))));
    } catch (error) {
      problem.replaceChildren(faultBox(app, error, () => open(true)));
    }
  }

  function fill() {
    const make = presets.find(([key]) => key === often.value)[1];
    time.disabled = ["minutes", "cron"].includes(often.value);
    const [hour, minute] = (time.value || "08:00").split(":").map(Number);
    if (make) cron.value = make(hour, minute);
    else cron.focus();
    preview();
  }

  function preview() {
    const runs = nextRuns(cron.value, zone.value, PREVIEWED, app.now());
    next.replaceChildren(h("h3", {}, text("routines.preview")), runs === null || runs.length === 0 ? h("p", { class: "muted" }, text(runs ? "routines.noRun" : "routines.unread"))
      : h("ol", {}, runs.map((at) => h("li", {}, zoned(app, at, zone.value)))));
  }

  async function create(button) {
    button.disabled = true;
    try {
      const { thread_id: threadID } = await app.send("new_thread", thread({}));
      const fields = {
        botID: bot.value, threadID, schedule: cron.value.trim(), time_zone: zone.value.trim(), message: message.value, ...(name.value && { name: name.value }), ...(fresh.checked && { fresh_thread: true }),
      };
      const answer = await app.send("bot_routine", routine(fields));
      root.reset();
      problem.replaceChildren();
      open(false);
      app.notify(text("routines.created", { name: name.value || text("routines.routine"), time: answer.next_run ? app.format.date(answer.next_run) : text("routines.never") }), "ok", ["bot_routine", fields]);
      await created();
    } catch (error) {
      problem.replaceChildren(faultBox(app, error));
    } finally {
      button.disabled = false;
    }
  }

  return { root, opener };
}
